"""Backups under attack: flipped, killed, made while others write, on full disks and odd places."""

import itertools
import os
import random
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app import bootstrap
from app.bootstrap import RestoreKey
from app.domain.backups import Watch
from app.domain.errors import DossierError
from app.domain.record import Record
from app.services.attachments import AttachFile
from app.services.audit import VerifyVault
from app.services.backups import MakeBackup, VerifyBackup, back_up, rehearse
from app.services.cases import CasesCount, OpenCase
from app.services.notes import AddNote
from app.services.office import Office
from app.storage import manifest, migration, opened_backup
from app.storage.engine import raw_connection, writer_engine
from app.storage.opened_backup import SUFFIX
from app.storage.repository import Repository, digest_of
from app.storage.schema import metadata
from app.storage.unit_of_work import Reading, _Kind
from tests.torture.damage import _filled, _flipped
from tests.torture.disks import _fill, _small_disk
from tests.torture.killing import _until_killed
from tests.torture.offices import (
    LOGIN,
    PASSPHRASE,
    STATE,
    Terminal,
    fingerprint,
    foreign_vault,
    forget_anchors,
    new_vault,
    unlock,
)
from tests.torture.trial import Outcome, trial

KEY = RestoreKey(login=LOGIN, passphrase=PASSPHRASE)
WATCH = Watch()


@trial("A flipped byte anywhere in a backup is found before the swap; the live vault is untouched")
def flipped_backup(folder: Path, full: bool) -> Outcome:
    """Flip one byte of one file, restore over the live vault, and compare the vault's bytes."""
    vault, _ = _filled(folder)
    backup = _backed_up(vault, folder)
    before, beside = fingerprint(vault), _names(folder)
    chance, wrong = random.Random(9), list[str]()  # noqa: S311  the same bytes every time
    files = sorted(file for file in backup.rglob("*") if file.is_file())
    tried = 1_000 if full else 15
    for number in range(tried):
        file = files[number % len(files)]
        whole = file.read_bytes()
        place = chance.randrange(len(whole))
        file.write_bytes(_flipped(whole, place))
        wrong += [f"{file.name} byte {place}: {each}" for each in _restored(backup, vault)]
        file.write_bytes(whole)
    wrong += [f"cut {each}" for each in _lost_files(backup, vault, files)]
    if fingerprint(vault) != before or _names(folder) != beside:
        wrong.append("the live vault or the folder around it changed")
    wrong += [f"the whole one: {each}" for each in _restored(backup, vault, is_whole=True)]
    return Outcome(f"{tried} flips in {len(files)} files", "all found, nothing moved", tuple(wrong))


def _lost_files(backup: Path, vault: Path, files: list[Path]) -> Iterator[str]:
    for file in files:
        content = file.read_bytes()
        file.unlink()
        yield from (f"{file.name}: {each}" for each in _restored(backup, vault))
        file.write_bytes(content[:-1])
        yield from (f"{file.name} by a byte: {each}" for each in _restored(backup, vault))
        file.write_bytes(content)


def _restored(backup: Path, vault: Path, *, is_whole: bool = False) -> Iterator[str]:
    """Restore; tell of a success that should be a refusal, and of bugs."""
    try:
        bootstrap.restore(backup, vault, KEY, WATCH)
    except DossierError as error:
        if is_whole:
            yield f"{error.code} {dict(error.values)}"
    except Exception as error:  # noqa: BLE001  any other failure is what we look for
        yield f"{type(error).__name__} {error}"
    else:
        if not is_whole:
            yield "restored"


@trial("Backups made while others write hold exactly the acts up to one moment, and restore so")
def backup_under_writer(folder: Path, full: bool) -> Outcome:
    """Write on one thread, back up on another, restore each and compare with the log."""
    vault, rounds = new_vault(folder), 100 if full else 3
    office, wrong, seen = unlock(vault), list[str](), list[tuple[Path, int]]()
    (folder / "kept").mkdir()
    writer = _Writer(office, folder)
    writer.start()
    try:
        for _ in range(rounds):
            made = office.ask(MakeBackup(to=folder / "kept"))
            seen.append((made.folder, made.seq))
    finally:
        writer.stop()
    acts = _acts(office)
    office.close()
    for place, (backup, seq) in enumerate(seen):
        restored = bootstrap.restore(backup, folder / f"{place}.dossier", KEY, WATCH).folder
        other = unlock(restored)
        expected = {act for act, at in acts.items() if at <= seq}
        if _records(other) != expected or not other.ask(VerifyVault()).is_whole:
            wrong.append(f"backup {place} at {seq}: not what the log says")
        other.close()
        shutil.rmtree(restored)
    moments = len({seq for _, seq in seen})
    return Outcome(
        f"{rounds} backups under a writer", f"{len(acts)} acts, {moments} moments", tuple(wrong)
    )


