"""A site with everything in it, its export, and an empty site to bring that into."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site

from blog.models import EssayIndexPage, EssayPage, HomePage
from core.models import Category, ContactPage, Document, Image, SimplePage, Tag
from discussion.models import Discussion, Ping
from listening.models import Follow, State
from people.models import User
from people.roles import AUTHORS, EDITORS
from tests.factories import make_essay, make_page
from tests.pictures import make_image, picture_block
from transfer.models import OldHost, OldPath, Source

OLD = datetime(2019, 2, 3, 4, 5, 6, 789, tzinfo=UTC)
HOSTILE = "a/b\\c: <script>alert(1)</script> ]]> \u202eשלום \u202c😀 \x01 & “q” " + "long " * 30


def export(folder: Path, **options: Any) -> Path:
    """Export into a folder and return it."""
    call_command("export_content", folder, stdout=io.StringIO(), stderr=io.StringIO(), **options)
    return folder


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file of an export by its place."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }


def every_block(image: Image, document: Document, page: Page) -> list[dict[str, Any]]:
    """One block of each kind, in the raw form."""
    links = (
        f'<p>See <a linktype="page" id="{page.pk}">there</a>, <a linktype="document" id="{document.pk}">a file</a> and '
        '<a href="https://example.org/?a=1&amp;b=2">elsewhere</a>.<br/>Next line.</p><ul><li>one</li></ul>'
    )
    picture = picture_block(image)["value"]
    item = {"image": picture["image"], "caption": "A ]]> caption"}  # type: ignore[index]
    return [
        {"type": "epigraph", "value": {"text": "Two lines\nof words", "attribution": "Somebody"}},
        {"type": "paragraph", "value": links},
        {"type": "heading", "value": {"text": "A part", "level": "2", "anchor": "part"}},
        {"type": "quote", "value": {"text": "<p>Said <b>so</b>.</p>", "attribution": "A customer"}},
        {"type": "pull_quote", "value": {"text": "Pulled", "attribution": ""}},
        {"type": "note", "value": "<p>In the margin.</p>"},
        {"type": "callout", "value": {"lead": "Mind", "text": "<p>The step.</p>"}},
        {"type": "code", "value": {"language": "python", "code": 'if a[0] < "b":\n\n    x = ["]]>"]  # <script>', "caption": "C"}},
        {"type": "code", "value": {"language": "", "code": "[gallery ids=1]", "caption": ""}},
        picture_block(image),
        {"type": "gallery", "value": {"images": [item, item]}},
        {"type": "embed", "value": {"url": "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "title": "A film"}},
        {"type": "remote_image", "value": {"address": "https://example.org/a.png", "alt": "Alt", "caption": "Far"}},
        {
            "type": "table",
            "value": {
                "columns": [{"type": "rich_text", "heading": "H"}, {"type": "rich_text", "heading": "I"}],
                "rows": [{"values": ["<p>a <b>b</b></p>", "c"]}],
                "caption": "Counted",
            },
        },
        {"type": "rule", "value": None},
        {"type": "paragraph", "value": "<p>The end.</p>"},
    ]  # fmt: skip


def furnish() -> EssayPage:
    """Fill the site with the demo and with what the demo has not got; return the essay with every block."""
    call_command("demo", verbosity=0)
    image, document = make_image("Stairs / <b>"), Document(title="Prices: 2019")
    Image.objects.filter(pk=image.pk).update(description="Stairs", credit="A. Maker", focal_point_x=3)
    Image.objects.filter(pk=image.pk).update(focal_point_y=4, focal_point_width=5, focal_point_height=6)
    image.tags.add("wood")
    document.file.save("prices.CSV", ContentFile(b"a;b\n1;2\n"))
    person = User.objects.get(handle="solene-abgrall")
    User.objects.filter(pk=person.pk).update(portrait=image)
    person.groups.add(Group.objects.get(name=EDITORS), Group.objects.get(name=AUTHORS))
    _move_a_category()
    below = _pages()
    essay = _essays(person, image, document, below)
    place = {"place_type": ContentType.objects.get_for_model(EssayPage), "place_id": essay.pk}
    link = {"url": "https://x.example/?a=1&b=2", "said_at": OLD, "state": State.PUBLIC}
    Ping.objects.create(**place, **link, title="Elsewhere said <b>", excerpt="[…] words […]")
    wagtail_site = Site.objects.get(is_default_site=True)
    Redirect.objects.create(old_path="/old", site=wagtail_site, redirect_page=essay)
    Redirect.objects.create(
        old_path="/older?p=1", site=wagtail_site, redirect_link="/tag/wording/", is_permanent=False
    )
    home = HomePage.objects.get(locale__language_code="fr")
    home.title, home.seo_title, home.search_description = "Le poste", "Écoute", "Une revue"
    home.save()
    return essay


def _move_a_category() -> None:
    category = Category.objects.get(path="selling/lost-sales")
    category.slug = "sales-lost"
    category.save()
    tag = Tag.objects.get(slug="wording")
    tag.slug = "words-for-it"
    tag.save()


def _pages() -> Page:
    about = SimplePage.objects.get(slug="about", locale__language_code="en")
    below = about.add_child(instance=SimplePage(title="Équipe & Cie", slug="équipe", body=[]))
    contact = ContactPage.objects.get(locale__language_code="en")
    contact.recipients = "a@example.org\nb@example.org"
    contact.save()
    make_page("Only for some", slug="some").save_revision().publish()
    rule = PageViewRestriction.objects.create(page=Page.objects.get(slug="some"), restriction_type="groups")
    rule.groups.set(Group.objects.filter(name=EDITORS))
    below.save_revision().publish()
    return Page.objects.get(pk=below.pk)


def _essays(person: User, image: Image, document: Document, below: Page) -> EssayPage:
    other = User.objects.get(handle="gethin-prosser")
    full = make_essay(
        HOSTILE, slug="con", authors=[other, person], categories=["attention/silence", "making"], tags=["été", "Stairs"],
        published_at=OLD, standfirst="Two lines", prompt="And you?", comments_open=False, featured=True,
        canonical_url="https://example.org/first", seo_title="For search", search_description="Found",
        hero_image=image, hero_alt="Stairs again",
    )  # fmt: skip
    full.body = EssayPage._meta.get_field("body").to_python(every_block(image, document, below))  # type: ignore[union-attr]
    full.save_revision().publish()
    about_it = SimplePage.objects.get(slug="about", locale__language_code="en")
    # This page comes before the essay that it leads to.
    about_it.body = [("paragraph", f'<p>Read <a linktype="page" id="{full.pk}">this</a>.</p>')]
    about_it.save_revision().publish()
    twin = make_essay("Des escaliers", language="fr", translation_key=full.translation_key, authors=[person])
    twin.save_revision().publish()
    locked = make_essay("Locked 😀", slug="locked")
    locked.save_revision().publish()
    PageViewRestriction.objects.create(page=locked, restriction_type="password", password="let <me> in")
    draft = make_essay("Draft", live=False)
    draft.title, draft.standfirst = "Draft, written on", "Later words"
    draft.save_revision()
    later = make_essay("Later", live=False, first_published_at=None)
    later.go_live_at = timezone.now() + timedelta(days=30)
    later.published_at = OLD
    later.save_revision(approved_go_live_at=later.go_live_at)
    return EssayPage.objects.get(pk=full.pk)


def empty() -> None:
    """Make the site what a new one is: its trunk, and nothing else."""
    PageViewRestriction.objects.all().delete()
    for page in (
        Page.objects.filter(depth__gt=2).exclude(pk__in=EssayIndexPage.objects.values("pk")).order_by("depth")
    ):
        Page.objects.filter(pk=page.pk).first() and Page.objects.get(pk=page.pk).specific.delete()
    HomePage.objects.update(seo_title="", search_description="")
    Page.objects.filter(depth=2).update(title="Listening Post", search_description="", seo_title="")
    for model in (Source, Redirect, OldPath, OldHost, Follow, Discussion, User, Tag, Image, Document):
        model.objects.all().delete()
    for category in Category.objects.order_by("-path"):
        category.delete()
