"""How fast people may speak."""

from core import limits
from people.models import User


def seconds_to_wait(network: str, member: User | None = None, email: str = "") -> int:
    """Count one more by this person from this network and return 0, or how long they have to wait."""
    person = f"member {member.pk}" if member else f"guest {email.strip().lower()}"
    waits = [limits.hit(limits.COMMENTS_BY_PERSON, person), limits.hit(limits.COMMENTS_BY_NETWORK, network)]
    if not member:
        waits.append(limits.hit(limits.CONFIRMATIONS_TO_ONE_ADDRESS, email.strip().lower()))
    return max(waits)
