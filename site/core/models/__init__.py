from core.models.category import Category, CategoryAlias, CategoryName
from core.models.contact import ContactMessage, ContactPage
from core.models.hit import Hit
from core.models.media import Document, Image, Rendition
from core.models.outbox import MailState, OutgoingMail
from core.models.pages import BasePage, SimplePage
from core.models.periodic import PeriodicJob
from core.models.tag import Tag, TagAlias, TagName

__all__ = [
    "BasePage",
    "Category",
    "CategoryAlias",
    "CategoryName",
    "ContactMessage",
    "ContactPage",
    "Document",
    "Hit",
    "Image",
    "MailState",
    "OutgoingMail",
    "PeriodicJob",
    "Rendition",
    "SimplePage",
    "Tag",
    "TagAlias",
    "TagName",
]
