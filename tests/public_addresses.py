"""Every address outside the admin: where to knock, and what each role is answered to each verb."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.urls import reverse

from blog.models import EssayPage
from listening.models import Follow, Receipt
from tests.addresses import sample_path
from tests.speaking import say

FEEDS = ("feed/", "feed/atom/", "feed.json")


@dataclass
class Row:
    """Where to knock, and the status each verb gives; `but` says which roles get something else."""

    path: str | Callable[[EssayPage], str]
    get: int = 200
    post: int = 405
    but: dict[str, tuple[int, int]] = field(default_factory=dict)

    def at(self, essay: EssayPage) -> str:
        return self.path if isinstance(self.path, str) else self.path(essay)


def of_category(essay: EssayPage) -> str:
    return essay.categories.get().get_absolute_url()


def of_tag(essay: EssayPage) -> str:
    return essay.tags.first().get_absolute_url()


def of_person(essay: EssayPage) -> str:
    return essay.authors[0].get_absolute_url()


def of_comment(essay: EssayPage) -> str:
    voice = say(essay, essay.authors[0]).voice
    return reverse("discussion:comment", args=[voice.pk])


def below_comment(end: str) -> Callable[[EssayPage], str]:
    return lambda essay: of_comment(essay) + end


def of_speaking(essay: EssayPage) -> str:
    return reverse("discussion:speak", args=["essaypage", essay.pk])


def of_receipt(end: str = "") -> Callable[[EssayPage], str]:
    """Whoever has the link may use it."""
    return lambda essay: (
        reverse("listening:receipt", args=[Receipt.objects.of(say(essay, essay.authors[0]).voice).token])
        + end
    )


def of_follow(end: str = "") -> Callable[[EssayPage], str]:
    """Whoever was mailed the link may use it."""

    def link(essay: EssayPage) -> str:
        voice = say(essay, essay.authors[0], wanted="replies").voice
        return reverse("listening:follow", args=[Follow.objects.get(voice=voice).token]) + end

    return link


def feed_of(owner: Callable[[EssayPage], str], end: str) -> Callable[[EssayPage], str]:
    return lambda essay: owner(essay) + end


def members_only(
    get: int = 200, post: int = 405, stranger: tuple[int, int] = (302, 302)
) -> Callable[[str], Row]:
    """A page of one's own account: a stranger is sent to the log-in."""
    return lambda path: Row(path, get, post, but={"stranger": stranger})


def strangers_only(get: int = 200, post: int = 200) -> Callable[[str], Row]:
    """A way in: whoever is in already is sent on."""
    return lambda path: Row(path, 302, 302, but={"stranger": (get, post)})


# What needs the password again sends on to the page that asks for it.
ACCOUNT: dict[str, Callable[[str], Row]] = {
    "account/": members_only(stranger=(302, 405)),
    "account/menu/": Row,
    "account/profile/": members_only(200, 422),
    "account/login/": strangers_only(),
    "account/login/code/": strangers_only(),
    "account/login/code/confirm/": strangers_only(302, 302),
    "account/signup/": strangers_only(),
    "account/inactive/": Row,
    "account/confirm-email/": members_only(302, 302),
    "account/email/": members_only(200, 302),
    "account/reauthenticate/": members_only(200, 200),
    "account/password/change/": members_only(200, 200),
    "account/password/set/": members_only(302, 302),
    "account/password/reset/": lambda path: Row(path, post=200),
    "account/password/reset/done/": Row,
    "account/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": lambda path: Row(path, post=200),
    "account/password/reset/key/done/": Row,
    "account/2fa/": members_only(),
    "account/2fa/authenticate/": strangers_only(302, 302),
    "account/2fa/reauthenticate/": members_only(302, 302),
    "account/2fa/recovery-codes/": members_only(404, 405),
    "account/2fa/recovery-codes/download/": members_only(404, 404),
    "account/2fa/recovery-codes/generate/": members_only(302, 302),
    "account/2fa/totp/activate/": members_only(302, 302),
    "account/2fa/totp/deactivate/": members_only(404, 404),
    "account/2fa/webauthn/": members_only(),
    "account/2fa/webauthn/add/": members_only(302, 302),
    "account/2fa/webauthn/keys/<int:pk>/edit/": members_only(302, 302),
    "account/2fa/webauthn/keys/<int:pk>/remove/": members_only(302, 302),
    "account/2fa/webauthn/login/": strangers_only(302, 302),
    "account/2fa/webauthn/reauthenticate/": members_only(302, 302),
    "account/voices/": members_only(stranger=(302, 405)),
    "account/voices/claim/": members_only(405, 302, stranger=(405, 302)),
    "account/mail/": members_only(200, 422),
    "account/mail/stop/": members_only(405, 302, stranger=(405, 302)),
    # Last, since whoever asks is gone after it.
    "account/logout/": members_only(200, 302),
}

