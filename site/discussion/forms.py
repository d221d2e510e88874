"""What somebody fills in to say something: the form of django-comments-xtd, bound to the place where it stands."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django_comments_xtd.forms import XtdCommentForm

from core.links import safe_web_url
from core.sanitise import plain_text
from discussion.models import Comment
from discussion.names import is_a_listeners
from discussion.posting import Words
from listening.follows.asking import wanted_by_default
from listening.follows.person import Person, stand_at
from listening.listeners import role_of
from listening.markup import html_of
from listening.models import Wanted
from people.models import User
from people.names import own_name, plain_name

# Some 1,500 words: whoever has more to say has an essay or a story.
LONGEST_COMMENT = 10_000
LONGEST_NAME = 120


class CommentForm(XtdCommentForm):
    """A member sees the words alone; a guest also name, e-mail and website."""

    security_hash = forms.CharField(min_length=64, max_length=64, widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("Your name"),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Please give a name: it stands beside what you say.")},
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        help_text=_("Your email address will not be published. We send you a link to confirm it."),
        error_messages={
            "required": _("Please give an e-mail address: we send you a link that confirms it."),
            "invalid": _("This does not look like an e-mail address: something like name@example.org."),
        },
    )
    url = forms.URLField(
        label=_("Your website"),
        required=False,
        max_length=200,
        assume_scheme="https",
        error_messages={"invalid": _("This is not a web address: something like https://example.org.")},
    )
    comment = forms.CharField(
        label=_("What you want to say"),
        widget=forms.Textarea,
        max_length=LONGEST_COMMENT,
        error_messages={"required": _("Please write something.")},
    )
    wanted = forms.ChoiceField(
        label=_("Mail about what others say"),
        choices=Wanted.choices,
        required=False,
        help_text=_("Each of these mails has a link that stops it."),
    )
    reply_to = forms.IntegerField(required=False, widget=forms.HiddenInput)
    post_key = forms.RegexField(r"^[\w-]{22,43}$", required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        place: models.Model,
        *,
        member: User | None = None,
        data: Any = None,
        reply_to: int | None = None,
        **options: Any,
    ) -> None:
        """Give forms that stand on one page apart ids by `reply_to`; a prefix would break the signature."""
        self.member = member
        initial = {"reply_to": reply_to, "post_key": secrets.token_urlsafe(16), **options.pop("initial", {})}
        if data is None and "wanted" not in initial:
            initial["wanted"] = _wanted(member, place)
        options.setdefault("auto_id", f"id_%s_{reply_to}" if reply_to else "id_%s")
        super().__init__(place, data=data, initial=initial, **options)
        del self.fields["followup"]
        self._dress()
        if member:
            for name in ("email", "url", *(["name"] if member.name else [])):
                del self.fields[name]

    @property
    def is_expired(self) -> bool:
        """Whether nothing is wrong with its signature but its age."""
        return set(self.security_errors()) == {"timestamp"} and bool(self.data.get("timestamp"))

    @property
    def is_a_programs(self) -> bool:
        """Whether the field that people never see was filled in."""
        return "honeypot" in self.errors

    def without_trap(self) -> CommentForm:
        """Return the form with all that was typed but for the field that people never see."""
        return self.signed_again(honeypot="")

    def signed_again(self, **changes: str) -> CommentForm:
        """Return the form with all that was typed and a new signature, to be shown again with what is wrong."""
        data = self.data.copy()
        data.update({**self.generate_security_data(), **changes})
        return type(self)(self.target_object, member=self.member, data=data, auto_id=self.auto_id)

    @property
    def own_name(self) -> str:
        """Return what a member who had no name yet wants to be called."""
        return self.cleaned_data.get("name", "") if self.member else ""

    def words(self, language: str) -> Words:
        """Return what was typed into a valid form."""
        given = self.cleaned_data
        return Words(
            text=given["comment"],
            language=language,
            reply_to=given["reply_to"] or None,
            post_key=given["post_key"] or None,
            name=given.get("name", ""),
            email=given.get("email", ""),
            website=given.get("url", ""),
            wanted=given["wanted"] or None,
        )

    def generate_security_hash(self, content_type: str, object_pk: str, timestamp: str) -> str:
        """Sign the place where the form stands, whatever place was posted."""
        place = self.target_object
        kind = ContentType.objects.get_for_model(place)
        value = f"{kind.app_label}.{kind.model}|{place.pk}|{timestamp}"
        return salted_hmac("discussion.forms.CommentForm", value, algorithm="sha256").hexdigest()

    def get_comment_model(self) -> type[Comment]:
        return Comment

    def check_for_duplicate_comment(self, new: Comment) -> Comment:
        """Doubles are known by their key; theirs reads all that a person has ever said here."""
        return new

    def clean_name(self) -> str:
        if self.member:
            return own_name(self.cleaned_data["name"], self.member)
        name = plain_name(self.cleaned_data["name"])
        if is_a_listeners(name, self.target_object):
            raise forms.ValidationError(
                _(
                    "Somebody who listens here has this name. If it is yours, log in; if not, add to it, please."
                )
            )
        return name

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        if url and not safe_web_url(url):
            raise forms.ValidationError(self.fields["url"].error_messages["invalid"])
        return url

    def clean_comment(self) -> str:
        """Refuse what would leave nothing to read."""
        text: str = super().clean_comment().strip()
        if not plain_text(html_of(text)):
            raise forms.ValidationError(_("Nothing of this can be read. Please write something."))
        return text

    def _dress(self) -> None:
        """Take xtd's words, placeholders and classes off, which belong to another look."""
        widgets: dict[str, forms.Widget] = {
            "name": forms.TextInput({"autocomplete": "name"}),
            "email": forms.EmailInput({"autocomplete": "email"}),
            "url": forms.URLInput({"autocomplete": "url"}),
            "comment": forms.Textarea({"rows": 6}),
            "honeypot": forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
        }
        for name, widget in widgets.items():
            own = self.fields[name]
            own.widget = widget
            own.widget.is_required = own.required
            own.label, own.help_text = self.base_fields[name].label, self.base_fields[name].help_text
        self.fields["honeypot"].label = _("Leave this empty")


def _wanted(member: User | None, place: models.Model) -> str:
    """Return what is chosen before somebody chooses."""
    person = Person(member.pk if member else None)
    return wanted_by_default(person, stand_at(place), role_of(member, place))
