from dataclasses import dataclass


@dataclass(frozen=True)
class Attempt:
    """What the caller knows of somebody who wants to say something; what is not known stays empty."""

    # As it was typed.
    text: str = ""
    email: str = ""
    website: str = ""
    # As `core.network` cuts it.
    network: str = ""
    is_edit: bool = False
