from blog.models.card import EssayCard
from blog.models.essay import EssayAuthor, EssayPage, EssayTag
from blog.models.home import EssayIndexPage, HomePage
from blog.models.shelf import Shelf, ShelfRow

__all__ = [
    "EssayAuthor",
    "EssayCard",
    "EssayIndexPage",
    "EssayPage",
    "EssayTag",
    "HomePage",
    "Shelf",
    "ShelfRow",
]
