"""What an export of a site like this one says of the site itself, put where nobody here has said anything of it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import get_language

from transfer.models import OldHost, OldPath
from transfer.neutral import Blog
from transfer.own_site_wide import OwnPath, SiteWide
from transfer.writer.filed import Filed
from transfer.writer.own_rows import NOT_YOURS, OwnRows
from transfer.writer.plan import Plan
from transfer.writer.restored_places import restore_place
from transfer.writer.restored_sanctions import restore_blocks, restore_suspensions
from transfer.writer.restored_settings import restore_settings
from transfer.writer.restored_wishes import restore_wishes
from transfer.writer.targets import Term

BATCH = 500
_GONE = "what it leads to has not come in"


class RestoringSiteWide:
    """Of one blog; without anything of its own, each step does nothing.

    What has power over people or mail is an administrator's to bring: `may_rule` says whether one does.
    """

    def __init__(self, blog: Blog, plan: Plan, filed: Filed, *, may_rule: bool, dry: bool) -> None:
        self.own = blog.own.site_wide if blog.own else None
        self.plan = plan
        self.filed = filed
        self.rows = OwnRows(plan.sources, plan.report, may_rule=may_rule, dry=dry)
        # Old addresses that come anew, with the language of the list that they lead to.
        self._languages: dict[str, str] = {}

    def lead(self) -> None:
        """Say what old addresses of people and topics belong to, by the door of all old addresses."""
        standing: list[str] = []
        for path in self.own.paths() if self.own else ():
            target = self._target(path)
            if target:
                self.plan.old.lead((path.old,), target)
                self._languages[path.old] = path.language
            else:
                self.plan.report.redirects.skip(path.old, _GONE)
        for start in range(0, len(self._languages), BATCH):
            some = OldPath.objects.filter(path__in=list(self._languages)[start : start + BATCH])
            standing += some.values_list("path", flat=True)
        for old in standing:
            del self._languages[old]

    def restore(self) -> None:
        """Store the rest, now that everything stands of which it tells."""
        if self.own is None:
            return
        if not self.rows.dry:
            self._keep_languages()
        self._keep_hosts(self.own)
        for place in self.own.places():
            restore_place(place, self.plan, self.filed.people.ids, self.rows)
        restore_wishes(self.own.wishes(), self.filed.people, self.rows)
        restore_suspensions(self.own.suspensions, self.filed.people, self.rows)
        restore_blocks(self.own.blocks, self.filed.people.ids, self.rows)
        restore_settings(self.own.settings, self.rows)

    def _target(self, path: OwnPath) -> Term | None:
        """Return the row, which in a dry run may be none yet, and its address."""
        filed = self.filed
        if path.kind == "person":
            return filed.people.target(path.key) if path.key in filed.people.handles else None
        if path.kind == "category":
            return filed.categories.target(path.key) if path.key in filed.categories.paths else None
        return filed.tags.target(path.key) if path.key in filed.tags.slugs else None

    def _keep_languages(self) -> None:
        """All were stored with the language of this import."""
        others = [(old, language) for old, language in self._languages.items() if language != get_language()]
        for start in range(0, len(others), BATCH):
            batch = dict(others[start : start + BATCH])
            rows = list(OldPath.objects.filter(path__in=batch))
            for row in rows:
                row.language = batch[row.path]
            OldPath.objects.bulk_update(rows, ["language"])

    def _keep_hosts(self, own: SiteWide) -> None:
        """Links to a host mean what stood there: here, that has come from the other site and from nowhere else."""
        for told in own.hosts():
            is_here = OldHost.objects.filter(host=told.host, blog=told.blog).exists()
            if is_here:
                self.rows.tally.unchanged += 1
            elif not self.rows.may_rule:
                self.rows.leave(f"old-hosts/{told.host}", NOT_YOURS)
            else:
                self.rows.tally.created += 1
            if not is_here and self.rows.may_rule and not self.rows.dry:
                with transaction.atomic():
                    for blog in (told.blog, self.plan.sources.blog):
                        OldHost.objects.get_or_create(host=told.host, blog=blog)
