from __future__ import annotations

from typing import Any

from django.db import migrations


def forget_names(apps: Any, schema_editor: Any) -> None:
    """Names go with the words, also of what was withdrawn before they did."""
    withdrawn = apps.get_model("listening", "Voice").objects.filter(state="withdrawn")
    comments = apps.get_model("discussion", "Comment").objects.filter(voice__in=withdrawn)
    rows = apps.get_model("django_comments", "Comment").objects.filter(pk__in=comments.values("pk"))
    rows.update(user_name="")
    withdrawn.update(name="", headline="", website="")


class Migration(migrations.Migration):
    dependencies = [
        ("discussion", "0004_pings"),
        ("listening", "0007_desk"),
        ("django_comments", "0004_add_object_pk_is_removed_index"),
    ]

    operations = [migrations.RunPython(forget_names, migrations.RunPython.noop)]
