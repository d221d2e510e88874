from people.models.guest import Guest
from people.models.user import User

__all__ = ["Guest", "User"]
