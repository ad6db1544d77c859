"""Texts about cases as the reader of a paper may have them; for papers that name several cases."""

from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from app.domain.codes import CodeList
from app.domain.personal_data import NameMask, mask_numbers, strike_out
from app.domain.persons import Role
from app.services.withheld import Withheld
from app.storage.unit_of_work import Reading


class _OfCase(NamedTuple):
    """What is withheld in one case, made ready once for all texts about it."""

    withheld: Withheld
    struck: tuple[str, ...]
    mask: NameMask


class ReaderWords:
    """Takes out of a text what its reader may not see; reads each case once."""

    def __init__(self, reading: Reading, *, masks: bool) -> None:
        self._reading = reading
        self._masks = masks
        self._cases: dict[UUID, _OfCase] = {}

    def of(self, case: UUID, text: str) -> str:
        """Return a text about a case as the reader gets it."""
        known = self._of_case(case)
        struck = strike_out(text, known.struck)
        return known.mask.apply(mask_numbers(struck)) if self._masks else struck

    def custody(self, case: UUID) -> Iterator[str]:
        """Yield where each defendant of a case is, by name where there are several."""
        withheld, reading = self._of_case(case).withheld, self._reading
        defendants = [each for each in withheld.parties if each.role is Role.DEFENDANT]
        for party in defendants:
            state = reading.defendants.find(party.id)
            if state is not None:
                words = reading.codes.label(CodeList.CUSTODY_STATUS, state.custody)
                several = len(defendants) > 1
                yield f"{withheld.person(party.id).family}: {words}" if several else words

    def _of_case(self, case: UUID) -> _OfCase:
        if case not in self._cases:
            withheld = Withheld(self._reading, case)
            self._cases[case] = _OfCase(withheld, withheld.values(), withheld.name_mask())
        return self._cases[case]
