"""Keeps the environment of the process out of the requests."""

import os
from collections.abc import Callable
from typing import Any

Application = Callable[..., Any]

# What a request itself brings under the name of an environment variable wins (PEP 3333).
OF_A_REQUEST = {
    "CONTENT_LENGTH", "CONTENT_TYPE", "GATEWAY_INTERFACE", "HTTP_COOKIE", "HTTP_HOST", "PATH_INFO", "QUERY_STRING",
    "REMOTE_ADDR", "REQUEST_METHOD", "SCRIPT_NAME", "SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL",
    "SERVER_SOFTWARE",
}  # fmt: skip


def without_environment(application: Application) -> Application:
    """Return the application, given requests without the variables of this process.

    granian copies its whole environment, secrets included, into every request, where an error report would show
    it; a variable HTTP_PROXY would even read as a header.
    """
    hidden = frozenset(os.environ) - OF_A_REQUEST

    def scrubbed(environ: dict[str, Any], start_response: Any) -> Any:
        return application({name: environ[name] for name in environ.keys() - hidden}, start_response)

    return scrubbed
