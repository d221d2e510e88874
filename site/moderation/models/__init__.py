from moderation.models.block import Block
from moderation.models.decision import Decision
from moderation.models.suspension import Hiding, Suspension

__all__ = ["Block", "Decision", "Hiding", "Suspension"]
