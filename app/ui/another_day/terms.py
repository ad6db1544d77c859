"""What a continuance says beside its day: who asked, why, and which time it excludes."""

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.clocks.supposing import SupposedSpan
from app.domain.codes import Code, CodeList
from app.domain.continuances import Exclusion, is_barred, likely_kind, usual_days
from app.domain.hearings import ContinuedBy, Hearing
from app.i18n import _
from app.i18n.hearings import ASKED_BY, exclusion_words
from app.services.codes import Choices
from app.ui import wording
from app.ui.choices import Lists, options
from app.ui.desk import Desk
from app.ui.widgets import Choice, DateInput, Field, TextInput, column, fields_in_a_row


class ContinuanceTerms(QWidget):
    """The fields of a continuance; those of the excluded time show once it is to be excluded.

    Signals:
        resized: it takes more or less height than before.
        edited: the exclusion may be another one.
    """

    resized = Signal()
    edited = Signal()

    def __init__(self, desk: Desk, hearing: Hearing, by: ContinuedBy, reason: str = "") -> None:
        super().__init__()
        self._hearing = hearing
        self._new = hearing.on
        self._is_federal = True
        self._kinds: tuple[Code, ...] = ()
        self._by = Field("by", _("Asked for by"), Choice(list(ASKED_BY.items()), by))
        self._codes: Choice[str] = Choice(empty=_("Choose a reason"), searchable=True)
        self._code = Field("code", _("Reason"), self._codes)
        self._reason = Field("reason", _("In words"), TextInput(reason))
        excluded = Choice(
            [(True, _("Yes, excluded")), (False, _("No, it counts"))], empty=_("Not decided")
        )
        self._excludable = Field("excludable", _("Time excluded from the clock"), excluded)
        self._kind_choice: Choice[str] = Choice(empty=_("The usual one"), searchable=True)
        self._kind = Field("excluded_kind", _("As"), self._kind_choice)
        self._first = Field("excluded_first", _("First day"), DateInput())
        self._last = Field("excluded_last", _("Last day"), DateInput())
        self._days = fields_in_a_row((self._kind, 3), (self._first, 2), (self._last, 2))
        around = column(
            fields_in_a_row((self._by, 2), (self._code, 3), (self._reason, 4)),
            fields_in_a_row((self._excludable, 2), (self._days, 7)),
            spacing=10,
        )
        self.setLayout(around)
        self._is_asked = True
        self._tell()
        for field in (self._by, self._code, self._excludable, self._kind):
            field.content.edited.connect(self._tell)  # type: ignore[attr-defined]  # every input's
        for field in (self._by, self._code, self._excludable, self._kind, self._first, self._last):
            field.content.edited.connect(self.edited)  # type: ignore[attr-defined]  # as above
        lists = (CodeList.CONTINUANCE_REASON, CodeList.EXCLUDED_TIME)
        desk.ask(Choices(lists), self, self._offer)

    def set_day(self, new: date) -> None:
        """Take the new day into account."""
        self._new = new
        self._tell()

    def supposed(self) -> SupposedSpan | None:
        """Return the exclusion that would be proposed, None while there is none."""
        if not self._is_asked or self._excludable.value() is not True:
            return None
        code, first, last = self._likely()
        first, last = self._first.value() or first, self._last.value() or last
        if code is None or last < first:
            return None
        return SupposedSpan(kind=code.code, first=first, last=last)

    def _likely(self) -> tuple[Code | None, date, date]:
        """Return the kind of exclusion chosen, or else the likely one, and its usual days."""
        by, reason = ContinuedBy(self._by.value()), self._code.value() or ""
        kind = self._kind.value() or likely_kind(by, reason, is_federal=self._is_federal)
        code = next((each for each in self._kinds if each.code == kind), None)
        category = code.category if code is not None else ""
        old = self._hearing.on
        return code, *usual_days(category, old, max(self._new, old))

    def ask(self, *, asked: bool) -> None:
        """Show the fields, or hide them and what is wrong with them."""
        self._is_asked = asked
        for part in (self, self._by, self._code, self._reason, self._excludable):
            part.setHidden(not asked)
        self._tell()

    def set_law(self, *, is_federal: bool) -> None:
        """Take into account by which law the clocks of the case run."""
        self._is_federal = is_federal
        self._tell()

    def values(self) -> dict[str, Any]:
        """Return what was filled in, under the command's names."""
        excludable = self._excludable.value()
        asked = Exclusion(self._kind.value() or "", self._first.value(), self._last.value())
        return {
            "by": self._by.value(),
            "code": self._code.value() or "",
            "reason": self._reason.value(),
            "excludable": excludable,
            "exclusion": asked if excludable else Exclusion(),
        }

    def _offer(self, lists: Lists) -> None:
        self._codes.set_options(options(lists[CodeList.CONTINUANCE_REASON]))
        self._kinds = lists[CodeList.EXCLUDED_TIME]
        self._kind_choice.set_options(options(self._kinds))
        self._tell()

    def _tell(self) -> None:
        """Say what would be excluded, and what the law says against it."""
        excludable = self._is_asked and self._excludable.value() is True
        self.resized.emit()
        # Each field by itself: a form asks what it does not hide.
        for part in (self._days, self._kind, self._first, self._last):
            part.setHidden(not excludable)
        if not excludable:
            return
        code, first, last = self._likely()
        by, reason = ContinuedBy(self._by.value()), self._code.value() or ""
        if code is None:
            return
        if is_barred(code.code, by, reason):
            self._kind.show_warning(
                _("18 U.S.C. 3161(h)(7)(C) does not allow this exclusion for this reason.")
            )
        else:
            self._kind.show_hint(
                _("{kind}. {ends}").format(kind=code.label, ends=exclusion_words(code.category))
            )
        self._first.show_hint(_("Empty: {day}").format(day=wording.day(first)))
        self._last.show_hint(_("Empty: {day}").format(day=wording.day(last)))
