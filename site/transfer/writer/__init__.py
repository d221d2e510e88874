"""The neutral form into the site. `bring_in` is the way in; `transfer.neutral` says what it takes."""

from transfer.writer.run import bring_in

__all__ = ["bring_in"]
