"""The power goes: a real session is recorded write by write and replayed up to any moment of it."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from app import bootstrap
from app.domain.cases import CaseId
from app.domain.errors import CannotUnlock, DossierError
from app.services.attachments import AttachFile
from app.services.keys import ChangePassphrase
from app.services.office import Office
from tests.torture.killing import Said, acts_of_a_round, faults_of
from tests.torture.offices import LOGIN, PASSPHRASE
from tests.torture.recording import Note
from tests.torture.replaying import moments_of, recorded_session, session
from tests.torture.trial import Outcome, trial

CHANGING, CHANGED = "changing", "changed"


@trial(
    "1,000 replayed power cuts (unsynced writes lost, in part, at random, torn): 0 acknowledged"
    " acts lost, 0 vaults that do not open, every check clean"
)
def power_cut(folder: Path, full: bool) -> Outcome:
    """Record a session; cut the power at moments of it; open what a disk may then hold."""
    replay = recorded_session(folder, __name__, 36 if full else 2, broken)
    notes = replay.notes()
    moments = moments_of(notes, 1000 if full else 8, _is_rare)
    wrong = [*replay.unlike_the_disk(), *replay.blind(moments)]
    wrong += replay.faults(moments, workers=2 if full else 1)
    return Outcome(
        f"{len(moments)} cuts in {len(notes):,} calls",
        "nothing acknowledged lost; a disk that never syncs does lose",
        tuple(wrong),
    )


@dataclass(frozen=True)
class Told:
    """What a session had acknowledged.

    Attributes:
        acts: what must be there.
        passphrases: the one in force, and the next where it was just being changed.
        past: those that must not open the vault any more.
    """

    acts: tuple[Said, ...]
    passphrases: tuple[str, ...]
    past: tuple[str, ...]

    @classmethod
    def read(cls, lines: tuple[str, ...]) -> "Told":
        """Return what the lines of ``said`` tell."""
        acts, passphrases, past = list[Said](), [PASSPHRASE], list[str]()
        for line in lines:
            kind, *words = line.split()
            if kind == CHANGING:
                passphrases.append(words[0])
            elif kind == CHANGED:
                past += passphrases[:-1]
                passphrases = passphrases[-1:]
            else:
                acts.append((kind, UUID(words[0]), int(words[1])))
        return cls(tuple(acts), tuple(passphrases), tuple(past))


def broken(vault: Path, lines: tuple[str, ...]) -> Iterator[str]:
    """Open a vault after a power cut and tell of every promise it breaks."""
    told = Told.read(lines)
    try:
        office = _opened(vault, told.passphrases)
    except DossierError as error:
        yield f"does not open: {error.code}"
        return
    try:
        yield from faults_of(office, list(told.acts))
        next(acts_of_a_round(office))
    except Exception as error:  # noqa: BLE001  any failure is what we look for
        yield f"{type(error).__name__} {error}"
    finally:
        office.close()


def _opened(vault: Path, passphrases: tuple[str, ...]) -> Office:
    *earlier, last = passphrases
    for passphrase in earlier:
        with suppress(CannotUnlock):
            return bootstrap.unlock(vault, LOGIN, passphrase)
    return bootstrap.unlock(vault, LOGIN, last)


def _is_rare(note: Note) -> bool:
    """Whether a call changes names, lengths or keys, or makes safe what others wrote."""
    return note.kind in "RUMDTS" or len(note.data) > 400_000


def _work(vault: Path, rounds: int, tell: Callable[..., object]) -> None:
    """Work as an office does: cases, evidence, files, a new passphrase, locking, unlocking."""
    photo, passphrase = vault.parent / "photo.jpg", PASSPHRASE
    photo.write_bytes(b"light" * 30_000)
    office = bootstrap.unlock(vault, LOGIN, passphrase)
    for number in range(rounds):
        for kind, id_, step in acts_of_a_round(office):
            tell(kind, id_, step)
            case = CaseId(id_) if kind == "case" else None
            if case is not None and number % 2 == 0:
                tell("file", office.do(AttachFile(case=case, path=photo)).value.id, 0)
        if number % 4 == 1:
            old, passphrase = passphrase, f"correct-horse-battery-{number}"
            tell(CHANGING, passphrase)
            office.do(ChangePassphrase(old=old, new=passphrase))
            tell(CHANGED, passphrase)
        if number % 6 == 1:
            office.close()
            office = bootstrap.unlock(vault, LOGIN, passphrase)
    office.close()


if __name__ == "__main__":
    session(_work)
