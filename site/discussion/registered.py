"""Comments as the registry of kinds knows them."""

from django.utils.translation import gettext_lazy as _

from discussion.kind import COMMENT, follow, rewrite, text_of, url_of
from discussion.replying import reply
from listening.kinds import Kind

COMMENTS = Kind(COMMENT, url_of, text_of, rewrite, follow, _("comment"), reply)
