"""The files of one blog: what is here already, and what is looked for and stored when a text asks for it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from django.contrib.contenttypes.models import ContentType

from core.models import Document, Image
from transfer.media.addresses import is_own, key_of, place_of
from transfer.media.files import Files
from transfer.media.missing import MissingError
from transfer.media.proving import PICTURES, check_document, is_picture_name, proven_picture
from transfer.media.storing import Store, Stored, Told
from transfer.models import OldHost, Source
from transfer.neutral import Picture
from transfer.report import Report

DELETED = "it was deleted here since it was brought in"
# Where WordPress keeps uploads, alone and in a network of sites.
_UPLOADS = ("/wp-content/uploads/", "/wp-content/blogs.dir/", "/files/")
# A link to one of these leads to a page.
_PAGES = {"", ".htm", ".html", ".php", ".asp", ".aspx"}


class Finder:
    """Finds each file once in a run, by the key that all its addresses share. `hosts` are those of the blog's texts."""

    def __init__(
        self,
        blog: str,
        pictures: Iterable[Picture],
        files: Files,
        report: Report,
        *,
        hosts: Iterable[str] = (),
        dry: bool,
    ) -> None:
        self.blog = blog[:300]
        self.files = files
        self.report = report
        self.store = Store(dry=dry)
        self.dry = dry
        self.told: dict[str, Picture] = {}
        for picture in pictures:
            self.told.setdefault(key_of(picture.address, exact=True), picture)
        self.hosts = {place_of(picture.address).host for picture in self.told.values()} | _hosts_of(blog)
        self.hosts |= {*hosts, *OldHost.objects.filter(blog=self.blog).values_list("host", flat=True)}
        self.here = _here(self.blog)
        self.before = set(self.here)
        self._failed: dict[str, str] = {}
        self._reported: set[str] = set()

    def known(self, address: str) -> Stored | None:
        """Return what an earlier text or import has brought in, or None."""
        return self.here.get(self.key(address))

    def find(self, address: str, *, picture: bool) -> Stored:
        """Return the file at `address`, stored now if it is not yet; raises MissingError, each time with the same reason."""
        key = self.key(address)
        stored = self.here.get(key)
        if stored is None:
            if key in self._failed:
                raise MissingError(self._failed[key])
            try:
                stored = self._bring(key, address, picture=picture)
            except MissingError as error:
                self._failed[key] = str(error)
                raise
            self.here[key] = stored
        if stored.is_deleted:
            raise MissingError(DELETED)
        if picture and stored.model is not Image:
            raise MissingError("it is no picture")
        return stored

    def find_or_report(self, address: str, *, picture: bool) -> Stored | None:
        """Return the file at `address`, or None with a line in the report; nothing is looked for without any files."""
        if not self.files and self.key(address) not in self.here:
            return None
        try:
            return self.find(address, picture=picture)
        except MissingError as error:
            self.report_missing(address, str(error))
            return None

    def report_missing(self, address: str, reason: str) -> None:
        """Note once why the file at `address` does not come along."""
        if address not in self._reported:
            self._reported.add(address)
            self.report.media.append({"address": address, "reason": reason})

    def own_pictures(self) -> set[int]:
        """Return the ids of the pictures that came from this blog."""
        return {stored.id for stored in self.here.values() if stored.model is Image}

    def is_file(self, address: str) -> bool:
        """Whether a link leads to a file of the blog, rather than to a page or to somebody else's file."""
        if not address.startswith(("http://", "https://")):
            return False
        place = place_of(address)
        if self.key(address) in self.told or key_of(address) in self.here:
            return True
        is_upload = any(folder in f"/{'/'.join(place.parts[:-1])}/" for folder in _UPLOADS)
        return (
            is_own(place.host, self.hosts)
            and is_upload
            and PurePosixPath(place.name).suffix.lower() not in _PAGES
        )

    def key(self, address: str) -> str:
        """Return the key of an address; what the source itself lists is no size of something else."""
        exact = key_of(address, exact=True)
        return exact if exact in self.told else key_of(address)

    def alt_of(self, address: str) -> str:
        """Return what the source says that the picture shows."""
        told = self.told.get(self.key(address))
        return told.alt.strip() if told else ""

    def _bring(self, key: str, address: str, *, picture: bool) -> Stored:
        listed = self.told.get(key)
        name = _name_of(address)
        told = Told(name, listed.title if listed else "", (listed.alt or listed.caption) if listed else "")
        exact = listed is not None and key == key_of(address, exact=True)
        is_picture = picture or is_picture_name(name)
        with self.files.get(address, self.hosts, exact=exact, picture=is_picture) as path:
            if is_picture:
                with self.store.picture(proven_picture(path, name), told) as stored:
                    self._keep(key, stored)
            else:
                check_document(path, name)
                with self.store.document(path, told) as stored:
                    self._keep(key, stored)
        return stored

    def _keep(self, key: str, stored: Stored) -> None:
        tally = self.report.tallies["images"]
        tally.created += stored.is_new
        tally.unchanged += not stored.is_new
        if self.dry:
            return
        Source.objects.update_or_create(
            blog=self.blog, kind="images", item=key,
            defaults={
                "content_type": ContentType.objects.get_for_model(stored.model),
                "object_id": stored.id, "checksum": "", "indexed": True,
            },
        )  # fmt: skip


def _here(blog: str) -> dict[str, Stored]:
    """Return the files of a blog that earlier imports stored; one that was deleted here is marked."""
    found: dict[str, Stored] = {}
    for model in (Image, Document):
        ids = set(model._default_manager.values_list("pk", flat=True))
        kind = ContentType.objects.get_for_model(model)
        rows = Source.objects.filter(blog=blog, kind="images", content_type=kind)
        for item, pk in rows.values_list("item", "object_id").iterator():
            found[item] = Stored(model, pk, is_new=False, is_deleted=pk not in ids)
    return found


def _hosts_of(blog: str) -> set[str]:
    host = place_of(blog if "://" in blog else f"https://{blog}").host
    return {host} if "." in host else set()


def _name_of(address: str) -> str:
    """Return the name of a file at its source; a picture's without one is made from the host."""
    name = place_of(address).name.partition("=")[0]
    if PurePosixPath(name).suffix.lower() in PICTURES or "." in name:
        return name
    return unquote(name)[:40] or (urlsplit(address).hostname or "file")
