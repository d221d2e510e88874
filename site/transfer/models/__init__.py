from transfer.models.old_path import OldHost, OldPath
from transfer.models.source import Source
from transfer.models.upload import Upload, UploadState

__all__ = ["OldHost", "OldPath", "Source", "Upload", "UploadState"]
