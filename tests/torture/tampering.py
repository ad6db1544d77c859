"""Somebody who has the key and tools of their own, and bits that flip where no check looks."""

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.domain.audit import AuditEntry, signed_words
from app.domain.audit_report import AnchorState
from app.domain.evidence_entry import EvidenceEntry
from app.services.audit import CheckOnEntry, VerifyAudit, VerifyRecords
from app.services.cases import AmendCase, OpenCase
from app.services.evidence import LogEvidence
from app.services.office import Office
from app.services.presence import EnterOffice, LeaveOffice
from app.storage.engine import raw_connection
from tests.torture.offices import forget_anchors, new_vault, unlock
from tests.torture.trial import Outcome, trial

_PAGE = 4096


@dataclass(frozen=True)
class _Tampered:
    """A vault about to be tampered with, by a tool that has its key.

    Attributes:
        connection: raw, past every trigger; ``rows``: the log's entries.
        sign: the insider's own signature over a position and link.
    """

    connection: Any
    rows: list[AuditEntry]
    chance: random.Random
    sign: Callable[[int, str], bytes]

    def middle(self) -> int:
        """Return a position that is neither the first nor the last."""
        return self.chance.randrange(2, len(self.rows))

    def rewrite(self, first: int) -> None:
        """Make links follow again from a position on, as the program would have written them."""
        previous = self.rows[first - 2].link if first > 1 else "0" * 64
        for entry in self.rows[first - 1 :]:
            made = replace(entry, previous=previous)
            made = replace(made, link=made.expected_link())
            self.connection.execute(
                "UPDATE audit_entries SET previous = ?, link = ? WHERE seq = ?",
                (made.previous, made.link, made.seq),
            )
            self.rows[entry.seq - 1] = made
            previous = made.link

    def edit(self, seq: int) -> None:
        """Change who did it."""
        machine = f"machine-{self.chance.randrange(10**6)}"
        self.connection.execute(
            "UPDATE audit_entries SET machine = ? WHERE seq = ?", (machine, seq)
        )
        self.rows[seq - 1] = replace(self.rows[seq - 1], machine=machine)


def _edit(log: _Tampered) -> None:
    log.edit(log.middle())


def _delete(log: _Tampered) -> None:
    log.connection.execute("DELETE FROM audit_entries WHERE seq = ?", (log.middle(),))


def _swap(log: _Tampered) -> None:
    one = log.chance.randrange(2, len(log.rows) - 1)
    for old, new in ((one, -1), (one + 1, one), (-1, one + 1)):
        log.connection.execute("UPDATE audit_entries SET seq = ? WHERE seq = ?", (new, old))


def _delete_and_renumber(log: _Tampered) -> None:
    gone = log.middle()
    log.connection.execute("DELETE FROM audit_entries WHERE seq = ?", (gone,))
    for seq in range(gone + 1, len(log.rows) + 1):
        log.connection.execute("UPDATE audit_entries SET seq = ? WHERE seq = ?", (seq - 1, seq))


def _edit_and_rehash(log: _Tampered) -> None:
    seq = log.middle()
    log.edit(seq)
    log.rewrite(seq)


def _cut_tail(log: _Tampered) -> None:
    first = log.chance.randrange(len(log.rows) - 5, len(log.rows) + 1)
    log.connection.execute("DELETE FROM audit_entries WHERE seq >= ?", (first,))


