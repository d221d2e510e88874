from moderation.models.block import Block
from moderation.models.canned_reply import CannedReply, CannedText
from moderation.models.claim import Claim
from moderation.models.decision import Decision
from moderation.models.reason import Reason, ReasonWords
from moderation.models.suspension import Hiding, Suspension

__all__ = [
    "Block",
    "CannedReply",
    "CannedText",
    "Claim",
    "Decision",
    "Hiding",
    "Reason",
    "ReasonWords",
    "Suspension",
]
