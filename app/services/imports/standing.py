"""Where an imported case stands: stage and status read off what happened to its charges.

The files of another office do not state our stages. The rules, in order:

- A case without a charge stands where its screening left it: approved = filed; declined or sent
  elsewhere = declined; diverted = diversion; anything else is still being screened.
- A defendant's charge is open until a disposition ends it; a warrant or a mistrial does not.
- A defendant with an open charge is in trial after a mistrial, else before trial once arraigned,
  else filed. With every charge ended, a conviction without any sentence waits for sentencing;
  otherwise the defendant is done.
- The case stands with the defendant who is furthest behind, and is closed when all are done.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.cases import CaseStatus, ScreeningDecision, Stage
from app.domain.charges import STILL_PENDING

CONVICTED = frozenset({"G-PLEA", "G-JT", "G-BT", "G-LIO", "NOLO-C"})
TO_TRY_AGAIN = frozenset({"MISTRIAL", "HUNG"})
WARRANT = "WARRANT"
STILL_OPEN = STILL_PENDING | {""}

_ORDER = tuple(Stage)
_BY_SCREENING = {
    ScreeningDecision.FILE: (Stage.FILED, CaseStatus.ACTIVE),
    ScreeningDecision.FILE_MODIFIED: (Stage.FILED, CaseStatus.ACTIVE),
    ScreeningDecision.GRAND_JURY: (Stage.FILED, CaseStatus.ACTIVE),
    ScreeningDecision.DECLINE: (Stage.CLOSED, CaseStatus.DECLINED),
    ScreeningDecision.REFER: (Stage.CLOSED, CaseStatus.DECLINED),
    ScreeningDecision.DIVERT: (Stage.SCREENING, CaseStatus.DIVERSION),
}


@dataclass(frozen=True)
class Progress:
    """How far one charged defendant is.

    Attributes:
        dispositions: code of the latest disposition of each charge, empty while there is none.
        is_arraigned: whether there was an arraignment; ``is_sentenced``: whether on any charge.
        is_on_appeal: whether a charge waits for a higher court.
    """

    dispositions: Sequence[str]
    is_arraigned: bool
    is_sentenced: bool
    is_on_appeal: bool = False

    @property
    def stage(self) -> Stage:
        """The stage of this defendant alone."""
        codes = set(self.dispositions)
        if codes & STILL_OPEN:
            if codes & TO_TRY_AGAIN:
                return Stage.TRIAL
            return Stage.PRETRIAL if self.is_arraigned else Stage.FILED
        waits = codes & CONVICTED and not self.is_sentenced
        return Stage.SENTENCING if waits else Stage.CLOSED

    @property
    def status(self) -> CaseStatus:
        """Whether the office can move the case of this defendant."""
        still_open = STILL_OPEN.intersection(self.dispositions)
        if self.is_on_appeal:
            return CaseStatus.APPEAL
        return CaseStatus.WARRANT if still_open == {WARRANT} else CaseStatus.ACTIVE


def standing(
    charged: Iterable[Progress], screening: ScreeningDecision | None
) -> tuple[Stage, CaseStatus]:
    """Return stage and status of a case from its charged defendants, by the rules above."""
    everyone = tuple(charged)
    if not everyone:
        if screening is None:
            return Stage.SCREENING, CaseStatus.ACTIVE
        return _BY_SCREENING.get(screening, (Stage.SCREENING, CaseStatus.ACTIVE))
    behind = [each for each in everyone if each.stage is not Stage.CLOSED]
    if not behind:
        return Stage.CLOSED, CaseStatus.CLOSED
    stage = min((each.stage for each in behind), key=_ORDER.index)
    statuses = {each.status for each in behind}
    return stage, statuses.pop() if len(statuses) == 1 else CaseStatus.ACTIVE


def screening_of(decisions: Iterable[str | None]) -> ScreeningDecision | None:
    """Return the decision a case goes by when its defendants were screened one by one.

    One defendant to be prosecuted makes a prosecution; a case is declined when nobody is left.
    """
    made = {code for code in decisions if code}
    undecided = {"FURTHER-INV", "DIVERT"}
    for code in ("FILE", "FILE-MOD", "GJ-PRESENT", *sorted(undecided), "REFER", "DECLINE"):
        if code in made:
            return ScreeningDecision(code)
    return None