PUBLIC: dict[str, Row] = {
    "^((?:[\\w\\-]+/)*)$": Row("/essays/"),
    "essays/<str:slug>/": Row(lambda essay: essay.url),
    "^archive/(?P<year>\\d{4})/$": Row("/archive/2026/"),
    "^archive/(?P<year>\\d{4})/(?P<month>\\d{2})/$": Row("/archive/2026/03/"),
    "archive/": Row("/archive/"),
    "comments/<int:pk>/": Row(of_comment, get=302),
    "comments/on/<slug:kind>/<int:pk>/": Row(of_speaking, post=422),
    "comments/on/<slug:kind>/<int:pk>/following/": Row(lambda essay: of_speaking(essay) + "following/"),
    **{
        f"comments/on/<slug:kind>/<int:pk>/following/{deed}/": Row(
            lambda essay, deed=deed: of_speaking(essay) + f"following/{deed}/", get=405, post=302
        )
        for deed in ("follow", "mute")
    },
    # Nobody has brought a comment of this number along.
    "comments/old/<slug:kind>/<int:pk>/<int:number>/": Row(
        lambda essay: reverse("transfer:old-comment", args=["essaypage", essay.pk, 1]), 404
    ),
    "comments/<int:pk>/reply/": Row(below_comment("reply/"), post=422),
    "comments/preview/": Row("/comments/preview/", get=405, post=200),
    "comments/sent/": Row("/comments/sent/"),
    "comments/<int:pk>/react/": Row(below_comment("react/")),
    "^comments/(?P<pk>\\d{1,18})/(?P<kind>hear|helpful)/$": Row(
        # Nobody reacts to their own words.
        below_comment("hear/"),
        get=405,
        post=302,
        but={"author": (405, 403)},
    ),
    "comments/<int:pk>/pick/": Row(
        below_comment("pick/"),
        get=405,
        post=403,
        but={
            "stranger": (405, 302),
            "author": (405, 302),
            "moderator": (405, 302),
            "administrator": (405, 302),
        },
    ),
    # Without a reason; whoever listens is asked for one.
    "comments/<int:pk>/no-answer/": Row(
        below_comment("no-answer/"),
        get=405,
        post=403,
        but={
            "stranger": (405, 302),
            **dict.fromkeys(["author", "moderator", "administrator"], (405, 422)),
        },
    ),
    "comments/<int:pk>/wait-again/": Row(
        below_comment("wait-again/"),
        get=405,
        post=403,
        but=dict.fromkeys(["stranger", "author", "moderator", "administrator"], (405, 302)),
    ),
    "comments/<int:pk>/report/": Row(below_comment("report/"), post=422),
    "comments/reported/": Row("/comments/reported/"),
    # The link in a mail: a program posts to it without more, a person's buttons stand below it.
    "follow/<slug:token>/": Row(of_follow(), post=200),
    "follow/<slug:token>/<slug:deed>/": Row(of_follow("stop/"), get=405, post=302),
    "receipt/<slug:token>/": Row(of_receipt()),
    "receipt/confirm/": Row("/receipt/confirm/", post=422),
    "receipt/confirm/<slug:token>/": Row("/receipt/confirm/made-up/", get=410, post=410),
    "receipt/<slug:token>/edit/": Row(of_receipt("edit/"), post=422),
    "receipt/<slug:token>/withdraw/": Row(of_receipt("withdraw/"), post=302),
    **{
        f"receipt/<slug:token>/{deed}/": Row(of_receipt(f"{deed}/"), get=405, post=302)
        for deed in ("mute", "unmute", "stop-mail", "start-mail", "again")
    },
    **{f"comments/{end}": Row(f"/comments/{end}") for end in FEEDS},
    **{
        f"essays/<str:slug>/comments/{end}": Row(feed_of(lambda essay: essay.url, f"comments/{end}"))
        for end in FEEDS
    },
    "category/<path:path>/": Row(of_category),
    "tag/<str:slug>/": Row(of_tag),
    "people/<str:handle>/": Row(of_person),
    "feed/": Row("/feed/"),
    "feed/atom/": Row("/feed/atom/"),
    "feed.json": Row("/feed.json"),
    **{
        f"{route}{end}": Row(feed_of(owner, end))
        for route, owner in (
            ("category/<path:path>/", of_category),
            ("tag/<str:slug>/", of_tag),
            ("people/<str:handle>/", of_person),
        )
        for end in FEEDS
    },
    "search/": Row("/search/?q=stairs"),
    "sitemap.xml": Row("/sitemap.xml"),
    "sitemap-<slug:section>.xml": Row("/sitemap-essays-en.xml"),
    "robots.txt": Row("/robots.txt"),
    "styleguide/": Row("/styleguide/"),
    "health/live": Row("/health/live"),
    "health/ready": Row("/health/ready"),
    "media/<path:path>": Row("/media/nothing.png", get=404),
    "mail/": Row("/mail/"),
    "mail/<str:name>/": Row("/mail/nothing/", get=404),
    "mail/<str:name>/html/": Row("/mail/nothing/html/", get=404),
    "documents/(\\d+)/(.*)$": Row("/documents/1/nothing.pdf", get=404, post=404),
    # Wagtail's own doors to pages behind a password; both ask for things that are not there.
    "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/": Row(
        "/_util/authenticate_with_password/1/1/", get=404, post=404
    ),
    "documents/authenticate_with_password/<int:restriction_id>/": Row(
        "/documents/authenticate_with_password/1/", get=404, post=404
    ),
    "_util/login/": Row("/_util/login/", get=302, post=302),
    **{route: row(sample_path(route)) for route, row in ACCOUNT.items()},
}
