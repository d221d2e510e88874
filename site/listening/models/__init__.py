from listening.models.confirmation import Confirmation
from listening.models.earlier import EarlierText
from listening.models.mail import VoiceMail
from listening.models.origin import Origin
from listening.models.reaction import Reaction
from listening.models.receipt import Receipt
from listening.models.report import Report
from listening.models.voice import Mark, Role, ShownAs, State, Voice

__all__ = [
    "Confirmation",
    "EarlierText",
    "Mark",
    "Origin",
    "Reaction",
    "Receipt",
    "Report",
    "Role",
    "ShownAs",
    "State",
    "Voice",
    "VoiceMail",
]
