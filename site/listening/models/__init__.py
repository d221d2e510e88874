from listening.models.confirmation import Confirmation
from listening.models.earlier import EarlierText
from listening.models.follow import EndedWith, Follow, Wanted
from listening.models.mail import VoiceMail
from listening.models.mail_wishes import EssayPace, MailWishes
from listening.models.origin import Origin
from listening.models.person import Pace
from listening.models.reaction import Reaction
from listening.models.receipt import Receipt
from listening.models.report import Report
from listening.models.settled import Settled
from listening.models.told import Bulletin, Told
from listening.models.voice import Mark, Role, ShownAs, State, Voice

__all__ = [
    "Bulletin",
    "Confirmation",
    "EarlierText",
    "EndedWith",
    "EssayPace",
    "Follow",
    "MailWishes",
    "Mark",
    "Origin",
    "Pace",
    "Reaction",
    "Receipt",
    "Report",
    "Role",
    "Settled",
    "ShownAs",
    "State",
    "Told",
    "Voice",
    "VoiceMail",
    "Wanted",
]
