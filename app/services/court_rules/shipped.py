"""The packs that come with the program, and giving them to an office that has none."""

from dataclasses import replace
from datetime import date
from functools import cache

from app.domain.court_rules import RulePack
from app.domain.errors import Missing
from app.domain.resources import resource_path
from app.domain.rule_packs import PackFile
from app.domain.rule_wording import shipped_events
from app.interchange.rule_packs import read_pack
from app.services.court_rules.writing import PackWritten
from app.storage.unit_of_work import UnitOfWork

FEDERAL = "US-FED-CRIM"
_OF_STATE = {"california": "CA-CRIM", "new york": "NY-CRIM", "florida": "FL-CRIM"}
"""Words of an office's jurisdiction, and the pack it then works by."""
_TEMPLATE = "template.json"


@cache
def shipped_packs() -> tuple[PackFile, ...]:
    """Return the packs of the program; a test holds them to be without problems."""
    files = sorted(resource_path("rules").glob("*.json"))
    return tuple(
        read_pack(file.read_text("utf-8"), shipped_events(), date.max)
        for file in files
        if file.name != _TEMPLATE
    )


def shipped_pack(code: str) -> PackFile:
    """Return one of them.

    Raises:
        Missing: the program has no such pack.
    """
    for file in shipped_packs():
        if file.pack is not None and file.pack.code == code:
            return file
    raise Missing("record.missing", kind="rule_packs")


def install_shipped(work: UnitOfWork, jurisdiction: str) -> tuple[PackWritten, ...]:
    """Write every pack of the program that is not there; active are those of the jurisdiction.

    Args:
        work: of the act.
        jurisdiction: the office's, in its own words; the federal pack where it names no state
            whose pack is known.
    """
    active = _packs_for(jurisdiction)
    here = {pack.code for pack in work.rule_packs.where()}
    coming = ((file, file.pack) for file in shipped_packs() if file.pack is not None)
    return tuple(
        add_pack(work, file, replace(pack, is_shipped=True, is_active=pack.code in active))
        for file, pack in coming
        if pack.code not in here
    )


def add_pack(work: UnitOfWork, file: PackFile, pack: RulePack) -> PackWritten:
    """Write a new pack with the rules of a file."""
    added = work.rule_packs.add(pack)
    rules = tuple(replace(rule, pack=added.id) for rule in file.rules)
    work.court_rules.add_all(rules)
    return PackWritten(pack=added, added=rules)


def _packs_for(jurisdiction: str) -> frozenset[str]:
    stated = jurisdiction.casefold()
    named = frozenset(code for words, code in _OF_STATE.items() if words in stated)
    return named or frozenset({FEDERAL})
