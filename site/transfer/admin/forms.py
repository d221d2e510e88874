"""What an administrator fills in to bring a blog in."""

from __future__ import annotations

import zipfile
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from transfer.admin.streaming import LARGEST
from transfer.models import Upload


class UploadForm(forms.Form):
    """`kept` is an export that came with this form before, when something else in it was wrong."""

    # The choices stand first: they then arrive before the files, whatever becomes of those.
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the texts"),
        required=False,
        help_text=gettext_lazy("Only if the export is wrong about it."),
    )
    fetch_media = forms.BooleanField(
        label=gettext_lazy("Fetch missing pictures"),
        required=False,
        help_text=gettext_lazy(
            "From the addresses at which the old blog shows them. What cannot be had leaves its words and a link."
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("Export"),
        help_text=gettext_lazy(
            "The file that the old system gave you, or a zip of several. Its content tells what it is, not its name."
        ),
        error_messages={
            "required": gettext_lazy("Please choose the file that the old system gave you."),
            "empty": gettext_lazy("This file is empty."),
        },
    )
    pictures = forms.FileField(
        label=gettext_lazy("Pictures and files"),
        required=False,
        help_text=gettext_lazy("If you have them: a zip of the old blog's uploads."),
        error_messages={"empty": gettext_lazy("This file is empty.")},
    )

    def __init__(self, *args: Any, too_large: set[str], kept: Upload | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.too_large = too_large
        self.kept: Upload | None = None
        named = settings.LANGUAGES
        self.fields["language"].choices = [("", _("As the export says")), *named]  # type: ignore[attr-defined]
        if kept:
            self.keep(kept)
        for name in ("file", "pictures"):
            if name in too_large:
                # Its own message would say that there is no file.
                self.fields[name].required = False

    def keep(self, upload: Upload) -> None:
        """Go on with an export that has arrived."""
        self.kept = upload
        self.fields["file"].required = False

    def clean_file(self) -> UploadedFile | None:
        return self._of_a_size_we_take("file")

    def clean_pictures(self) -> UploadedFile | None:
        pictures = self._of_a_size_we_take("pictures")
        if pictures and not zipfile.is_zipfile(pictures):
            raise forms.ValidationError(_("This is not a zip archive."))
        return pictures

    def _of_a_size_we_take(self, name: str) -> UploadedFile | None:
        if name in self.too_large:
            largest = filesizeformat(LARGEST[name])
            raise forms.ValidationError(
                _(
                    "This file is larger than %(largest)s. The command import_content takes it from the server's disk."
                )
                % {"largest": largest}
            )
        return self.cleaned_data[name] or None
