"""Code lists: the words of the field, each with the days on which it may be chosen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class CodeList(StrEnum):
    """The lists an office keeps."""

    CASE_KIND = "case_kind"
    REFERRAL_SOURCE = "referral_source"
    SCREENING_DECISION = "screening_decision"
    DECLINATION_REASON = "declination_reason"
    TRACK = "track"
    CHARGE_CLASS = "charge_class"
    CHARGE_MODIFIER = "charge_modifier"
    RELEASE = "release"
    CUSTODY_STATUS = "custody_status"
    HEARING = "hearing"
    HEARING_RESULT = "hearing_result"
    PLEA = "plea"
    PLEA_OFFER = "plea_offer"
    DISPOSITION = "disposition"
    SENTENCE = "sentence"
    PARTY_ROLE = "party_role"
    SUBPOENA = "subpoena"
    MOTION_RELIEF = "motion_relief"
    EVIDENCE_KIND = "evidence_kind"
    CUSTODY_ACTION = "custody_action"
    SEIZURE_BASIS = "seizure_basis"
    EXHIBIT_STATUS = "exhibit_status"
    HAZARD = "hazard"
    STORAGE_BAND = "storage_band"
    SENSITIVITY = "sensitivity"
    RETENTION_CLASS = "retention_class"
    DISPOSAL_METHOD = "disposal_method"
    DISPOSAL_AUTHORITY = "disposal_authority"
    DISPOSAL_NOTICE = "disposal_notice"
    APPEAL_KIND = "appeal_kind"
    APPEAL_OUTCOME = "appeal_outcome"
    AGENCY_KIND = "agency_kind"
    CONTACT_RESULT = "contact_result"
    LOSS_KIND = "loss_kind"
    STAGE = "stage"
    CASE_STATUS = "case_status"
    DISCLOSURE_DUTY = "disclosure_duty"
    DISCLOSURE_CATEGORY = "disclosure_category"
    TRIGGER_EVENT = "trigger_event"
    EXCLUDED_TIME = "excluded_time"
    CONTINUANCE_REASON = "continuance_reason"


@dataclass(frozen=True, kw_only=True)
class Code:
    """One entry of a list; a code once used is never given another meaning.

    Attributes:
        position: order in the list as people choose from it.
        active_from, active_to: first and last day it may be chosen; None = no limit.
    """

    list: CodeList
    code: str
    label: str
    category: str = ""
    position: int = 0
    active_from: date | None = None
    active_to: date | None = None

    def is_active(self, on: date) -> bool:
        """Whether it may be chosen on that day."""
        begun = self.active_from is None or self.active_from <= on
        return begun and (self.active_to is None or on <= self.active_to)


class CodeBook:
    """All code lists of the office, in memory."""

    def __init__(self, codes: Iterable[Code]) -> None:
        self._lists: dict[CodeList, dict[str, Code]] = {each: {} for each in CodeList}
        for code in sorted(codes, key=lambda each: each.position):
            self._lists[code.list][code.code] = code

    def label(self, list_: CodeList, code: str) -> str:
        """Return the words of a code; an unknown code stands for itself."""
        known = self._lists[list_].get(code)
        return known.label if known else code

    def category(self, list_: CodeList, code: str) -> str:
        """Return the group a code belongs to, empty if none."""
        known = self._lists[list_].get(code)
        return known.category if known else ""

    def choices(self, list_: CodeList, on: date) -> tuple[Code, ...]:
        """Return what may be chosen on that day, in order."""
        return tuple(code for code in self._lists[list_].values() if code.is_active(on))

    def knows(self, list_: CodeList, code: str) -> bool:
        """Whether the list has the code, active or not."""
        return code in self._lists[list_]
