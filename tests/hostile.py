"""Exports of every format, made of what attackers and bad luck have written: one blog of each, for tests."""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path

from tests import blogger, wxr
from tests.corpora import corpus
from tests.test_linkedin_reader import article
from tests.test_medium_reader import story

# Strings in one text.
TOGETHER = 5
# Texts in each of the smaller blogs.
FEW = 6
# What XML cannot hold in any way: https://www.w3.org/TR/xml/#charsets
UNSPEAKABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
TAKEOUT_HEAD = """<?xml version='1.0' encoding='utf-8'?>
<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'>
<id>tag:blogger.com,1999:blog-88</id><title>Takeout</title>
"""


def payloads() -> list[str]:
    """DOMPurify's payloads and the big list of naughty strings."""
    text = corpus("hostile", "dompurify-expect.mjs.txt").read_text(encoding="utf-8")
    found = re.findall(r'"payload"\s*:\s*("(?:[^"\\]|\\.)*")', text)
    unescaped = [json.loads(re.sub(r"\\x([0-9a-fA-F]{2})", r"\\u00\1", one), strict=False) for one in found]
    naughty = json.loads(corpus("hostile", "blns.json").read_text(encoding="utf-8"))
    return [UNSPEAKABLE.sub("", one) for one in unescaped + naughty]


def urls() -> list[str]:
    """What browsers are tested with as addresses."""
    entries = json.loads(corpus("hostile", "urltestdata.json").read_text(encoding="utf-8"))
    return [UNSPEAKABLE.sub("", entry["input"]) for entry in entries if isinstance(entry, dict)]


def groups() -> list[list[str]]:
    strings = payloads()
    return [strings[start : start + TOGETHER] for start in range(0, len(strings), TOGETHER)]


def shown(strings: list[str]) -> str:
    """Each string as source code, which must be read as it stands, and then as itself."""
    code = "\n".join(f"<pre><code>{escape(one)}</code></pre>" for one in strings)
    return f"{code}\n<p>Here it begins.</p>\n" + "\n\n".join(strings)


def linked(addresses: list[str]) -> str:
    """Each address as a link, a picture, a picture's link and a film."""
    parts = []
    for one in map(escape, addresses):
        parts.append(f'<p><a href="{one}">a link</a> <a href="{one}"><img src="{one}" alt="{one}"></a></p>')
        parts.append(
            f'[caption id="x" width="1" caption="{one}"]<img src="{one}">{one}[/caption]\n\n[embed]{one}[/embed]'
        )
        parts.append(f'<iframe src="{one}"></iframe><video src="{one}"></video>[{one}]')
    return "\n\n".join(parts)


def wordpress(folder: Path) -> Path:
    """Each string in a body; titles, excerpts, names, categories and tags take turns."""
    items, people, addresses = [], [], urls()
    many = -(-len(addresses) // len(groups()))
    for number, strings in enumerate(groups()):
        turn = [strings[(number + place) % len(strings)].replace("]]>", "]]&gt;") for place in range(5)]
        filing = wxr.filed("category", f"c{number}", turn[1]) + wxr.filed("post_tag", f"t{number}", turn[2])
        body = linked(addresses[number * many : (number + 1) * many]) + f"\n\n{shown(strings)}"
        people.append(wxr.author(f"w{number}", turn[3]))
        items.append(
            wxr.item(
                number + 1,
                turn[0],
                excerpt=turn[4],
                extra=filing,
                creator=f"w{number}",
                content=body.replace("]]>", "]]&gt;"),
            )
        )
    return wxr.written(folder, *people, *items, name="wordpress.xml")


def _few() -> list[list[str]]:
    strings = payloads()
    each = -(-len(strings) // FEW)
    return [strings[start : start + each] for start in range(0, len(strings), each)]


def blogger_export(folder: Path) -> Path:
    entries = [
        blogger.entry(
            str(number + 1),
            title=strings[number],
            content=shown(strings),
            labels=strings[number + 1].replace(",", " "),
            author=blogger.writer(strings[number + 2]),
        )
        for number, strings in enumerate(_few())
    ]
    return blogger.written(folder, *entries, name="blogger.xml")


def takeout(folder: Path) -> Path:
    entries = [
        f"<entry><id>tag:blogger.com,1999:blog-88.post-{number}</id><blogger:type>POST</blogger:type>"
        f"<blogger:status>LIVE</blogger:status><author><name>{escape(strings[number + 3])}</name></author>"
        f"<title>{escape(strings[number + 4])}</title><content type='html'>{escape(shown(strings))}</content>"
        f"<published>2021-03-04T09:00:0{number}Z</published><updated>2021-03-04T09:00:00Z</updated>"
        f"<category scheme='tag:blogger.com,1999:blog-88' term='{escape(strings[number + 5])}'/>"
        f"<blogger:filename>/2021/03/t{number}.html</blogger:filename></entry>"
        for number, strings in enumerate(_few())
    ]
    place = folder / "Takeout" / "Blogger" / "Blogs" / "Takeout" / "feed.atom"
    place.parent.mkdir(parents=True)
    place.write_text(TAKEOUT_HEAD + "\n".join(entries) + "</feed>", encoding="utf-8")
    return folder / "Takeout"


def linkedin(folder: Path) -> Path:
    place = folder / "Articles"
    place.mkdir()
    for number, strings in enumerate(_few()):
        link = f"https://www.linkedin.com/pulse/l{number}"
        article(place, f"l{number}.html", shown(strings), title=escape(strings[number + 6]), link=link)
    return place


def medium(folder: Path) -> Path:
    place = folder / "posts"
    place.mkdir()
    for number, strings in enumerate(_few()):
        told = {
            "title": escape(strings[number + 7]),
            "number": f"0123456789a{number}",
            "subtitle": strings[number + 8],
        }
        told["link"] = f"https://medium.com/@ann/m{number}-{told['number']}"
        story(place, f"m{number}.html", shown(strings), **told)
    return place


EVERY_FORMAT = [wordpress, blogger_export, takeout, linkedin, medium]
