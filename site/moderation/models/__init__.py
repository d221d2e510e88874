from moderation.models.akismet_check import AkismetCheck
from moderation.models.block import Block
from moderation.models.canned_reply import CannedReply, CannedText
from moderation.models.claim import Claim
from moderation.models.closed_hours import ClosedHours
from moderation.models.decision import Decision
from moderation.models.reason import Reason, ReasonWords
from moderation.models.report_setting import ReportSetting
from moderation.models.rule_setting import RuleSetting
from moderation.models.said_before import SaidBefore
from moderation.models.suspension import Hiding, Suspension
from moderation.models.word import WordEntry

__all__ = [
    "AkismetCheck",
    "Block",
    "CannedReply",
    "CannedText",
    "Claim",
    "ClosedHours",
    "Decision",
    "Hiding",
    "Reason",
    "ReasonWords",
    "ReportSetting",
    "RuleSetting",
    "SaidBefore",
    "Suspension",
    "WordEntry",
]
