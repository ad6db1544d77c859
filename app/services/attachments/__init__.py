"""Files kept with cases and items: taken in, shown, handed out, checked, and listed by hash."""

from app.services.attachments.checking import (
    CheckHistory,
    ChecksRun,
    FilesDue,
    HowFilesStand,
    InspectFile,
    RecordFileChecks,
    check_file,
    check_files,
)
from app.services.attachments.folders import Destination, LookThroughFolder, take_folder
from app.services.attachments.hash_lists import (
    CompareHashList,
    ExportHashList,
    HashListWritten,
)
from app.services.attachments.showing import (
    FilesOf,
    OpenCopy,
    PreviewFile,
    PreviewKind,
    PreviewOfFile,
    SaveAttachment,
)
from app.services.attachments.sweeping import OrphansLeft, SweepOrphans
from app.services.attachments.taking_in import AttachFile, TakeInFiles, TakenIn

__all__ = [
    "AttachFile",
    "CheckHistory",
    "ChecksRun",
    "CompareHashList",
    "Destination",
    "ExportHashList",
    "FilesDue",
    "FilesOf",
    "HashListWritten",
    "HowFilesStand",
    "InspectFile",
    "LookThroughFolder",
    "OpenCopy",
    "OrphansLeft",
    "PreviewFile",
    "PreviewKind",
    "PreviewOfFile",
    "RecordFileChecks",
    "SaveAttachment",
    "SweepOrphans",
    "TakeInFiles",
    "TakenIn",
    "check_file",
    "check_files",
    "take_folder",
]
