from moderation.models.decision import Decision
from moderation.models.suspension import Suspension

__all__ = ["Decision", "Suspension"]
