"""The anchors of a vault: one in its folder, one in this machine's own, kept in step with the log.

The one in the folder is written after each commit, and so tells of a bit flipped in the write-ahead
log; the one of the machine tells when the whole folder was put back from an older copy.
"""

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from app.domain.audit import GENESIS
from app.domain.audit_report import AnchorFinding, AnchorPlace, AnchorState
from app.storage.anchor import Anchor, AnchorContent, AnchorFile
from app.storage.open_vault import OpenVault

FILE_NAME = "vault.anchor"
SYNC_SECONDS = 30.0


class Anchors:
    """Both anchors of an open vault.

    Args:
        vault: whose keys authenticate them.
        of_machine: folder of this user on this machine where the second one lies.
    """

    def __init__(self, vault: OpenVault, of_machine: Path) -> None:
        self._vault = vault
        self._files = {
            AnchorPlace.VAULT: AnchorFile(vault.folder / FILE_NAME),
            AnchorPlace.MACHINE: AnchorFile(of_machine / name_of(vault.vault_id, vault.folder)),
        }
        self._last: Anchor | None = None
        self._key: tuple[int, bytes] = (0, b"")
        self._synced_at = 0.0
        self.findings: tuple[AnchorFinding, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether the log is at least what every anchor knew."""
        return all(finding.is_whole for finding in self.findings)

    def examine(self, link_at: Callable[[int], str | None], *, expected: bool) -> None:
        """Compare the anchors with the log, before anything is added to it.

        Args:
            link_at: the link of the entry at a position, None beyond the end.
            expected: whether the vault should have an anchor by now.
        """
        findings = []
        for place, file in self._files.items():
            content = file.read(self._vault.anchor_keys, self._vault.epoch)
            must = expected and place is AnchorPlace.VAULT
            finding = self._finding(place, content, link_at, must=must)
            findings.append(finding)
            if finding.state is not AnchorState.WHOLE and not content.is_contested:
                self._contest(file, content.newest)
        self.findings = tuple(findings)

    def follow(self, seq: int, link: str, at: datetime) -> None:
        """Note how far the log has come, after the commit. A disk that refuses stops nobody."""
        vault = self._vault
        self._last = Anchor(vault.epoch, vault.header_sequence, seq, link, at)
        with suppress(OSError):
            self._files[AnchorPlace.VAULT].put(self._last, self._key_in_force())
            if time.monotonic() - self._synced_at >= SYNC_SECONDS:
                self._sync()

    def repeat(self) -> None:
        """Write how far the log had come once more, because the key has changed."""
        if self._last is not None:
            self.follow(self._last.seq, self._last.link, self._last.at)

    def accept(self) -> None:
        """Take the log as it is for the truth from now on.

        Raises:
            OSError: the disk refuses.
        """
        for place, file in self._files.items():
            if place is AnchorPlace.VAULT or file.path.exists():
                file.accept()
                file.sync()
        self.findings = tuple(
            AnchorFinding(each.place, AnchorState.WHOLE, each.seq, each.at)
            for each in self.findings
        )

    def close(self) -> None:
        """Bring both up to date and let go of them; the keys are needed for it.

        Doing it twice does no harm.
        """
        with suppress(OSError):
            self._sync()
        self._last = None
        self._key = (0, b"")
        for file in self._files.values():
            file.close()

    def _key_in_force(self) -> bytes:
        """Return the key of the present epoch; deriving it at each act would cost as much again."""
        if self._key[0] != self._vault.epoch:
            self._key = (self._vault.epoch, self._vault.anchor_key)
        return self._key[1]

    def _sync(self) -> None:
        self._synced_at = time.monotonic()
        if self._last is None:
            return
        self._files[AnchorPlace.VAULT].sync()
        file = self._files[AnchorPlace.MACHINE]
        file.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.put(self._last, self._key_in_force())
        file.sync()

    def _contest(self, file: AnchorFile, anchor: Anchor | None) -> None:
        """Keep what the log does not agree with, or that there was no telling."""
        unknown = Anchor(self._vault.epoch, 0, 0, GENESIS, datetime.fromtimestamp(0, UTC))
        with suppress(OSError):
            file.contest(anchor or unknown, self._vault.anchor_key)

    def _finding(
        self,
        place: AnchorPlace,
        content: AnchorContent,
        link_at: Callable[[int], str | None],
        *,
        must: bool,
    ) -> AnchorFinding:
        anchor = content.newest
        if not content.is_there:
            state = AnchorState.MISSING if must else AnchorState.WHOLE
            return AnchorFinding(place, state)
        if content.is_contested:
            anchor = content.contested or anchor
            state = AnchorState.BEHIND if anchor and anchor.seq else AnchorState.FORGED
            return _found(place, state, anchor)
        if anchor is None:
            return AnchorFinding(place, AnchorState.FORGED)
        if link_at(anchor.seq) != anchor.link:
            return _found(place, AnchorState.BEHIND, anchor)
        if self._vault.header_sequence < anchor.header_sequence:
            return _found(place, AnchorState.OLD_HEADER, anchor)
        return _found(place, AnchorState.WHOLE, anchor)


def _found(place: AnchorPlace, state: AnchorState, anchor: Anchor | None) -> AnchorFinding:
    if anchor is None or not anchor.seq:
        return AnchorFinding(place, state)
    return AnchorFinding(place, state, anchor.seq, anchor.at)


def name_of(vault: UUID, folder: Path) -> str:
    """Return the file's name: another copy of the vault, elsewhere, has an anchor of its own."""
    place = hashlib.sha256(str(folder.absolute()).encode("utf-8", "surrogateescape"))
    return f"{vault.hex}-{place.hexdigest()[:16]}.anchor"


def begin(folder: Path, anchor: Anchor, key: bytes) -> None:
    """Write the first anchor of a vault that is being restored.

    Raises:
        OSError: the disk refuses.
    """
    file = AnchorFile(folder / FILE_NAME)
    try:
        file.put(anchor, key)
    finally:
        file.close()


@contextmanager
def taking_over(of_machine: Path, vault: UUID, old: Path, new: Path) -> Iterator[None]:
    """While the block puts the vault ``old`` in the place ``new``, let its anchor go along.

    What this machine knew of the vault that stood there is laid aside before and forgotten after:
    a program killed in between leaves no anchor, and so none that contradicts either vault.
    """
    known, coming = (of_machine / name_of(vault, folder) for folder in (new, old))
    aside = known.with_suffix(".aside")
    with suppress(OSError):
        known.replace(aside)
    try:
        yield
    except BaseException:
        with suppress(OSError):
            aside.replace(known)
        raise
    with suppress(OSError):
        coming.replace(known)
    with suppress(OSError):
        aside.unlink(missing_ok=True)


def forget(of_machine: Path, vault: UUID, folder: Path) -> None:
    """Let this machine forget a vault that is no more."""
    with suppress(OSError):
        (of_machine / name_of(vault, folder)).unlink(missing_ok=True)
