from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import ItemBase
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    TitleFieldPanel,
)
from wagtail.fields import StreamField
from wagtail.models import Orderable, PagePermissionTester, Revision
from wagtail.search import index

from blog.heads import essay_meta
from blog.panels import RemarksPanel
from blog.permissions import EssayPermissionTester
from blog.reading import essay_context
from blog.shelves import reshelve
from core.blocks import ALT_HELP, BodyBlock
from core.models import BasePage, Category, Tag
from core.words import opening_of, reading_minutes
from people.models import User

if TYPE_CHECKING:
    from django.db.models import QuerySet


class EssayForm(WagtailAdminPageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "categories" in self.fields:
            self.fields["categories"].label_from_instance = Category.indented_name

    def clean(self) -> dict[str, Any]:
        """Ask for words beside the picture, but not while the essay is a draft that saves itself."""
        cleaned: dict[str, Any] = super().clean()
        wordless = cleaned.get("hero_image") and not (cleaned.get("hero_alt") or "").strip()
        if wordless and not self.is_deferred_validation:
            self.add_error("hero_alt", ValidationError(_("Say in a few words what the picture shows.")))
        return cleaned

    def save(self, commit: bool = True) -> EssayPage:
        """Who starts an essay and names no author is its author."""
        essay: EssayPage = super().save(commit=False)
        if not essay.authorships.count() and self.for_user:
            essay.authorships.add(EssayAuthor(user=self.for_user))
        if commit:
            essay.save()
        return essay


class EssayPage(BasePage):
    """An essay by one or more authors, in one or more categories."""

    standfirst = models.TextField(
        _("standfirst"),
        blank=True,
        help_text=_("One or two sentences under the title; lists and feeds show them too."),
    )
    published_at = models.DateTimeField(
        _("date"), default=timezone.now, help_text=_("The date readers see and lists are ordered by.")
    )
    categories = ParentalManyToManyField(
        Category, verbose_name=_("categories"), blank=True, related_name="essays"
    )
    tags = ClusterTaggableManager(through="blog.EssayTag", blank=True, verbose_name=_("tags"))
    hero_image = models.ForeignKey(
        "core.Image", verbose_name=_("picture"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text=_("Without one the essay gets a drawing of the house, always the same."),
    )  # fmt: skip
    hero_alt = models.CharField(_("alt text"), max_length=250, blank=True, help_text=ALT_HELP)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))
    prompt = models.CharField(
        _("prompt"),
        max_length=250,
        blank=True,
        help_text=_("The question the essay ends on. Left empty, it asks how not listening cost a sale."),
    )
    comments_open = models.BooleanField(_("comments open"), default=True)
    featured = models.BooleanField(_("featured"), default=False, help_text=_("Leads the home page."))

    # Kept beside the text, because lists show them and must not read bodies.
    gist = models.TextField(editable=False, default="")
    minutes = models.PositiveSmallIntegerField(editable=False, default=1)

    content_panels = [
        TitleFieldPanel(
            "title",
            help_text=_("What readers meet first, here and in every list. The address is made from it."),
        ),
        FieldPanel("standfirst"),
        FieldPanel(
            "body",
            help_text=_("The plus signs add a part: paragraphs, a heading, a picture, a quotation and more."),
        ),
        MultiFieldPanel([FieldPanel("hero_image"), FieldPanel("hero_alt")], _("Picture")),
        FieldPanel("prompt"),
        MultiFieldPanel(
            [
                FieldPanel(
                    "categories",
                    widget=forms.CheckboxSelectMultiple,
                    help_text=_("Where the essay hangs in the tree of topics; one is enough."),
                ),
                FieldPanel("tags", help_text=_("Words it shares with other essays, with commas in between.")),
            ],
            _("Topics"),
        ),
        InlinePanel(
            "authorships",
            heading=_("Authors"),
            label=_("Author"),
            help_text=_("Who signs it, in this order. Left empty, you do. All who sign may change it."),
        ),
        FieldRowPanel(
            [
                FieldPanel("published_at"),
                FieldPanel("featured", permission="blog.feature_essay"),
                FieldPanel("comments_open", help_text=_("Whether readers may answer under the essay.")),
            ]
        ),
        RemarksPanel(heading=_("Before you publish"), icon="glasses"),
    ]
    # No menu lists single essays.
    promote_panels = BasePage.promote_panels[:1]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("standfirst", boost=2),
        index.SearchField("body"),
        index.FilterField("published_at"),
        index.RelatedFields("authorships", [index.RelatedFields("user", [index.SearchField("name")])]),
    ]
    base_form_class = EssayForm

    parent_page_types = ["blog.EssayIndexPage"]
    subpage_types: list[str] = []
    template = "blog/essay_page.html"

    class Meta:
        verbose_name = _("essay")
        verbose_name_plural = _("essays")
        permissions = [("feature_essay", "Can lead the home page with an essay")]

    @property
    def authors(self) -> list[User]:
        """The authors in the order that was chosen."""
        return [authorship.user for authorship in self.authorships.select_related("user")]

    def is_by(self, user_id: int) -> bool:
        """Whether this person is among the stored authors."""
        return EssayAuthor.objects.filter(page_id=self.pk, user_id=user_id).exists()

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return EssayPermissionTester(user, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        around = essay_context(self, request)
        return {**context, **around, "meta": essay_meta(self, context["meta"], around)}

    def sum_up(self) -> None:
        """Make what is kept beside the text follow from the text."""
        self.gist = self.standfirst.strip() or opening_of(self.body)
        self.minutes = reading_minutes(self.body)

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Store a draft that knows how long it takes to read."""
        self.sum_up()
        return super().save_revision(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store, and put the essay on its shelves in the same transaction."""
        self.sum_up()
        with transaction.atomic():
            super().save(*args, **kwargs)
            reshelve([self.pk])


class EssayAuthor(Orderable):
    """One author of one essay. A person who wrote here stays: they can be made inactive, not removed."""

    page = ParentalKey(EssayPage, on_delete=models.CASCADE, related_name="authorships")
    user = models.ForeignKey(
        User, verbose_name=_("author"), on_delete=models.PROTECT, related_name="authorships"
    )

    panels = [FieldPanel("user")]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["page", "user"], name="an_author_stands_once_on_an_essay")
        ]

    def __str__(self) -> str:
        return str(self.user)


class EssayTag(ItemBase):
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="essay_tags")
    content_object = ParentalKey(EssayPage, on_delete=models.CASCADE, related_name="tagged_items")

    if TYPE_CHECKING:
        objects: ClassVar[QuerySet[EssayTag]]