_BREATH = 0.05
"""Seconds between two acts: each backup reads all there are, and there are a hundred backups."""


class _Writer(threading.Thread):
    """Writes notes, and now and then attaches a file, until it is stopped."""

    def __init__(self, office: Office, folder: Path) -> None:
        super().__init__(daemon=True)
        self._office = office
        self._photo = folder / "photo.jpg"
        self._photo.write_bytes(b"light" * 2_000)
        self._ends = threading.Event()
        self._case = office.do(OpenCase(title="State v. Busy")).value.id

    def run(self) -> None:
        """Write."""
        for number in itertools.count():
            if self._ends.wait(_BREATH):
                return
            self._office.do(AddNote(case=self._case, text=f"Note {number}. " * 100))
            if number % 10 == 0:
                self._office.do(AttachFile(case=self._case, path=self._photo))

    def stop(self) -> None:
        """End after the act in hand."""
        self._ends.set()
        self.join()


def _acts(office: Office) -> dict[UUID, int]:
    """Return what each note and file is recorded at in the log."""
    with office._database.reading(office.actor) as reading:
        entries = reading.audit.newest(10**9)
    told = {"AddNote", "AttachFile"}
    return {entry.subjects[0].id: entry.seq for entry in entries if entry.action in told}


def _records(office: Office) -> set[UUID]:
    with office._database.reading(office.actor) as reading:
        return {each.id for each in (*reading.notes.where(), *reading.attachments.where())}


@trial("Killed at any moment of a backup: no backup or a whole one, and the next clears the rest")
def killed_backup(folder: Path, full: bool) -> Outcome:
    """Kill a program that makes backups; look at what lies in the folder."""
    vault, _ = _filled(folder)
    to = folder / "kept"
    to.mkdir()
    chance, wrong = random.Random(7), list[str]()  # noqa: S311  the same moments every time
    rounds, whole = 200 if full else 3, 0
    _, seconds = _timed(partial(_backup_of, vault, to))
    for number in range(rounds):
        whole += len(_until_killed(_back_up_forever, vault, chance.uniform(0.0, 3 * seconds)))
        wrong += [f"round {number}: {each}" for each in _broken(vault, to)]
    office = unlock(vault)
    office.ask(MakeBackup(to=to))
    office.close()
    wrong += [f"left behind: {name}" for name in _names(to) if not name.endswith(SUFFIX)]
    return Outcome(f"{rounds} kills", f"{whole} backups told of, none by half", tuple(wrong))


def _back_up_forever(vault: Path, said: "Connection[Any, Any]") -> None:
    office = unlock(vault)
    said.send("ready")
    while True:
        made = office.ask(MakeBackup(to=vault.parent / "kept"))
        said.send(("made", made.folder, made.seq))


def _broken(vault: Path, to: Path) -> Iterator[str]:
    """Tell of every backup in a folder that is not whole, and clear the folder."""
    office = unlock(vault)
    for backup in to.glob(f"*{SUFFIX}"):
        try:
            office.ask(VerifyBackup(backup))
        except DossierError as error:
            yield f"{backup.name}: {error.code}"
        shutil.rmtree(backup)
    office.close()


@trial("Killed at any moment of a restore: the old vault or the new one stands there, whole")
def killed_restore(folder: Path, full: bool) -> Outcome:
    """Kill a program that restores over a vault with one case more than the backup."""
    vault, _ = _filled(folder)
    _backed_up(vault, folder)
    office = unlock(vault)
    office.do(OpenCase(title="State v. Later"))
    old = office.ask(CasesCount())
    office.close()
    chance, wrong = random.Random(8), list[str]()  # noqa: S311  the same moments every time
    rounds, new = 200 if full else 3, 0
    aside = folder / "aside.dossier"
    _, seconds = _timed(partial(bootstrap.restore, _the_backup(folder), aside, KEY, WATCH))
    shutil.rmtree(aside)
    for number in range(rounds):
        _until_killed(partial(_restore_once, STATE), vault, chance.uniform(0.0, 1.5 * seconds))
        count, fault = _state(vault)
        wrong += [f"round {number}: {fault}"] if fault else []
        if count == old - 1:
            new += 1
            (kept,) = folder.glob("*.before-restore-*")
            wrong += [f"round {number}: kept {each}" for each in _unlike(kept, old)]
            shutil.rmtree(vault)
            kept.rename(vault)
            forget_anchors()  # by hand, as nobody should: this machine knew the restored one
        elif count != old:
            wrong.append(f"round {number}: {count} cases")
    wrong += list(_restored(_the_backup(folder), vault, is_whole=True))
    wrong += [f"left behind: {name}" for name in _names(folder) if name.endswith(".unfinished")]
    return Outcome(
        f"{rounds} kills", f"{rounds - new} times the old vault, {new} the new", tuple(wrong)
    )


