"""The project's own folder format."""


def register() -> None:
    """Filled in below."""
