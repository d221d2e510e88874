"""HTML into the blocks of a body, through the one sanitiser. `blocks_of` is the way in."""

from transfer.blocks.walker import blocks_of, blocks_of_parts

__all__ = ["blocks_of", "blocks_of_parts"]
