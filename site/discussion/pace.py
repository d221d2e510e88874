"""How fast people may speak."""

from core import limits
from core.mailboxes import mailbox_of
from people.models import User


def seconds_to_wait(network: str, member: User | None = None, email: str = "") -> int:
    """Count one more by this person from this network and return 0, or how long they have to wait."""
    person = f"member {member.pk}" if member else f"guest {mailbox_of(email)}"
    waits = [limits.hit(limits.COMMENTS_BY_PERSON, person), limits.hit(limits.COMMENTS_BY_NETWORK, network)]
    # Whatever a guest says, a mail goes to the address they gave.
    return max(waits if member else [*waits, limits.hit_for_mail(email, network)])
