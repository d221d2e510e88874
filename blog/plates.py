"""Drawings of the house for essays without a picture: always the same one for the same essay."""

PLATES = ["stairs", "order-pad", "switchboard", "counter", "handset", "shelves"]


def plate_for(essay_id: int) -> str:
    """Return the static path of this essay's drawing."""
    return f"plates/{PLATES[essay_id % len(PLATES)]}.svg"


def card_for(essay_id: int) -> str:
    """Return the static path of the same drawing for links passed on: those who show them take no SVG."""
    return plate_for(essay_id).replace(".svg", ".png")
