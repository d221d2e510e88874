"""Everything of the site as files: for people, for another site like it, and for WordPress."""

from transfer.export.folder import NotOursError
from transfer.export.run import LARGEST_PART, export_site

__all__ = ["LARGEST_PART", "NotOursError", "export_site"]
