"""Small Blogger exports for tests, written as Blogger writes them."""

from __future__ import annotations

from html import escape
from pathlib import Path

BLOG = "https://old.example.org"
_KIND = "http://schemas.google.com/blogger/2008/kind#"
_HEAD = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns='http://www.w3.org/2005/Atom' xmlns:gd='http://schemas.google.com/g/2005'
      xmlns:thr='http://purl.org/syndication/thread/1.0' xmlns:app='http://purl.org/atom/app#'>
<id>tag:blogger.com,1999:blog-5.archive</id>
<updated>2022-01-01T00:00:00.000Z</updated>
<title type='text'>An old blog</title>
<link rel='alternate' type='text/html' href='https://old.example.org/'/>
"""


def writer(name: str, profile: str = "", email: str = "noreply@blogger.com") -> str:
    uri = f"<uri>{profile}</uri>" if profile else ""
    return f"<author><name>{escape(name)}</name>{uri}<email>{email}</email></author>"


def entry(number: str, kind: str = "post", title: str = "A post", **told: str) -> str:
    """Return one entry; `extra` stands before its end."""
    fields = {
        "content": "<p>Words.</p>",
        "published": "2021-03-04T08:09:10.000+01:00",
        "link": f"{BLOG}/2021/03/post-{number}.html" if kind == "post" else "",
        "author": writer("Ann Lee"),
        "labels": "",
        "extra": "",
        **told,
    }
    labels = "".join(
        f"<category scheme='http://www.blogger.com/atom/ns#' term='{escape(label)}'/>"
        for label in filter(None, fields["labels"].split(","))
    )
    link = f"<link rel='alternate' type='text/html' href='{fields['link']}'/>" if fields["link"] else ""
    return (
        f"<entry><id>tag:blogger.com,1999:blog-5.{kind if kind == 'page' else 'post'}-{number}</id>\n"
        f"<published>{fields['published']}</published><updated>{fields['published']}</updated>\n"
        f"<category scheme='http://schemas.google.com/g/2005#kind' term='{_KIND}{kind}'/>{labels}\n"
        f"<title type='text'>{escape(title)}</title><content type='html'>{escape(fields['content'])}</content>\n"
        f"{link}{fields['author']}{fields['extra']}</entry>\n"
    )


def comment(number: str, text: str, said: str = "Well said.", parent: str = "", **told: str) -> str:
    extra = f"<thr:in-reply-to ref='tag:blogger.com,1999:blog-5.post-{text}' type='text/html'/>"
    if parent:
        extra += (
            f"<link rel='related' href='http://www.blogger.com/feeds/5/{text}/comments/default/{parent}'/>"
        )
    told = {"author": writer("A reader"), "content": said, **told}
    return entry(number, "comment", said[:40], **{**told, "extra": extra + told.get("extra", "")})


def feed(*entries: str) -> str:
    return _HEAD + "".join(entries) + "</feed>\n"


def written(folder: Path, *entries: str, name: str = "export.xml") -> Path:
    """Return the path of a file with an export of these entries."""
    path = folder / name
    path.write_text(feed(*entries), encoding="utf-8")
    return path