def _cut_tail_with_checkpoints(log: _Tampered) -> None:
    first = log.chance.randrange(len(log.rows) // 2, len(log.rows) + 1)
    for table in ("audit_entries", "audit_checkpoints"):
        log.connection.execute(f"DELETE FROM {table} WHERE seq >= ?", (first,))  # noqa: S608  names of ours


def _insider_signs_again(log: _Tampered) -> None:
    seq = log.middle()
    log.edit(seq)
    log.rewrite(seq)
    signed = log.connection.execute(
        "SELECT seq FROM audit_checkpoints WHERE seq >= ?", (seq,)
    ).fetchall()
    for (at,) in signed:
        link = log.rows[at - 1].link
        log.connection.execute(
            "UPDATE audit_checkpoints SET link = ?, signature = ? WHERE seq = ?",
            (link, log.sign(at, link), at),
        )


def _insider_drops_checkpoints(log: _Tampered) -> None:
    seq = log.middle()
    log.edit(seq)
    log.rewrite(seq)
    log.connection.execute("DELETE FROM audit_checkpoints WHERE seq >= ?", (seq,))


_ATTACKS = (
    _edit,
    _delete,
    _swap,
    _delete_and_renumber,
    _edit_and_rehash,
    _cut_tail,
    _cut_tail_with_checkpoints,
    _insider_signs_again,
    _insider_drops_checkpoints,
)


@trial("Each of 9 attacks on the audit log, 200 times, is found at the next unlocking")
def audit_attacks(folder: Path, full: bool) -> Outcome:
    """Change a copy of the log with the key in hand, unlock, and look what the check says."""
    vault, chance = _worked(folder, 40), random.Random(8)  # noqa: S311  the same places every time
    for name in _ATTACKED:
        shutil.copy(vault / name, folder / f"kept-{name}")
    times, wrong, chain_only = (200 if full else 3), list[str](), 0
    for attack in _ATTACKS:
        for number in range(times):
            _tamper(vault, attack, chance)
            office = unlock(vault)
            report = office.ask(VerifyAudit())
            if report.is_whole or not _is_told(office):
                wrong.append(f"{attack.__name__} {number}: not found")
            chain_only += bool(report.broken or report.unsigned)
            office.close()
            _put_back(vault)
    tried = len(_ATTACKS) * times
    seen = f"{tried - len(wrong)} found; {chain_only} of them also without an anchor"
    return Outcome(f"{len(_ATTACKS)} attacks, {times} times each", seen, tuple(wrong))


@trial("100 times old pages or old rows put back: each found by the deep check or the page check")
def old_pages(folder: Path, full: bool) -> Outcome:
    """Keep the pages of yesterday, work on, and put some of them back; or whole rows of them."""
    vault = _worked(folder, 30)
    database, chance = vault / "office.db", random.Random(3)  # noqa: S311  as above
    old = database.read_bytes()
    office = unlock(vault)
    _amend_all(office)
    key = office._database._key
    office.close()
    new = database.read_bytes()
    (folder / "yesterday.db").write_bytes(old)
    anchor = (vault / "vault.anchor").read_bytes()
    telling = _telling_pages(database, old, new, key)
    wrong, only_deep, times = list[str](), 0, 50 if full else 5
    for number in range(2 * times):
        forget_anchors()  # each unlock goes further than the database put back next
        (vault / "vault.anchor").write_bytes(anchor)
        if number % 2:
            at = chance.choice(telling) * _PAGE
            database.write_bytes(new[:at] + old[at : at + _PAGE] + new[at + _PAGE :])
            what = f"page {at // _PAGE}"
        else:
            database.write_bytes(new)
            what = _put_back_rows(database, folder / "yesterday.db", key, chance)
        deep, pages = _deep(vault)
        only_deep += pages
        wrong += [] if deep or not pages else [f"{what}: not found"]
        if not number % 2 and not (deep and pages):
            wrong.append(f"{what}: deep check {deep}, page check passed {pages}")
        for log in vault.glob("office.db-*"):
            log.unlink()
    seen = f"{2 * times - len(wrong)} found; {only_deep} of them had passed the page check"
    tried = f"{times} of {len(telling)} telling pages and {times} sets of rows put back"
    return Outcome(tried, seen, tuple(wrong))


def _telling_pages(database: Path, old: bytes, new: bytes, key: str) -> list[int]:
    """Return the pages whose former content says something else; most were only written anew."""
    truth, telling = _said(database, key), list[int]()
    for page in range(1, min(len(old), len(new)) // _PAGE):
        at = page * _PAGE
        if old[at : at + _PAGE] != new[at : at + _PAGE]:
            database.write_bytes(new[:at] + old[at : at + _PAGE] + new[at + _PAGE :])
            telling += [page] if _said(database, key) != truth else []
    return telling


def _said(database: Path, key: str) -> object:
    """Return every row of every table, or how reading them fails.

    FTS5's own list of first words per page is left out: an older one finds the same.
    """
    connection = raw_connection(database, key)
    try:
        named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name != 'search_words_idx'"
        names = connection.execute(named).fetchall()
        return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for (name,) in names}  # noqa: S608  names of ours
    except Exception as error:  # noqa: BLE001  a tree that does not hold together says something else
        return str(error)
    finally:
        connection.close()
        for log in database.parent.glob("office.db-*"):
            log.unlink()


def _put_back_rows(database: Path, yesterday: Path, key: str, chance: random.Random) -> str:
    """Put rows back as they were, with their digests, as a lucky choice of pages would."""
    source = raw_connection(yesterday, key)
    rows = source.execute("SELECT * FROM cases").fetchall()
    names = [each[1] for each in source.execute("PRAGMA table_info(cases)")]
    source.close()
    target = raw_connection(database, key)
    chosen = chance.sample(rows, chance.randrange(1, 4))
    for row in chosen:
        columns = ", ".join(f'"{name}" = ?' for name in names)
        target.execute(f"UPDATE cases SET {columns} WHERE id = ?", (*row, row[0]))  # noqa: S608  names of ours
    target.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    target.close()
    return f"{len(chosen)} rows"


@trial("A bit flipped in the write-ahead log either loses nothing or is told as behind the anchor")
def flipped_log(folder: Path, full: bool) -> Outcome:
    """Kill the program, flip a bit in what it left, and unlock."""
    vault = _worked(folder, 5)
    office = unlock(vault)
    for number in range(60):
        office.do(OpenCase(title=f"State v. Log {number}"))
    last, link = _head(office)
    pattern = Path(shutil.copytree(vault, folder / "killed.dossier"))
    office.close()
    log = (pattern / "office.db-wal").read_bytes()
    chance, wrong, lost = random.Random(6), list[str](), 0  # noqa: S311  as above
    times = 400 if full else 12
    for _ in range(times):
        shutil.rmtree(vault)
        forget_anchors()
        shutil.copytree(pattern, vault)
        at = chance.randrange(len(log))
        changed = bytearray(log)
        changed[at] ^= 1 << chance.randrange(8)
        (vault / "office.db-wal").write_bytes(changed)
        office = unlock(vault)
        behind = [each.state for each in office.ask(VerifyAudit()).anchors]
        if _link_at(office, last) != link:
            lost += 1
            wrong += [] if AnchorState.BEHIND in behind else [f"bit of byte {at}: not told"]
        elif AnchorState.BEHIND in behind:
            wrong.append(f"bit of byte {at}: told although nothing is lost")
        office.close()
    return Outcome(f"{times} flips", f"{lost} lost acts, each told", tuple(wrong))


@trial("An older copy of the whole vault put in its place is told by this computer's own anchor")
def older_vault(folder: Path, full: bool) -> Outcome:
    """Copy the vault, work on, put the copy back; and only its key file or its database."""
    wrong, times = list[str](), 20 if full else 1
    for number in range(times):
        for name, files in _PARTS.items():
            vault = _worked(folder, 2 + number % 5, f"{name}-{number}.dossier")
            copy = Path(shutil.copytree(vault, folder / "copy.dossier"))
            office = unlock(vault)
            office.do(OpenCase(title="State v. Later"))
            office.close()
            for file in files:
                shutil.copy(copy / file, vault / file)
            office = unlock(vault)
            told = not office.ask(VerifyAudit()).is_whole
            wrong += [] if told else [f"{name} put back: not told"]
            office.close()
            shutil.rmtree(copy)
            shutil.rmtree(vault)
    return Outcome(f"{times} times {len(_PARTS)} ways", "each told", tuple(wrong))


_PARTS = {
    "database": ("office.db",),
    "database and anchor": ("office.db", "vault.anchor"),
    "everything": ("office.db", "vault.anchor", "vault.hdr"),
}


def _worked(folder: Path, acts: int, name: str = "worked.dossier") -> Path:
    """Return a vault in which somebody came, worked and left, more than once."""
    vault = new_vault(folder, name)
    for share in (acts // 2, acts - acts // 2):
        office = unlock(vault)
        office.do(EnterOffice())
        for number in range(share):
            case = office.do(OpenCase(title=f"State v. Roe {number}", synopsis="What. " * 60)).value
            entry = EvidenceEntry(kind="other", description="Pry bar")
            if number % 3 == 0:
                office.do(LogEvidence(case=case.id, entry=entry))
        office.do(LeaveOffice())
        office.close()
    return vault


def _amend_all(office: Office) -> None:
    with office._database.reading(office.actor) as reading:
        stored = reading.cases.where()
    for case in stored:
        office.do(AmendCase(case=replace(case, title=f"{case.title}, amended")))


def _tamper(vault: Path, attack: Callable[[_Tampered], None], chance: random.Random) -> None:
    office = unlock(vault)
    opened = office._database._vault
    with office._database.reading(office.actor) as reading:
        rows = list(reading.audit.all())
    key, identity, signing = opened.database_key, opened.vault_id, opened.signing_key
    office.close()
    connection = raw_connection(vault / "office.db", key)
    triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    for (name,) in triggers.fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')

    def sign(seq: int, link: str) -> bytes:
        return signing.sign(signed_words(identity, seq, link))

    attack(_Tampered(connection, rows, chance, sign))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


_ATTACKED = ("office.db", "vault.anchor")


def _put_back(vault: Path) -> None:
    for name in _ATTACKED:
        shutil.copy(vault.parent / f"kept-{name}", vault / name)
    forget_anchors()


def _is_told(office: Office) -> bool:
    """Whether the check at unlocking, which the window shows, finds it too."""
    return not office.ask(CheckOnEntry()).chain.is_whole


def _deep(vault: Path) -> tuple[bool, bool]:
    """Return whether the deep check finds something, and whether pages and log looked whole."""
    try:
        office = unlock(vault)
    except Exception:  # noqa: BLE001  a tree that does not hold together is found as well
        return True, False
    try:
        entry = office.ask(CheckOnEntry())
        return not office.ask(VerifyRecords()).is_whole, entry.pages and entry.chain.is_whole
    except Exception:  # noqa: BLE001  as above
        return True, False
    finally:
        office.close()


def _head(office: Office) -> tuple[int, str]:
    with office._database.reading(office.actor) as reading:
        return reading.audit.head()


def _link_at(office: Office, seq: int) -> str | None:
    with office._database.reading(office.actor) as reading:
        return reading.audit.link_at(seq)
