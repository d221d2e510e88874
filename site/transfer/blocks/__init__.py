"""HTML into the blocks of a body, through the one sanitiser. `blocks_of` is the way in."""

from transfer.blocks.builder import Builder
from transfer.blocks.walker import blocks_of, blocks_of_parts, walk_through

__all__ = ["Builder", "blocks_of", "blocks_of_parts", "walk_through"]