def _restore_once(state: Path, vault: Path, said: "Connection[Any, Any]") -> None:
    os.environ["XDG_STATE_HOME"] = str(state)  # the same machine as the one that looks afterwards
    said.send("ready")
    bootstrap.restore(_the_backup(vault.parent), vault, KEY, WATCH)


def _the_backup(folder: Path) -> Path:
    (backup,) = (folder / "kept").glob(f"*{SUFFIX}")
    return backup


def _state(vault: Path) -> tuple[int, str]:
    """Return how many cases a vault has and what is wrong with it."""
    try:
        office = unlock(vault)
    except DossierError as error:
        return 0, error.code
    count, is_whole = office.ask(CasesCount()), office.ask(VerifyVault()).is_whole
    office.close()
    return count, "" if is_whole else "not whole"


def _unlike(vault: Path, cases: int) -> Iterator[str]:
    count, fault = _state(vault)
    if fault or count != cases:
        yield f"{count} cases, {fault}"


@trial("On a full disk no half backup stays, a sentence says so, and the vault goes on")
def full_disk_backup(folder: Path, full: bool) -> Outcome:
    """Back up onto disks with less and less room, known beforehand and found out on the way."""
    vault, _ = _filled(folder)
    office, wrong, codes = unlock(vault), list[str](), set[str]()
    size = sum(file.stat().st_size for file in vault.rglob("*") if file.is_file())
    for number in range(20 if full else 2):
        with _small_disk(folder, 32) as disk:
            filler = disk / "filler"
            # Seen as free at first and taken while the backup is being made.
            _fill(filler, disk, 20_000 if number == 0 else size + 9_000_000)
            watch = Watch(partial(_take_the_rest, disk, number * size // 20))
            codes.add(_told(partial(office.ask, MakeBackup(to=disk, watch=watch))))
            wrong += [f"{each} stays" for each in _names(disk) - {"filler", "more"}]
            (disk / "more").unlink(missing_ok=True)
            filler.unlink()
            office.ask(MakeBackup(to=disk))
    wrong += [f"told {code}" for code in codes - {"backup.no_room", "disk.full"}]
    wrong += [] if office.ask(VerifyVault()).is_whole else ["the vault is not whole"]
    office.close()
    return Outcome(f"{len(codes)} kinds of full disk", ", ".join(sorted(codes)), tuple(wrong))


def _take_the_rest(disk: Path, spare: int, _done: int, _of: int, step: str) -> None:
    if step == "database" and not (disk / "more").exists():
        _fill(disk / "more", disk, spare)


@trial("Odd, wrong and taken places for a backup or a restore are refused or taken as they are")
def odd_places(folder: Path, full: bool) -> Outcome:
    """Name folders no disk likes, the vault itself, another backup, a missing drive."""
    vault, _ = _filled(folder)
    other = foreign_vault(folder)
    office, wrong = unlock(vault), list[str]()
    names = [
        "a b",
        "ü-ß-中文",
        "100%?#&x=1",
        "-rf",
        "$(id)",
        "\u202edrawkcab",
        "line\nbreak",
        "'\"`",
    ]
    names += ["x" * 200, ".hidden", "file:x?immutable=0", "CON"] if full else []
    made = office.ask(MakeBackup(to=folder))
    for name in names:
        to = folder / "odd" / name
        to.mkdir(parents=True)
        made = office.ask(MakeBackup(to=to))
        report = rehearse(office, made.folder, WATCH).value
        wrong += [] if report.is_whole else [f"{name!r}: {report.wrong}"]
    file = folder / "letter.txt"
    file.write_text("dear")
    (folder / "link").symlink_to(vault / "objects")
    refused = {
        folder / "nowhere": "backup.no_folder",
        file: "backup.no_folder",
        vault: "backup.inside_vault",
        vault / "objects": "backup.inside_vault",
        folder / "link": "backup.inside_vault",
        made.folder: "backup.inside_backup",
    }
    for to, code in refused.items():
        told = _told(partial(office.ask, MakeBackup(to=to)))
        wrong += [] if told == code else [f"{to.name}: {told}, not {code}"]
    office.close()
    before = fingerprint(other)
    for target, code in {
        other: "restore.other_vault",
        made.folder: "restore.no_place",
        folder / "odd": "restore.other_vault",
        folder / "nowhere" / "x.dossier": "vault.not_found",
    }.items():
        told = _told(partial(bootstrap.restore, made.folder, target, KEY, WATCH))
        wrong += [] if told == code else [f"restore to {target.name}: {told}, not {code}"]
    wrong += [] if fingerprint(other) == before else ["the other office's vault changed"]
    for source, code in {file: "backup.not_found", vault: "backup.not_a_backup"}.items():
        told = _told(partial(bootstrap.restore, source, folder / "n.dossier", KEY, WATCH))
        wrong += [] if told == code else [f"restore of {source.name}: {told}, not {code}"]
    return Outcome(f"{len(names)} odd names, 12 wrong places", "each told", tuple(wrong))


def _told(act: Callable[[], object]) -> str:
    try:
        act()
    except DossierError as error:
        return error.code
    except Exception as error:  # noqa: BLE001  any other failure is what we look for
        return f"{type(error).__name__} {error}"
    return "done"


@trial("Two backups at once, a second program, an open vault and a clock set back collide nowhere")
def crossing_backups(folder: Path, full: bool) -> Outcome:
    """Make two at once, three within a second, and let other programs try meanwhile."""
    vault, _ = _filled(folder)
    to = folder / "kept"
    to.mkdir()
    office, wrong = unlock(vault), list[str]()
    told = list[str]()
    second = Watch(
        lambda _done, _of, step: (
            told.append(_told(partial(office.ask, MakeBackup(to=to))))
            if step == "attachments"
            else None
        )
    )
    office.ask(MakeBackup(to=to, watch=second))
    wrong += [] if told == ["backup.running"] else [f"a second one at once: {told}"]
    for _ in range(10 if full else 3):
        office.ask(MakeBackup(to=to))
    backups = list(to.glob(f"*{SUFFIX}"))
    wrong += [] if len(backups) == (11 if full else 4) else [f"{len(backups)} backups"]
    for backup in backups:
        office.ask(VerifyBackup(backup))
    terminal = Terminal(folder, vault)
    lines = [("backup", str(to)), ("restore", str(backups[0]), str(vault))]
    before = _names(to)
    for words in lines if full else lines[:1]:
        answer = terminal.run(*words)
        if answer.code not in (1, 3) or "already open" not in answer.err or not answer.is_plain:
            wrong.append(f"{words[0]} beside an open window: {answer.code}, {answer.err!r}")
    wrong += [] if _names(to) == before else ["the second program left something"]
    wrong += [] if office.ask(VerifyVault()).is_whole else ["the vault is not whole"]
    office.close()
    return Outcome("crossings", "told or numbered", tuple(wrong))


@trial("A newer version's backup is refused, an older one's restored and brought up to date")
def other_versions(folder: Path, full: bool) -> Outcome:  # noqa: ARG001  there are only two
    """Rewrite a backup as another version would have written it, and restore it."""
    vault, _ = _filled(folder)
    backup, wrong = _backed_up(vault, folder), list[str]()
    newer = Path(shutil.copytree(backup, folder / f"newer{SUFFIX}"))
    _rewrite(newer, "9999", "UPDATE alembic_version SET version_num = '9999'")
    before = fingerprint(vault)
    told = _told(partial(bootstrap.restore, newer, vault, KEY, WATCH))
    wrong += [] if told == "vault.from_newer_version" else [f"newer: {told}"]
    wrong += [] if fingerprint(vault) == before else ["newer: the vault changed"]
    older = Path(shutil.copytree(backup, folder / f"older{SUFFIX}"))
    _rewrite(older, "0001")
    wrong += [f"older: {each}" for each in _restored(older, vault, is_whole=True)]
    wrong += [f"older: {each}" for each in _unmigrated(vault)]
    return Outcome("a newer and an older backup", "refused and migrated", tuple(wrong))


def _unmigrated(vault: Path) -> Iterator[str]:
    """Tell what of an older backup is not there.

    The log of 0001 knew no salts: what it says of records cannot be compared with what the
    rewritten log says, and is left out.
    """
    office = unlock(vault)
    report = office.ask(VerifyVault())
    if office.ask(CasesCount()) != 1 or report.database or report.damaged_kinds:
        yield "a record is missing or damaged"
    if report.damaged_attachments or not report.chain.is_whole:
        yield f"attachments or log: {report.damaged_attachments} {report.chain}"
    office.close()


OLDER = frozenset({"0001", "0002"})
"""Schemas an older program wrote."""


def _as_of(database: Path, key: str, revision: str) -> None:
    """Rebuild a database as a program of that revision would have written it."""
    older = database.with_name("older.db")
    migration._run_scripts(older, key, revision)
    kinds = {kind.table.name: kind.record for kind in _record_kinds()}
    source, target = writer_engine(database, key), writer_engine(older, key)
    with source.connect() as new, target.connect() as old:
        old.exec_driver_sql("PRAGMA foreign_keys = OFF")
        old.exec_driver_sql("DELETE FROM codes")
        known = sa.inspect(old).get_table_names()
        for table in metadata.sorted_tables:
            if table.name in known:
                _copy_rows(table, kinds.get(table.name), new, old)
        old.exec_driver_sql("INSERT INTO search_words(search_words) VALUES ('rebuild')")
        old.commit()
    source.dispose()
    target.dispose()
    for path in (database, older):
        whole = raw_connection(path, key)
        whole.execute("PRAGMA journal_mode = DELETE")  # nothing stays behind in a file beside it
        whole.close()
    older.replace(database)


def _record_kinds() -> Iterator[type[Repository[Any]]]:
    for part in vars(Reading).values():
        if isinstance(part, _Kind):
            yield part.repository


def _copy_rows(
    table: sa.Table, record: type[Record] | None, new: sa.Connection, old: sa.Connection
) -> None:
    """Copy what the older schema has of each row, sealed as the older program would have."""
    there = {column["name"] for column in sa.inspect(old).get_columns(table.name)}
    columns = [column for column in table.columns if column.name in there]
    for row in new.execute(sa.select(*columns)):
        values = dict(row._mapping)
        if record is not None:
            said = {name: value for name, value in values.items() if name != "digest"}
            values["digest"] = digest_of(record(**said))
        old.execute(sa.insert(table).values(values))


def _rewrite(backup: Path, schema: str, *statements: str) -> None:
    """Change the database of a backup and sign it anew, as its maker could have."""
    opened = opened_backup.open_with_passphrase(backup, LOGIN, PASSPHRASE)
    if schema in OLDER:
        _as_of(opened.database, opened.keyring.database_key, schema)
    connection = raw_connection(opened.database, opened.keyring.database_key)
    for statement in statements:
        connection.execute(statement)
    kinds = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    stated = opened.manifest
    changed = replace(
        stated,
        schema=schema,
        counts={kind: count for kind, count in stated.counts.items() if kind in kinds},
        files=tuple(opened_backup.hashed(backup, file.path, WATCH) for file in stated.files),
    )
    content = manifest.written(changed, opened.keyring.manifest_key)
    (backup / manifest.FILE_NAME).write_bytes(content)


@trial("A backup of a damaged vault is refused, or tells what was damaged already")
def backup_of_damage(folder: Path, full: bool) -> Outcome:
    """Flip a byte in pages of the live database, lose attachments, and back up."""
    vault, _ = _filled(folder)
    database = vault / "office.db"
    whole, chance = database.read_bytes(), random.Random(3)  # noqa: S311  the same bytes every time
    (folder / "kept").mkdir()
    pages, wrong = len(whole) // 4096, list[str]()
    for page in range(pages) if full else chance.sample(range(pages), 12):
        database.write_bytes(_flipped(whole, page * 4096 + chance.randrange(4096)))
        told = _backup_of(vault, folder / "kept")
        wrong += [f"page {page}: {told}"] if told == "whole" else []
        for log in vault.glob("office.db-*"):
            log.unlink()
    database.write_bytes(whole)
    for file in (vault / "objects").rglob("*.enc"):
        file.unlink()
    told = _backup_of(vault, folder / "kept")
    wrong += [] if told == "told" else [f"a lost attachment: {told}"]
    wrong += [f"left behind: {name}" for name in _names(folder / "kept") if name[0] == "."]
    return Outcome(f"{pages if full else 12} pages, 1 file", "none called whole", tuple(wrong))


def _backup_of(vault: Path, to: Path) -> str:
    try:
        office = unlock(vault)
    except DossierError as error:
        return error.code
    try:
        return "whole" if office.ask(MakeBackup(to=to)).is_whole else "told"
    except DossierError as error:
        return error.code
    finally:
        office.close()


def _backed_up(vault: Path, folder: Path) -> Path:
    (folder / "kept").mkdir()
    office = unlock(vault)
    made = back_up(office, folder / "kept", WATCH).value
    office.close()
    return made.folder


def _timed(act: Callable[[], object]) -> tuple[object, float]:
    begun = time.perf_counter()
    return act(), time.perf_counter() - begun


def _names(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}
