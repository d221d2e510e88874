"""Addresses of lists and feeds; the page tree has the rest."""

from django.urls import path, re_path

from blog.views import comment_feeds, essay, feeds, shelves

app_name = "blog"

FEEDS = [("feed/", "rss"), ("feed/atom/", "atom"), ("feed.json", "json")]
OWNERS = [
    ("category", "category/<path:path>/"),
    ("tag", "tag/<str:slug>/"),
    ("person", "people/<str:handle>/"),
]

urlpatterns = [
    *[path(end, feeds.everything, {"kind": kind}, name=f"feed-{kind}") for end, kind in FEEDS],
    *[
        path(f"{start}{end}", getattr(feeds, owner), {"kind": kind}, name=f"{owner}-feed-{kind}")
        for owner, start in OWNERS
        for end, kind in FEEDS
    ],
    *[
        path(f"comments/{end}", comment_feeds.everywhere, {"kind": kind}, name=f"comments-feed-{kind}")
        for end, kind in FEEDS
    ],
    *[
        path(
            f"essays/<str:slug>/comments/{end}",
            comment_feeds.under_essay,
            {"kind": kind},
            name=f"essay-comments-feed-{kind}",
        )
        for end, kind in FEEDS
    ],
    path("category/<path:path>/", shelves.category, name="category"),
    path("tag/<str:slug>/", shelves.tag, name="tag"),
    path("people/<str:handle>/", shelves.person, name="person"),
    path("essays/<str:slug>/", essay.essay, name="essay"),
    path("archive/", shelves.archive, name="archive"),
    re_path(r"^archive/(?P<year>\d{4})/$", shelves.year, name="year"),
    re_path(r"^archive/(?P<year>\d{4})/(?P<month>\d{2})/$", shelves.month, name="month"),
]
