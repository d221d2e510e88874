from transfer.models.source import Source
from transfer.models.upload import Upload, UploadState

__all__ = ["Source", "Upload", "UploadState"]
