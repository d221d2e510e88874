"""The ASGI entry, for servers that speak nothing else."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [path for path in (str(ROOT), str(ROOT / "site")) if path not in sys.path]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")

from django.core.asgi import get_asgi_application  # noqa: E402

application = get_asgi_application()

from config.checks import refuse_to_start  # noqa: E402

refuse_to_start()
