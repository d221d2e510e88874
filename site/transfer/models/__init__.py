from transfer.models.source import Source

__all__ = ["Source"]
