"""WordPress' export, WXR 1.0 to 1.2."""


def register() -> None:
    """Filled in below."""
