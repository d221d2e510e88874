"""What a text is made of. Templates stand in `templates/blocks/`, one a kind."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageBlock

from core.embeds import check_embed, provider_of, title_of
from core.slugs import slug_for

INLINE = ["bold", "italic", "strikethrough", "superscript", "subscript", "code", "link", "document-link"]
FLOWING = [*INLINE, "ol", "ul"]

ALT_HELP = _(
    "What a reader who cannot see it should know: people listening to this page hear these words instead of the picture."
)
LANGUAGES = [
    ("", _("Plain")), ("bash", "Shell"), ("css", "CSS"), ("html", "HTML"), ("javascript", "JavaScript"),
    ("json", "JSON"), ("python", "Python"), ("sql", "SQL"), ("text", _("Log or text")), ("yaml", "YAML"),
]  # fmt: skip


class HeadingValue(blocks.StructValue):
    @property
    def anchor(self) -> str:
        """What follows # in an address: the author's own word, or one made from the text."""
        return self["anchor"] or slug_for(self["text"], length=60) or "part"


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=200, label=_("Text"))
    level = blocks.ChoiceBlock(
        choices=[("2", _("Part")), ("3", _("Section")), ("4", _("Passage"))], default="2", label=_("Level")
    )
    anchor = blocks.CharBlock(
        required=False,
        max_length=60,
        label=_("Anchor"),
        help_text=_("For links to this place. Made from the text."),
    )

    class Meta:
        icon = "title"
        template = "blocks/heading.html"
        value_class = HeadingValue


class SaidBlock(blocks.StructBlock):
    """Words and who said them."""

    text = blocks.TextBlock(rows=3, label=_("Words"))
    attribution = blocks.CharBlock(required=False, max_length=200, label=_("Who said it"))


class QuoteBlock(blocks.StructBlock):
    text = blocks.RichTextBlock(features=FLOWING, label=_("Words"))
    attribution = blocks.CharBlock(required=False, max_length=200, label=_("Who said it"))

    class Meta:
        icon = "openquote"
        template = "blocks/quote.html"


class CalloutBlock(blocks.StructBlock):
    lead = blocks.CharBlock(
        required=False, max_length=120, label=_("Lead-in"), help_text=_("Bold, before the text.")
    )
    text = blocks.RichTextBlock(features=FLOWING, label=_("Text"))

    class Meta:
        icon = "warning"
        template = "blocks/callout.html"


class CodeBlock(blocks.StructBlock):
    language = blocks.ChoiceBlock(choices=LANGUAGES, required=False, label=_("Language"))
    code = blocks.TextBlock(rows=8, label=_("Code"))
    caption = blocks.CharBlock(required=False, max_length=250, label=_("Caption"))

    class Meta:
        icon = "code"
        template = "blocks/code.html"


class PictureBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Picture"), help_text=ALT_HELP)
    caption = blocks.CharBlock(required=False, max_length=250, label=_("Caption"))
    wide = blocks.BooleanBlock(required=False, label=_("Wider than the text"))

    class Meta:
        icon = "image"
        template = "blocks/image.html"


class GalleryItemBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Picture"), help_text=ALT_HELP)
    caption = blocks.CharBlock(required=False, max_length=250, label=_("Caption"))


class GalleryBlock(blocks.StructBlock):
    images = blocks.ListBlock(GalleryItemBlock(), min_num=1, label=_("Pictures"))

    class Meta:
        icon = "image"
        template = "blocks/gallery.html"


class EmbedValue(blocks.StructValue):
    @property
    def provider(self) -> str:
        found = provider_of(self["url"] or "")
        return found.name if found else ""

    @property
    def frame_url(self) -> str:
        found = provider_of(self["url"] or "")
        return found.frame_url(self["url"]) if found else ""


class EmbedBlock(blocks.StructBlock):
    url = blocks.URLBlock(
        label=_("Address"), help_text=_("Of a film or sound. It loads when a reader clicks it.")
    )
    title = blocks.CharBlock(
        required=False,
        max_length=200,
        label=_("Title"),
        help_text=_("Asked from the provider when left empty."),
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        try:
            check_embed(cleaned["url"])
        except blocks.base.ValidationError as error:
            raise blocks.StructBlockValidationError(block_errors={"url": error}) from error
        cleaned["title"] = cleaned["title"] or title_of(cleaned["url"])
        return cleaned

    class Meta:
        icon = "media"
        template = "blocks/embed.html"
        value_class = EmbedValue


class RemoteImageBlock(blocks.StructBlock):
    """A picture that an import could not bring along: its words and its address."""

    address = blocks.URLBlock(label=_("Address"))
    alt = blocks.CharBlock(required=False, label=_("Alt text"))
    caption = blocks.CharBlock(required=False, label=_("Caption"))

    class Meta:
        icon = "link-external"
        template = "blocks/remote_image.html"


class BodyBlock(blocks.StreamBlock):
    """The body of an essay or a page."""

    paragraph = blocks.RichTextBlock(
        features=FLOWING, icon="pilcrow", label=_("Paragraphs"), template="blocks/paragraph.html"
    )
    heading = HeadingBlock(label=_("Heading"))
    pull_quote = SaidBlock(icon="openquote", template="blocks/pull_quote.html", label=_("Pull quote"))
    note = blocks.RichTextBlock(
        features=INLINE, icon="comment", label=_("Margin note"), template="blocks/note.html"
    )
    quote = QuoteBlock(label=_("Quotation"))
    epigraph = SaidBlock(icon="openquote", template="blocks/epigraph.html", label=_("Epigraph"))
    callout = CalloutBlock(label=_("Call-out"))
    image = PictureBlock(label=_("Picture"))
    gallery = GalleryBlock(label=_("Gallery"))
    embed = EmbedBlock(label=_("Film or sound"))
    code = CodeBlock(label=_("Code"))
    table = TypedTableBlock(
        [("rich_text", blocks.RichTextBlock(required=False, features=INLINE, label=_("Text")))],
        icon="table", template="blocks/table.html", label=_("Table"),
    )  # fmt: skip
    rule = blocks.StaticBlock(icon="horizontalrule", template="blocks/rule.html", label=_("Break"))
    remote_image = RemoteImageBlock(label=_("Picture elsewhere"))
