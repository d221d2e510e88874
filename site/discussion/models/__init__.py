from discussion.models.comment import Comment
from discussion.models.discussion import Discussion
from discussion.models.ping import Ping

__all__ = ["Comment", "Discussion", "Ping"]
