"""What stands on each sheet of the guide: a component, its state, and exactly its inputs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from blog.styleguide.conversation import COUNTS, Conversation
from blog.styleguide.things import HERE, NOON, Things
from core.meta import Meta
from core.sections import Section

FEEDS = [
    ("application/rss+xml", "RSS", HERE),
    ("application/atom+xml", "Atom", HERE),
    ("application/feed+json", "JSON", HERE),
]
# In the place of a form's token.
NOBODY_SENDS_IT = "nobody sends this"
# As tokens.css names them.
COLOURS = [
    "paper", "tint", "ink", "soft", "act", "edge", "rule", "lamp", "lamp-ink", "err", "chalk", "plate",
]  # fmt: skip
SIZES = ["t4", "t3", "t2", "t1", "t0", "t-1"]
# Names of authors stand in a line of text, never alone.
SENTENCE = "styleguide/sentence.html"
MARKS = ["waiting", "read", "heard", "none", "open"]


@dataclass(frozen=True)
class Specimen:
    """One component in one state."""

    state: str
    template: str
    inputs: dict[str, Any] = field(default_factory=dict)

    @property
    def drawn(self) -> SafeString:
        return render_to_string(self.template, self.inputs)


@dataclass(frozen=True)
class Group:
    """Specimens under one heading, in the surroundings that they have on a page."""

    name: str
    frame: str
    specimens: list[Specimen]

    @property
    def frame_template(self) -> str:
        return f"styleguide/frames/{self.frame}.html"


def part(state: str, name: str, **inputs: Any) -> Specimen:
    """Return a specimen of `templates/components/<name>.html`."""
    return Specimen(state, f"components/{name}.html", inputs)


def said(name: str, **inputs: Any) -> Specimen:
    """Return a specimen of `templates/discussion/<name>.html`."""
    return Specimen(name, f"discussion/{name}.html", inputs)


def lists_of_voices(things: Things) -> list[Specimen]:
    talk = Conversation(things)
    lately = {"voices": [*talk.listed("heard"), *talk.listed("open")[:1]]}
    return [
        Specimen("three wait", "listening/band.html", {"voices": talk.listed("waiting"), "number": 9}),
        Specimen("lately", "listening/lately.html", lately),
    ]


def full(things: Things) -> list[Group]:
    """Everything there can be: long names, deep trees, every block."""
    words = things.words
    entries = [things.entry(1), things.long_entry(2), things.bare_entry(3), things.entry(9)]
    trail = [(name, HERE) for name in words.topics]
    portrait = things.photograph("counter")
    person = SimpleNamespace(name=words.long_names[0], headline=words.headline, bio=words.opening)
    links = [("example.org", HERE), (words.unbroken.removeprefix("https://"), HERE)]
    branches = [(name, HERE, 4 * place) for place, name in enumerate(words.topics)]
    return [
        Group("Home", "bare", [part("with a photograph", "lead", entry=things.long_entry(), picture=portrait)]),
        Group("Beside the latest essays", "page", [
            part("two authors, none; a long title, no gist", "entries", entries=entries),
            part("with counts", "topic_list", topics=things.topics()),
            part("one essay, several", "listeners", listeners=things.listeners()),
        ]),
        Group("A list", "page", [
            part("trail, long heading, intro", "list_head", heading=words.long_title, trail=trail, intro=words.gist),
            part("categories below", "branches", children=branches),
            part("page 6 of 12", "pagination", page_obj=page(6, 12), pages=numbers(6, 12)),
            part("a feed and the archive", "list_feeds", feeds=FEEDS),
        ]),
        Group("The archive", "years", [year(things, 2026), year(things, 2025)]),
        Group("Search", "page", [part("a dated hit, a page", "results", results=things.hits())]),
        Group("A person", "page", [
            part("portrait, feed, links", "person_head", person=person, portrait=portrait, links=links, feeds=FEEDS),
        ]),
        Group("An essay", "essay", whole_essay(things, trail)),
        Group("A conversation", "essay", [said("thread", shown=Conversation(things).full())]),
        Group("Who waits, and who spoke last", "bare", lists_of_voices(things)),
    ]  # fmt: skip


def whole_essay(things: Things, trail: list[tuple[str, str]]) -> list[Specimen]:
    words = things.words
    contents = [("part", words.part), ("section", words.long_title), ("passage", words.title)]
    ways = [
        Section("styleguide/way.html", {"label": words.action, "text": words.hint, "quiet": quiet})
        for quiet in (False, True)
    ]
    tags = [(name, HERE) for name in words.topics]
    around = [things.entry(4), things.long_entry(5), things.entry(6)]
    return [
        part("", "essay_head", entry=things.long_entry(), trail=trail, standfirst=words.gist),
        part("", "hero", picture=things.photograph()),
        part("", "contents", contents=contents, has_prompt=True, voices=COUNTS),
        Specimen("", "styleguide/text.html", {"body": list(things.body()), "opens": True}),
        part("", "prompt", prompt=words.question, ways=ways),
        part("", "share", url=HERE, title=words.title, share=[("E-mail", HERE), ("Mastodon", HERE)], tags=tags),
        part("", "related", related=around),
        part("", "neighbours", previous=things.long_entry(7), next=things.entry(8)),
    ]  # fmt: skip


def least(things: Things) -> list[Group]:
    """The least there can be: nothing that may be left out, one of what comes in numbers."""
    words = things.words
    person = SimpleNamespace(name=words.name, headline="", bio="")
    return [
        Group("Home", "bare", [
            part("no gist, author, category", "lead", entry=things.bare_entry(), picture=things.plate()),
        ]),
        Group("A list", "page", [
            part("heading and kicker", "list_head", heading=words.title, kicker=words.part),
            part("the first of two pages", "pagination", page_obj=page(1, 2), pages=numbers(1, 2)),
            part("no categories below", "branches", children=[]),
        ]),
        Group("One essay", "page", [part("no gist, author, category", "entries", entries=[things.bare_entry(1)])]),
        Group("Empty", "page", [
            part("with a way on", "empty", text=words.nothing, url=HERE, label=words.action),
            part("nothing to do about it", "empty", text=words.nothing),
            part("where to go from an error", "ways_on", home_url=HERE, pages=[(words.part, HERE)]),
        ]),
        Group("A person", "page", [
            part("no portrait, no links", "person_head", person=person, portrait=None, links=[], feeds=[]),
        ]),
        Group("Who wrote it, and when", "page", bylines(things)),
        Group("An essay", "essay", [
            part("", "essay_head", entry=things.entry(), trail=[], standfirst=""),
            part("", "hero", picture=things.plate()),
            Specimen("", "styleguide/text.html", {"body": things.short_body(), "opens": False}),
            part("", "prompt", prompt=words.question, ways=[]),
            part("", "share", url=HERE, title=words.title, share=[("E-mail", HERE)], tags=[]),
            part("", "related", related=[things.entry(4)]),
            part("", "neighbours", previous=None, next=things.entry(8)),
        ]),
        Group("Nobody has spoken", "essay", [said("thread", shown=Conversation(things).empty())]),
    ]  # fmt: skip


def bylines(things: Things) -> list[Specimen]:
    words = things.words
    return [
        part("one author", "byline", entry=things.entry()),
        part("nobody", "byline", entry=things.bare_entry()),
        Specimen("two authors", SENTENCE, {"authors": [things.author(), things.author()]}),
        Specimen("three long names", SENTENCE, {"authors": [things.author(name) for name in words.long_names * 2][:3]}),
        part("exact", "date", moment=NOON),
        part("told from today", "date", moment=NOON, relative=True),
        part("one minute", "reading_time", minutes=1),
        part("one step", "trail", trail=[(words.part, HERE)], last=words.title),
    ]  # fmt: skip


def small(things: Things) -> list[Group]:
    """Tokens, the listening line, and everything that is filled in, sent or answered."""
    words = things.words
    bad = things.letter("bad", {"name": words.long_names[0], "email": "gethin.example", "message": ""})
    lead, text = words.thanks
    again = [("again", words.labels[2], words.sentence), ("empty", words.labels[0], "")]
    return [
        Group("Colours", "themes", [Specimen("", "styleguide/colours.html", {"names": COLOURS})]),
        Group("Sizes", "page", [
            Specimen("six", "styleguide/sizes.html", {"names": SIZES, "text": words.title}),
        ]),
        Group("The listening line", "themes", [
            Specimen("six voices", "styleguide/voices.html", {"voices": voices(things)}),
            Specimen("beside words", "styleguide/marks.html", {"marks": list(zip(MARKS, words.states, strict=True))}),
        ]),
        Group("Buttons", "themes", [
            Specimen("solid, outlined, text", "styleguide/buttons.html", {"label": words.action, "text": words.hint}),
        ]),
        Group("Said by the site", "page", [
            part("with a sentence", "toast", lead=lead, text=text),
            part("short", "toast", lead=lead, text=""),
        ]),
        Group("One voice, and closed", "essay", [said("thread", shown=Conversation(things).closed())]),
        Group("One voice, answered or objected to", "page", [
            said("quoted", voice=Conversation(things).voice(words.voices[1], mark="heard", headline=words.headline)),
            said("gone", voice=Conversation(things).voice("", id=2, state="withdrawn")),
            said("preview", html=Conversation(things).rich()),
            said("markup_hint", answered=None),
        ]),
        Group("A form", "form", [
            part("two things to put right", "error_summary", form=bad),
            part("filled in badly", "form_fields", form=bad),
            part("untouched", "form", form=things.letter("new"), label=words.action, csrf_token=NOBODY_SENDS_IT),
            part("sent too late or too often", "typed_again", fields=again),
            part("asked before", "ask_box", query=words.title),
        ]),
    ]  # fmt: skip


SHEETS: dict[str, Callable[[Things], list[Group]]] = {"full": full, "least": least, "small": small}


def page(number: int, of: int) -> Any:
    return Paginator(range(of), 1).page(number)


def numbers(number: int, of: int) -> list[tuple[int | None, str, bool]]:
    """Return what the list would give: numbers, a gap, and which is current."""
    found = Paginator(range(of), 1).get_elided_page_range(number, on_each_side=2, on_ends=1)
    return [(one, HERE, one == number) if isinstance(one, int) else (None, "", False) for one in found]


def year(things: Things, number: int) -> Specimen:
    months = [(name, HERE, 3 * place + 1) for place, name in enumerate(things.words.topics)]
    return part(str(number), "year", year=number, url=HERE, count=22, months=months)


def voices(things: Things) -> list[dict[str, str]]:
    """A conversation in which every kind of voice speaks."""
    words = things.words
    waiting, read, heard, withdrawn, to = words.states
    first, second, third, answer, gone = words.voices
    return [
        {"voice": "waiting", "name": words.name, "state": waiting, "text": first},
        {"voice": "read", "name": words.long_names[0], "state": read, "text": second},
        {"voice": "heard", "name": words.name, "state": heard, "text": third},
        {"voice": "host", "name": words.name, "role": words.roles[0], "text": answer},
        {"voice": "open", "name": words.long_names[1], "state": to, "text": third},
        {"voice": "none", "name": "", "state": withdrawn, "text": gone},
    ]


def head(things: Things) -> Meta:
    """Return a head with everything in it, not for search engines."""
    words = things.words
    return Meta(
        title=words.long_title, description=words.gist, canonical=f"/styleguide/{HERE}", image_alt=words.caption,
        type="article", robots="noindex", prev_url=HERE, next_url=HERE, published=NOON.isoformat(),
        modified=NOON.isoformat(), alternates=[("fr", HERE)], authors=[(words.name, HERE)],
    )  # fmt: skip


def surroundings(things: Things, sheet: str) -> SimpleNamespace:
    """Return what stands around the page: everything, or on the least sheet next to nothing."""
    words = things.words
    around = SimpleNamespace(
        site_name="Listening Post", tagline=words.tagline, home_url="/", topics=things.topics(), feeds=FEEDS,
        nav=[(words.part, HERE, True), (words.topics[1], HERE, False)],
        pages=[(words.part, HERE), (words.topics[2], HERE)],
        languages=[("en", "English", HERE, True), ("zh", "中文", HERE, False), ("ar", "العربية", HERE, False)],
    )  # fmt: skip
    if sheet == "least":
        around.topics, around.nav, around.pages, around.feeds = [], around.nav[:1], [], []
    return around
