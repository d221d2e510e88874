"""The stories of one export."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from core.slugs import slug_for
from transfer.neutral import Blog, Item, Person, Problem, Skipped, Tag, Text
from transfer.readers.html.pages import looks_like_html, page_at
from transfer.readers.medium.content import body_of
from transfer.readers.medium.stories import Story
from transfer.readers.xml.files import start_of


@dataclass
class _Survey:
    """What the first pass remembers: under which id each file comes in, never its text."""

    ids: dict[Path, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)
    tags: dict[str, Tag] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def note(self, story: Story) -> None:
        """Take in one page."""
        number = story.id
        if story.is_response:
            reason = "a response to somebody's story, which the export does not hold"
            self.skipped.append(Skipped("comments", number, reason))
            return
        if self.titles.get(number, story.title) != story.title:
            # Pages that somebody has copied and changed by hand may share the address.
            number = f"{number} {slug_for(story.title)}"
        if number in self.titles:
            self.skipped.append(
                Skipped("essays", number, f"{story.page.path.name}: another page has the same story")
            )
            return
        self.titles[number] = story.title
        self.ids[story.page.path] = number
        for tag in story.tags:
            self.tags.setdefault(tag.key, tag)
        if story.author:
            self.people.setdefault(story.author.key, story.author)


def looks_like_medium(path: Path) -> bool:
    """Return whether the file begins as a story does."""
    start = start_of(path)
    return looks_like_html(start) and b"h-entry" in start and b'data-field="body"' in start


def read_stories(paths: list[Path]) -> Blog:
    """Return the blog that these pages make; raises RefusedError."""
    survey = _Survey()
    for path in paths:
        page = page_at(path)
        if page.is_whole:
            survey.note(Story(page))
        else:
            survey.problems.append(page.cut_off())
    return Blog(
        format="medium",
        # The numbers of stories are Medium's own: no two of anybody's are the same.
        key="medium.com",
        title="Medium",
        language="",
        people=list(survey.people.values()),
        categories=[],
        tags=list(survey.tags.values()),
        items=lambda: _items(survey),
        body=body_of,
        problems=survey.problems,
    )


def _items(survey: _Survey) -> Iterator[Item]:
    # A draft does not say whose it is; in the export of one author that is no question.
    owner = tuple(survey.people) if len(survey.people) == 1 else ()
    for path, number in survey.ids.items():
        yield _text(Story(page_at(path)), number, owner)
    yield from survey.skipped


def _text(story: Story, number: str, owner: tuple[str, ...]) -> Text:
    return Text(
        kind="essays",
        id=number,
        title=story.title,
        slug=story.slug,
        status="draft" if story.is_draft else "public",
        source=story.source,
        excerpt=story.subtitle,
        published_at=story.published_at,
        authors=(story.author.key,) if story.author else owner,
        tags=tuple(tag.key for tag in story.tags),
        language=story.page.language,
        link=story.link,
        addresses=() if story.is_draft else story.addresses,
    )
