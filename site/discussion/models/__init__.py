from discussion.models.comment import Comment
from discussion.models.discussion import Discussion

__all__ = ["Comment", "Discussion"]
