"""Signs of spam. Each file knows those of one kind; `signs_in` finds all of them in what somebody said."""

from collections.abc import Iterator

from moderation.rules.case import Case
from moderation.rules.signs.author import signs_of_author
from moderation.rules.signs.contact import signs_of_contact
from moderation.rules.signs.linked import signs_of_links
from moderation.rules.signs.offers import signs_of_offers
from moderation.rules.signs.sign import Sign
from moderation.rules.signs.topics import signs_of_topics
from moderation.rules.signs.writing import signs_of_writing

__all__ = ["Sign", "signs_in"]


def signs_in(case: Case) -> Iterator[Sign]:
    """Yield every sign of spam in this case."""
    yield from signs_of_topics(case)
    yield from signs_of_links(case)
    yield from signs_of_contact(case)
    yield from signs_of_offers(case)
    yield from signs_of_author(case)
    yield from signs_of_writing(case)
