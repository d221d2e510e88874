"""Style sheets and modules are joined into one file a kind of page when static files are collected.

In development (DEBUG) pages link the single files; order in a list is the order of the cascade.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

BASE = [
    "css/reset.css", "css/tokens.css", "css/base.css", "css/layout/page.css",
    "css/components/words.css", "css/components/line.css", "css/components/masthead.css",
    "css/components/topics.css", "css/components/field.css", "css/components/button.css",
    "css/components/head.css", "css/components/footer.css",
]  # fmt: skip
LAST = ["css/utilities.css", "css/print.css"]
PROSE = [
    "css/components/prose.css", "css/components/figure.css", "css/components/code.css",
    "css/components/table.css", "css/components/media.css",
]  # fmt: skip
LISTS = ["css/components/entry.css", "css/components/pagination.css"]
SITE = [
    "js/relative_times.js", "js/menus.js", "js/embeds.js", "js/share.js", "js/rail.js", "js/account_menu.js",
    "js/on_sight.js", "js/waiting.js", "js/old_comments.js",
]  # fmt: skip
VOICES = [
    "js/thread.js", "js/speaking.js", "js/sending.js", "js/drafts.js", "js/quoting.js", "js/previews.js",
    "js/reactions.js",
]  # fmt: skip

BUNDLES = {
    "css/home.bundle.css": [*BASE, "css/layout/lead.css", *LISTS, "css/components/band.css", *LAST],
    "css/essay.bundle.css": [
        *BASE, "css/layout/essay.css", *PROSE, "css/components/byline.css", "css/components/rail.css",
        "css/components/prompt.css", "css/components/after.css", "css/components/thread.css", *LAST,
    ],
    "css/list.bundle.css": [
        *BASE, *LISTS, "css/components/person.css", "css/components/archive.css", "css/components/results.css", *LAST,
    ],
    "css/form.bundle.css": [*BASE, "css/layout/essay.css", *PROSE, "css/components/toast.css", "css/components/account.css", *LAST],
    "css/voices.bundle.css": [
        *BASE, "css/layout/essay.css", "css/components/thread.css", "css/components/toast.css",
        "css/components/receipt.css", *LAST,
    ],
    "css/admin.bundle.css": [
        "css/tokens.css",
        "css/admin.css",
        "css/admin_lists.css",
        "css/admin_imports.css",
        "css/admin_voices.css",
    ],
    "css/styleguide.bundle.css": [
        *BASE, "css/layout/lead.css", "css/layout/essay.css", *LISTS, *PROSE, "css/components/byline.css",
        "css/components/rail.css", "css/components/prompt.css", "css/components/after.css",
        "css/components/person.css", "css/components/archive.css", "css/components/results.css",
        "css/components/toast.css", "css/components/thread.css", "css/components/band.css", "css/styleguide.css", *LAST,
    ],
    "js/site.bundle.js": SITE,
    "js/voices.bundle.js": VOICES,
    "js/account.bundle.js": ["js/passkeys.js"],
    "js/import.bundle.js": ["js/import_progress.js"],
    "js/desk.bundle.js": [
        "js/desk_posting.js", "js/desk_undo.js", "js/desk_keys.js", "js/desk_claims.js", "js/desk_words.js",
    ],
}  # fmt: skip

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# No string of ours goes over several lines.
WHOLE_LINE = re.compile(r"^[ \t]*(?://[^\n]*\n)?[ \t]*", re.MULTILINE)
INDENT = re.compile(r"\n\s*")


def join_styles(texts: list[str]) -> str:
    """Return one style sheet without comments and indents. Nothing in our strings looks like either."""
    return INDENT.sub("\n", COMMENT.sub("", "\n".join(texts))).strip() + "\n"


def join_modules(texts: list[str]) -> str:
    """Return one module without comments and indents: each file in a block of its own, so that names cannot meet."""
    return "".join(f"{{\n{WHOLE_LINE.sub('', text).strip()}\n}}\n" for text in texts)


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Joins BUNDLES before the names are hashed and the files compressed."""

    def post_process(
        self, paths: dict[str, tuple[Any, str]], dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str | None, Any]]:
        if not dry_run:
            for bundle, parts in BUNDLES.items():
                self._write_bundle(bundle, [self._text_of(*paths[part]) for part in parts])
                paths[bundle] = (self, bundle)
        yield from super().post_process(paths, dry_run, **options)

    def _text_of(self, storage: Any, path: str) -> str:
        with storage.open(path) as file:
            return str(file.read().decode())

    def _write_bundle(self, name: str, texts: list[str]) -> None:
        joined = join_styles(texts) if name.endswith(".css") else join_modules(texts)
        if self.exists(name):
            self.delete(name)
        self._save(name, ContentFile(joined.encode()))
