"""A database on its way to another key: killed at any moment, and on a disk that fills up."""

import os
import random
import shutil
import time
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from app import bootstrap
from app.domain.errors import CannotUnlock, DossierError
from app.domain.users import OfficeRole
from app.services.audit import VerifyVault
from app.services.cases import CasesCount, OpenCase
from app.services.office import Office
from app.services.users import AddUser, RevokeUser, UserAccounts
from app.storage import rekey
from app.storage.nameplate import header_file
from tests.torture.disks import _fill, _small_disk
from tests.torture.killing import _until_killed
from tests.torture.offices import forget_anchors, new_vault, unlock
from tests.torture.trial import Outcome, trial

FIRST = "seven brown owls at noon"
_CASES = 40
_TEXT = "What happened, told at length. " * 1_500


@trial("Killed while the database gets another key: it opens with one of the two, never with none")
def killed_rekey(folder: Path, full: bool) -> Outcome:
    """Kill a process that revokes somebody at random moments, then enter."""
    pattern, chance = _furnished(folder), random.Random(7)  # noqa: S311  the same moments
    rounds, wrong, states = 200 if full else 6, list[str](), {"old": 0, "between": 0, "new": 0}
    vault = folder / "victim.dossier"
    longest = _seconds_of_a_revocation(pattern, vault)
    for number in range(rounds):
        shutil.rmtree(vault, ignore_errors=True)
        forget_anchors()  # the round before went further
        shutil.copytree(pattern, vault)
        _until_killed(_revoke, vault, chance.uniform(0.0, longest))
        states[_state(vault)] += 1
        wrong += [f"round {number}: {each}" for each in _faults(vault)]
    seen = ", ".join(f"{count} {state}" for state, count in states.items())
    return Outcome(f"{rounds} kills over {longest * 1000:.0f} ms", seen, tuple(wrong))


@trial("A disk that fills up while the database gets another key: it opens, and is finished later")
def full_disk_in_rekey(folder: Path, full: bool) -> Outcome:
    """Leave less room than the write-ahead log needs, in steps; then make room."""
    pattern, wrong, refused = _furnished(folder), list[str](), 0
    size = (pattern / "office.db").stat().st_size
    steps = 20 if full else 3
    for number in range(steps):
        with _small_disk(folder, 32) as disk:
            vault = disk / "office.dossier"
            forget_anchors()  # as above
            shutil.copytree(pattern, vault)
            refused += _rekeyed_on_a_full_disk(vault, disk, size * number // steps, wrong)
    return Outcome(f"{steps} disks", f"{refused} refused, none lost", tuple(wrong))


def _rekeyed_on_a_full_disk(vault: Path, disk: Path, spare: int, wrong: list[str]) -> int:
    """Revoke with so many bytes free, although the check for room is passed; count refusals."""
    office, filler, refused = unlock(vault), disk / "filler", 0
    room, rekey.ROOM = rekey.ROOM, 0
    try:
        _fill(filler, disk, spare + 1_200_000)
        office.do(_revocation(office))
    except DossierError as error:
        refused = 1
        if error.code not in {"disk.full", "vault.no_room"}:
            wrong.append(f"{spare} bytes: {error.code}")
    try:
        if office.ask(CasesCount()) != _CASES:
            wrong.append(f"{spare} bytes: cases are lost in the same run")
        office.close()
        filler.unlink()
    finally:
        rekey.ROOM = room
    wrong += [f"{spare} bytes: {each}" for each in _faults(vault)]
    return refused


def _furnished(folder: Path) -> Path:
    """Return a vault with cases and a second person."""
    vault = new_vault(folder, "pattern.dossier")
    office = unlock(vault)
    for number in range(_CASES):
        office.do(OpenCase(title=f"State v. {number}", synopsis=_TEXT))
    add = AddUser(login="k.lee", name="K. Lee", role=OfficeRole.PARALEGAL, passphrase=FIRST)
    office.do(add)
    office.close()
    return vault


def _seconds_of_a_revocation(pattern: Path, vault: Path) -> float:
    """Return how long it takes here, so that the kills fall into it."""
    shutil.copytree(pattern, vault)
    said = _until_killed(_timed, vault, 60.0)
    return said[0][2] / 1_000_000


def _timed(vault: Path, said: "Connection[Any, Any]") -> None:
    office = unlock(vault)
    command = _revocation(office)
    said.send("ready")
    begun = time.perf_counter()
    office.do(command)
    said.send(("took", command.user, int((time.perf_counter() - begun) * 1_000_000)))
    os._exit(0)


def _revoke(vault: Path, said: "Connection[Any, Any]") -> None:
    office = unlock(vault)
    command = _revocation(office)
    said.send("ready")
    office.do(command)
    os._exit(0)


def _revocation(office: Office) -> RevokeUser:
    lines = office.ask(UserAccounts())
    return RevokeUser(user=next(each.user.id for each in lines if each.user.login == "k.lee"))


def _state(vault: Path) -> str:
    """Return where the kill left the header."""
    header = header_file(vault).read().header
    if header.pending_epoch is not None:
        return "between"
    return "new" if header.epoch > 1 else "old"


def _faults(vault: Path) -> list[str]:
    """Enter twice and return what is lost, open to the wrong person, or not finished."""
    try:
        office = unlock(vault)
    except DossierError as error:
        return [f"opens with neither key: {error.code}"]
    faults = []
    report = office.ask(VerifyVault())
    if not report.is_whole or office.ask(CasesCount()) != _CASES:
        faults.append(f"not whole: {report}")
    lee = next(each for each in office.ask(UserAccounts()) if each.user.login == "k.lee")
    if lee.user.is_active != lee.has_key:
        faults.append(f"active {lee.user.is_active}, but a key: {lee.has_key}")
    if office._database._vault.is_between_keys:
        faults.append("the change is not finished")
    office.close()
    with suppress(CannotUnlock):
        bootstrap.unlock(vault, "k.lee", FIRST).close()
        if not lee.user.is_active:
            faults.append("who was revoked got in")
    return faults
