"""Installing a pack: one of the program's or one from a file; what a new edition changes."""

from dataclasses import dataclass, replace
from typing import ClassVar

from app.domain.audit import Fact
from app.domain.court_rules import CourtRule, RulePack
from app.domain.errors import ImportRefused, Refused
from app.domain.rule_packs import PackChange, PackFile, PackProblem, compare_rules
from app.domain.users import Permission
from app.i18n.sentences import sentence
from app.interchange.rule_packs import read_pack
from app.services.court_rules.shipped import add_pack, install_shipped, shipped_pack
from app.services.court_rules.writing import (
    PackWritten,
    TakeBackRules,
    change_rules,
    known_events,
    require_calendars,
    rules_of,
)
from app.services.office import Command, Query
from app.storage.court_rules import rule_packs
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What installing a pack would do.

    Attributes:
        file: what is to be installed, with its problems.
        installed: the pack of the same code as it is now, None if it is new.
        change: of the rules.
        obstacle: why it cannot be installed, None if it can.
    """

    file: PackFile
    installed: RulePack | None
    change: PackChange
    obstacle: Refused | None


@dataclass(frozen=True, kw_only=True)
class ComparePack(Query[Comparison]):
    """How a pack's file, or a pack of the program, differs from what is in use.

    Attributes:
        text: of the file; empty = the program's pack with the code ``shipped``.
    """

    text: str = ""
    shipped: str = ""
    needs: ClassVar[Permission] = Permission.SETTINGS_EDIT

    def run(self, reading: Reading) -> Comparison:
        """Read and compare.

        Raises:
            Missing: the program has no such pack.
        """
        return _compared(reading, self.text, self.shipped)


@dataclass(frozen=True, kw_only=True)
class InstallRulePack(Command[PackWritten]):
    """Install a pack, or put a new edition in the place of the old one.

    Rules that the new edition no longer holds are retired, never deleted.

    Attributes:
        text: of the file; empty = the program's pack with the code ``shipped``.
    """

    text: str = ""
    shipped: str = ""
    needs: ClassVar[Permission] = Permission.SETTINGS_EDIT

    def noted(self, done: PackWritten) -> tuple[Fact, ...]:
        """Keep which pack and edition it was."""
        return (("pack", done.pack.code), ("edition", done.pack.edition))

    def run(self, work: UnitOfWork) -> PackWritten:
        """Write pack and rules.

        Raises:
            ImportRefused: the file has problems; the values name line and reason of the first.
            Refused: ``rule_pack.unchanged``, ``rule_pack.same_edition``,
                ``rule_pack.shipped_code``.
            Missing: the program has no such pack.
        """
        comparison = _compared(work, self.text, self.shipped)
        if comparison.obstacle is not None:
            raise comparison.obstacle
        file, pack = comparison.file, comparison.file.pack
        if pack is None or file.problems:
            raise _refusal(file)
        require_calendars(work, pack, *file.rules)
        pack = replace(pack, is_shipped=bool(self.shipped))
        if comparison.installed is None:
            return add_pack(work, file, pack)
        return _upgraded(work, comparison.installed, pack, comparison.change)

    def undo(self, done: PackWritten) -> TakeBackRules:
        """Put the former edition back."""
        return TakeBackRules(done)


@dataclass(frozen=True)
class InstallShippedPacks(Command[int]):
    """Give an office the program's packs that it does not have, as at its founding."""

    needs: ClassVar[Permission] = Permission.SETTINGS_EDIT

    def run(self, work: UnitOfWork) -> int:
        """Write them; return how many."""
        return len(install_shipped(work, work.offices.only().jurisdiction))


def _compared(reading: Reading, text: str, shipped: str) -> Comparison:
    file = _read(reading, text) if text else shipped_pack(shipped)
    installed = _installed(reading, file.pack)
    old = rules_of(reading, installed.id) if installed else ()
    change = compare_rules(old, file.rules)
    obstacle = _obstacle(file.pack, installed, change, is_shipped=not text)
    return Comparison(file=file, installed=installed, change=change, obstacle=obstacle)


def _read(reading: Reading, text: str) -> PackFile:
    return read_pack(text, known_events(reading), reading.today)


def _installed(reading: Reading, pack: RulePack | None) -> RulePack | None:
    if pack is None:
        return None
    found = reading.rule_packs.where(rule_packs.c.code == pack.code)
    return found[0] if found else None


def _obstacle(
    pack: RulePack | None, installed: RulePack | None, change: PackChange, *, is_shipped: bool
) -> Refused | None:
    """Return why a pack cannot take the place of the installed one."""
    if pack is None or installed is None:
        return None
    if installed.is_shipped is not is_shipped:
        return Refused("rule_pack.shipped_code", field="code", given=pack.code)
    if pack.edition == installed.edition:
        if change or pack.calendar != installed.calendar:
            return Refused("rule_pack.same_edition", field="edition", edition=pack.edition)
        return Refused("rule_pack.unchanged", edition=pack.edition)
    return None


def _upgraded(
    work: UnitOfWork, installed: RulePack, pack: RulePack, change: PackChange
) -> PackWritten:
    """Write the new edition over the one in use."""
    retired = {rule.code: rule for rule in rules_of(work, installed.id) if not rule.is_active}
    coming_back = [rule for rule in change.added if rule.code in retired]
    pairs = [
        *((each.old, _over(each.old, each.new)) for each in change.changed),
        *((retired[rule.code], _over(retired[rule.code], rule)) for rule in coming_back),
        *((rule, replace(rule, is_active=False)) for rule in change.removed),
    ]
    added = tuple(
        replace(rule, pack=installed.id) for rule in change.added if rule.code not in retired
    )
    changed = change_rules(work, pairs, installed.edition)
    work.court_rules.add_all(added)
    written = work.rule_packs.change(
        replace(
            pack,
            id=installed.id,
            version=installed.version,
            is_active=installed.is_active,
        )
    )
    return PackWritten(pack=written, before=installed, added=added, changed=changed)


def _over(old: CourtRule, new: CourtRule) -> CourtRule:
    """Return the new content under the old identity."""
    return replace(new, id=old.id, pack=old.pack, version=old.version)


def _refusal(file: PackFile) -> ImportRefused:
    first: PackProblem = file.problems[0]
    return ImportRefused(
        "rule_pack.problems",
        count=len(file.problems),
        line=first.line,
        reason=sentence(first.reason),
    )
