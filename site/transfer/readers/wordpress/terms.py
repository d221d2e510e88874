"""Authors, categories and tags, from the export's head and from its items, which may name others."""

from __future__ import annotations

import html
from dataclasses import replace

from lxml import etree

from core.slugs import slug_for
from transfer.neutral import Category, Person, Tag
from transfer.readers.emails import email_of
from transfer.readers.letters import decoded
from transfer.readers.wordpress.addresses import Addresses
from transfer.readers.xml.elements import Fields

CATEGORY, TAG, AUTHOR = "category", "post_tag", "author"


class Terms:
    """Everything that texts are filed under, by the key that items use."""

    def __init__(self) -> None:
        self.people: dict[str, Person] = {}
        self.categories: dict[str, Category] = {}
        self.tags: dict[str, Tag] = {}
        self.others: dict[str, str] = {}
        self._named: dict[tuple[str, str], str] = {}
        self._numbers: dict[tuple[str, str], str] = {}
        self._logins: dict[str, str] = {}
        self._by_number: dict[str, str] = {}

    def read_head(self, head: Fields) -> None:
        """Take in the lists that stand before the items."""
        for author in head.each("wp", "author"):
            self._add_person(author)
        for entry in head.each("wp", "category"):
            self._add_category(
                entry, "category_nicename", "cat_name", "category_parent", "category_description"
            )
        for entry in head.each("wp", "tag"):
            self._add_tag(entry, "tag_slug", "tag_name")
        for entry in head.each("wp", "term"):
            self._add_term(entry)

    def read_item(self, item: Fields, *, counts_author: bool) -> None:
        """Note what an item names; the head may have more to say of it."""
        for element in item.all("", "category"):
            kind, key, name = term_of(element)
            if kind != AUTHOR or counts_author:
                self._named.setdefault((kind, key), name)
        creator = item.text("dc", "creator")
        if counts_author and creator:
            self._named.setdefault((AUTHOR, creator), creator)

    def login_of(self, nicename: str) -> str:
        """The author that a co-author's entry means: it has the name of their address, not the log-in."""
        return self._logins.get(nicename, nicename)

    def person_numbered(self, number: str) -> str | None:
        """The author of this number: comments name people by it."""
        return self._by_number.get(number)

    def join(self, other: Terms) -> None:
        """Take in what another file of the same blog knows; what is known here stays."""
        for name, known in vars(self).items():
            setattr(self, name, {**vars(other)[name], **known})

    def finish(self, addresses: Addresses) -> tuple[list[Person], list[Category], list[Tag]]:
        """Return all of them with their old paths, parents before children."""
        self._add_named()
        people = [
            replace(person, addresses=addresses.of_author(key.lower(), self._number(AUTHOR, key)))
            if slug_for(key) == key.lower()
            else person
            for key, person in self.people.items()
        ]
        tags = [replace(tag, addresses=addresses.of_tag(key)) for key, tag in self.tags.items()]
        categories: dict[str, Category] = {}
        for key in self.categories:
            line = self._line_of(key)
            for index, name in enumerate(line):
                old = addresses.of_category(line[: index + 1], self._number(CATEGORY, name))
                parent = line[index - 1] if index else None
                categories.setdefault(name, replace(self.categories[name], parent=parent, addresses=old))
        return people, list(categories.values()), tags

    def _add_named(self) -> None:
        for (kind, key), name in self._named.items():
            if kind == CATEGORY:
                self.categories.setdefault(key, Category(key, name, key))
            elif kind == TAG:
                self.tags.setdefault(key, Tag(key, name, key))
            elif kind == AUTHOR:
                login = self.login_of(key)
                self.people.setdefault(login, Person(login, name))

    def _line_of(self, key: str) -> list[str]:
        """The keys from the root down to `key`; a ring of parents is cut where it closes."""
        line: list[str] = []
        at: str | None = key
        while at and at in self.categories and at not in line:
            line.insert(0, at)
            at = self.categories[at].parent
        return line

    def _number(self, kind: str, key: str) -> str:
        return self._numbers.get((kind, key), "")

    def _add_person(self, author: Fields) -> None:
        login = author.text("wp", "author_login")
        names = [author.text("wp", f"author_{part}") for part in ("display_name", "first_name", "last_name")]
        name = html.unescape(names[0] or " ".join(names[1:]).strip() or login)
        if not login or login in self.people:
            return
        self.people[login] = Person(login, name, email_of(author.text("wp", "author_email")))
        number = author.text("wp", "author_id")
        self._numbers[AUTHOR, login] = number
        if number not in {"", "0"}:
            self._by_number.setdefault(number, login)
        for nicename in (login.lower(), slug_for(login), f"cap-{slug_for(login)}"):
            self._logins.setdefault(nicename, login)

    def _add_category(self, entry: Fields, slug: str, name: str, parent: str, description: str = "") -> None:
        key = key_of(entry.text("wp", slug)) or slug_for(entry.text("wp", name))
        if not key or key in self.categories:
            return
        self.categories[key] = Category(
            key,
            html.unescape(entry.text("wp", name)) or key,
            key,
            key_of(entry.text("wp", parent)) or None,
            html.unescape(entry.text("wp", description)) if description else "",
        )
        self._numbers[CATEGORY, key] = entry.text("wp", "term_id")

    def _add_tag(self, entry: Fields, slug: str, name: str) -> None:
        key = key_of(entry.text("wp", slug)) or slug_for(entry.text("wp", name))
        if key and key not in self.tags:
            self.tags[key] = Tag(key, html.unescape(entry.text("wp", name)) or key, key)

    def _add_term(self, entry: Fields) -> None:
        taxonomy = entry.text("wp", "term_taxonomy")
        if taxonomy == CATEGORY:
            self._add_category(entry, "term_slug", "term_name", "term_parent", "term_description")
        elif taxonomy == TAG:
            self._add_tag(entry, "term_slug", "term_name")
        else:
            key = entry.text("wp", "term_id") or entry.text("wp", "term_slug")
            self.others[f"{taxonomy} {key}"] = taxonomy


def term_of(element: etree._Element) -> tuple[str, str, str]:
    """Return kind, key and name of an item's `<category>`; WXR 1.0 has some without a domain."""
    domain = element.get("domain") or CATEGORY
    name = html.unescape((element.text or "").strip())
    key = key_of(element.get("nicename") or "") or slug_for(name)
    return (TAG if domain == "tag" else domain) if key else "", key, name or key


def key_of(nicename: str) -> str:
    """Return a name for addresses in its own script: WordPress keeps it percent-encoded."""
    return decoded(nicename.strip()).strip("/").lower()
