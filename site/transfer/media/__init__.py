"""The files of a blog: found in a folder or asked for, proven, stored once, and put where its texts show them."""

from transfer.media.bringing import Media
from transfer.media.fetching import Fetcher
from transfer.media.files import Files, handed_over

__all__ = ["Fetcher", "Files", "Media", "handed_over"]
