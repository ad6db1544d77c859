"""Examples of files kept with cases and items."""

from app.domain.attachments import CheckResult, FileFacts, FileRole, Inspection
from app.domain.file_intake import WayIn
from app.services.attachments import (
    AttachFile,
    CheckHistory,
    CompareHashList,
    ExportHashList,
    FilesDue,
    FilesOf,
    HowFilesStand,
    InspectFile,
    LookThroughFolder,
    OpenCopy,
    OrphansLeft,
    PreviewFile,
    RecordFileChecks,
    SaveAttachment,
    SweepOrphans,
    TakeInFiles,
)
from tests.architecture.examples.world import Example, World


def _hash_list(world: World) -> CompareHashList:
    listed = world.file.with_name("list.txt")
    digest = "0" * 64
    listed.write_text(f"%%%% HASHDEEP-1.0\n%%%% size,sha256,filename\n1,{digest},none.txt\n")
    return CompareHashList(case=world.case.id, path=listed)


def _checked(world: World) -> RecordFileChecks:
    found = Inspection(attachment=world.things.attachment.id, result=CheckResult.MISSING)
    return RecordFileChecks(case=world.case.id, inspections=(found,))


def _folder(world: World) -> LookThroughFolder:
    folder = world.file.with_name("folder")
    folder.mkdir(exist_ok=True)
    (folder / "letter.txt").write_text("Dear")
    return LookThroughFolder(world.case.id, folder)


EXAMPLES: dict[type, Example] = {
    AttachFile: lambda world: AttachFile(
        case=world.case.id, path=world.file, facts=FileFacts(role=FileRole.REPORT, note="Late")
    ),
    TakeInFiles: lambda world: TakeInFiles(
        case=world.case.id, files=(WayIn(world.file, "box/letter.txt", 1),)
    ),
    LookThroughFolder: _folder,
    FilesOf: lambda world: FilesOf(world.case.id),
    FilesDue: lambda world: FilesDue(case=world.case.id, every=True),
    HowFilesStand: lambda _: HowFilesStand(),
    CheckHistory: lambda world: CheckHistory(world.things.attachment.id),
    InspectFile: lambda world: InspectFile(world.things.attachment.id),
    RecordFileChecks: _checked,
    PreviewFile: lambda world: PreviewFile(world.things.attachment.id),
    OpenCopy: lambda world: OpenCopy(world.things.attachment.id),
    SaveAttachment: lambda world: SaveAttachment(
        world.things.attachment.id, world.file.with_name("copy.txt")
    ),
    ExportHashList: lambda world: ExportHashList(
        case=world.case.id, to=world.file.with_name("hashes.xml")
    ),
    CompareHashList: _hash_list,
    OrphansLeft: lambda _: OrphansLeft(),
    SweepOrphans: lambda _: SweepOrphans(),
}

FURTHER: tuple[Example, ...] = (lambda _: FilesDue(every=True),)
