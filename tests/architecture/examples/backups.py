"""Examples of what concerns backups."""

from datetime import UTC, datetime
from pathlib import Path

from app.domain.backups import BackupMade, DrillReport
from app.services.backups import (
    BackupsInFolder,
    HowBackupsStand,
    MakeBackup,
    MakeDueBackup,
    RecordBackup,
    RecordDrill,
    RehearseRestore,
    RemoveOldBackups,
    RestoreVault,
    VerifyBackup,
)
from app.services.office import Office
from tests.architecture.examples.world import Example, World

_MOMENT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def _kept(office: Office) -> Path:
    """Return a folder for backups beside the vault."""
    return office._database._vault.folder.parent / "kept"


def _a_backup(world: World) -> Path:
    return world.office.ask(MakeBackup(to=_kept(world.office))).folder


def _restored(world: World) -> RestoreVault:
    with world.office._database.reading(world.office.actor) as reading:
        seq, link = reading.audit.head()
    return RestoreVault(seq=seq, link=link)


EXAMPLES: dict[type, Example] = {
    MakeBackup: lambda world: MakeBackup(to=_kept(world.office)),
    MakeDueBackup: lambda _: MakeDueBackup(),
    RecordBackup: lambda _: RecordBackup(
        BackupMade(
            folder=Path("/media/backups/one"),
            moment=_MOMENT,
            kind="asked",
            size=1,
            files=0,
            seq=1,
            link="0" * 64,
        )
    ),
    VerifyBackup: lambda world: VerifyBackup(_a_backup(world)),
    RehearseRestore: lambda world: RehearseRestore(_a_backup(world)),
    RecordDrill: lambda _: RecordDrill(
        DrillReport(
            folder=Path("/media/backups/one"),
            moment=_MOMENT,
            size=1,
            files=0,
            records=1,
            seq=1,
            link="0" * 64,
            wrong=(),
        )
    ),
    RestoreVault: _restored,
    HowBackupsStand: lambda _: HowBackupsStand(),
    BackupsInFolder: lambda world: BackupsInFolder(_kept(world.office)),
    RemoveOldBackups: lambda _: RemoveOldBackups(),
}
