"""The blogs in one or several files: WordPress.com and many tools part a large export, the terms in any of the parts."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from transfer.neutral import Blog, Body, Item, Picture, Problem, Skipped, Text
from transfer.readers.wordpress.addresses import Addresses
from transfer.readers.wordpress.content import body_of
from transfer.readers.wordpress.items import id_of, kind_of, read_item
from transfer.readers.wordpress.once import Once
from transfer.readers.wordpress.shortcodes import Shortcodes
from transfer.readers.wordpress.survey import GRAMMAR, PlacedPage, Survey, survey_of
from transfer.readers.wordpress.terms import Terms
from transfer.readers.xml.files import opened
from transfer.readers.xml.items import from_the_root, item_at, sound_items
from transfer.words import voice_html


def read_exports(paths: list[Path]) -> list[Blog]:
    """Return each blog once, whatever number of files it stands in; raises RefusedError."""
    parts: dict[str, list[Survey]] = {}
    for path in paths:
        survey = survey_of(path)
        parts.setdefault(survey.key, []).append(survey)
    return [_blog(surveys) for surveys in parts.values()]


def _blog(surveys: list[Survey]) -> Blog:
    first = surveys[0]
    addresses = Addresses(first.address)
    terms = Terms()
    for survey in surveys:
        terms.join(survey.terms)
    people, categories, tags = terms.finish(addresses)
    pictures = {number: picture for survey in surveys for number, picture in survey.pictures.items()}
    shortcodes = Shortcodes(pictures)

    patterns = {number: source for survey in surveys for number, source in survey.patterns.items()}

    def body(text: Text) -> Body:
        return body_of(text, shortcodes, patterns)

    return Blog(
        format=f"wordpress-{first.version}",
        key=first.key,
        title=html.unescape(first.sure_head.text("", "title")),
        language=next(filter(None, (survey.sure_head.text("", "language") for survey in surveys)), ""),
        people=people,
        categories=categories,
        tags=tags,
        items=lambda: _with_heroes(_items(surveys, terms, addresses), pictures),
        body=body,
        feeds=addresses.of_feeds(),
        problems=[problem for survey in surveys for problem in _placed(survey, len(surveys))],
        said=lambda comment: voice_html(comment.source, lines_count=True),
    )


def _with_heroes(items: Iterator[Item], pictures: Mapping[str, Picture]) -> Iterator[Item]:
    """Texts name their featured picture by its id."""
    for item in items:
        if isinstance(item, Text) and item.hero:
            picture = pictures.get(item.hero)
            yield replace(
                item, hero=picture.address if picture else "", hero_alt=picture.alt if picture else ""
            )
        else:
            yield item


def _placed(survey: Survey, files: int) -> list[Problem]:
    """The problems of a file, with its name where there are several."""
    if files == 1:
        return survey.problems
    return [replace(problem, reason=f"{survey.path.name}: {problem.reason}") for problem in survey.problems]


def _items(surveys: list[Survey], terms: Terms, addresses: Addresses) -> Iterator[Item]:
    """Yield everything in the files; pages come last, parents before their children, wherever they stand."""
    once = Once()
    for survey in surveys:
        with opened(survey.path, GRAMMAR) as file:
            for piece, fields in sound_items(file, []):
                if fields is None:
                    continue
                kind = kind_of(fields)
                fresh = once.is_new(kind, id_of(fields, piece.line))
                if not fresh or kind != "pages":
                    found = read_item(fields, piece.line, terms, addresses)
                    yield from once.each(found, piece.line, fresh=fresh)
    yield from _pages(surveys, terms, addresses, once)
    yield from (
        Skipped("other", name, f"the site has nothing like “{kind}”") for name, kind in terms.others.items()
    )


def _pages(surveys: list[Survey], terms: Terms, addresses: Addresses, once: Once) -> Iterator[Item]:
    placed: dict[str, PlacedPage] = {}
    for survey in surveys:
        placed = {**survey.pages, **placed}
    in_order = from_the_root(placed.values(), lambda page: page.id, lambda page: page.parent)
    with ExitStack() as stack:
        files = {
            survey.path: stack.enter_context(opened(survey.path, GRAMMAR))
            for survey in surveys
            if survey.pages
        }
        for page in in_order:
            fields = item_at(files[page.path], page.spot)
            found = read_item(fields, page.spot.line, terms, addresses)
            yield from once.each(found, page.spot.line, fresh=True)
