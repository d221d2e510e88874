"""How often something may be done: fixed windows, each counted by one step of the database or of Redis."""

from dataclasses import dataclass
from time import time

from django.utils.crypto import salted_hmac

from core.counting import count_one
from core.mailboxes import mailbox_of


@dataclass(frozen=True)
class Limit:
    """At most `most` times in each window of `seconds`."""

    name: str
    most: int
    seconds: int


# A person fills in a form in more than two seconds; an office or a school shares one network.
ANONYMOUS_POSTS = Limit("anonymous-posts", 60, 60)
# Drawn by the script while somebody writes, every three seconds at most, and stored nowhere: a class of thirty writes at
# the same time. Counted apart, or people who write would use up what others of their network need to log in.
PREVIEWS = Limit("previews", 600, 60)
# Wagtail's editor says every ten seconds that a page is open, and saves drafts by itself.
MEMBER_POSTS = Limit("member-posts", 600, 60)
# Ten tries in five minutes are more than a forgotten password takes, and far too few to guess one.
LOG_INS = Limit("log-ins", 10, 5 * 60)
# Against one account tried from many networks. Generous, since whoever knows an address could use it up.
LOG_INS_TO_ONE_ACCOUNT = Limit("log-ins-to-one-account", 50, 60 * 60)
# Codes from a mail, an app or a list. Each log-in allows three tries or so; this bounds how many are begun anew.
CODES = Limit("codes", 30, 5 * 60)
CODES_FOR_ONE_ACCOUNT = Limit("codes-for-one-account", 20, 60 * 60)
# Each begins an account, or tries to. A school or an office is one network.
ADDRESSES = Limit("addresses", 20, 60 * 60)
ONE_ADDRESS = Limit("one-address", 5, 60 * 60)
PASSWORD_RESETS = Limit("password-resets", 5, 60 * 60)
PASSWORD_RESETS_OF_ONE_ACCOUNT = Limit("password-resets-of-one-account", 3, 60 * 60)
# Whoever has the link of a receipt may change things behind it; nobody shall find one by trying. A provider of mail
# presses buttons for many readers.
SECRETS = Limit("secrets", 300, 10 * 60)
ONE_SECRET = Limit("one-secret", 30, 10 * 60)
# Messages to the site: a person corrects themselves once or twice; a shared network may hold several people.
CONTACT_BY_ADDRESS = Limit("contact-by-address", 5, 60 * 60)
CONTACT_BY_NETWORK = Limit("contact-by-network", 20, 60 * 60)
# Each may bring a picture of 60 million points, whose decoding keeps a processor busy for seconds.
PROFILES = Limit("profiles", 120, 60 * 60)
ONE_PROFILE = Limit("one-profile", 30, 60 * 60)
# What people say under an essay. A quick exchange is some ten in ten minutes; a class may share one network.
COMMENTS_BY_PERSON = Limit("comments-by-person", 15, 10 * 60)
COMMENTS_BY_NETWORK = Limit("comments-by-network", 60, 10 * 60)
# Each first one mails somebody who may not have asked; asked again, two or three times are enough for a lost mail.
CONFIRMATIONS_TO_ONE_ADDRESS = Limit("confirmations-to-one-address", 10, 60 * 60)
# A class of thirty speaks in one hour, and some press twice.
CONFIRMATIONS_BY_NETWORK = Limit("confirmations-by-network", 50, 60 * 60)
# A provider of mail presses the button for all who read there: two in a hundred of a digest to thousands.
ONE_CLICKS_BY_NETWORK = Limit("one-clicks-by-network", 600, 60 * 60)
REPORTS_BY_NETWORK = Limit("reports-by-network", 20, 60 * 60)
REPORTS_BY_PERSON = Limit("reports-by-person", 10, 60 * 60)


def hit(limit: Limit, who: str, now: float | None = None) -> int:
    """Count one more for `who` and return 0, or the seconds to wait when that is one too many.

    Every try counts, refused ones too. `who` is stored only as a keyed hash.
    """
    moment = time() if now is None else now
    end = (int(moment) // limit.seconds + 1) * limit.seconds
    key = salted_hmac("core.limits", f"{limit.name}|{end}|{who}", algorithm="sha256").hexdigest()
    count = count_one(key, end)
    return 0 if count <= limit.most else max(1, end - int(moment))


def hit_for_mail(email: str, network: str) -> int:
    """Count one more mail that asks whether an address is theirs, and return as `hit` does.

    Known and unknown addresses count alike, or the answer would tell who is known.
    """
    return max(hit(CONFIRMATIONS_TO_ONE_ADDRESS, mailbox_of(email)), hit(CONFIRMATIONS_BY_NETWORK, network))
