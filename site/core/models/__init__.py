from core.models.category import Category, CategoryAlias, CategoryName
from core.models.media import Document, Image, Rendition
from core.models.pages import BasePage, SimplePage
from core.models.tag import Tag, TagName

__all__ = [
    "BasePage",
    "Category",
    "CategoryAlias",
    "CategoryName",
    "Document",
    "Image",
    "Rendition",
    "SimplePage",
    "Tag",
    "TagName",
]
