"""Clocks, exclusions and suppositions as rows of the terminal's tables and as JSON."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from app.cli.output import Shown
from app.domain.clocks.regimes import Regime
from app.i18n.clocks import STATE_WORDS, heading, left, trial
from app.services.clocks import CaseClocks, ClockChange, ClockView, OfficeClock, SpanLine

R = TypeVar("R")


def _asked(law: Regime) -> str:
    return ", ".join(f"{fact.name}{'*' if fact.required else ''}" for fact in law.facts)


OFFICE = (
    Shown[OfficeClock]("Left", "remaining", lambda line: line.remaining),
    Shown[OfficeClock]("Limit", "limit_date", lambda line: line.limit_date),
    Shown[OfficeClock]("Plan for", "conservative", lambda line: line.conservative),
    Shown[OfficeClock]("Stands still", "is_provisional", lambda line: line.is_provisional),
    Shown[OfficeClock]("Case", "number", lambda line: line.number),
    Shown[OfficeClock]("Title", "title", lambda line: line.title),
    Shown[OfficeClock]("Defendant", "defendant", lambda line: line.name),
    Shown[OfficeClock]("Law", "law", lambda line: line.law),
    Shown[OfficeClock]("Citation", "citation", lambda line: line.citation),
    Shown[OfficeClock]("Charges", "charges", lambda line: line.charges),
    Shown[OfficeClock]("ID", "id", lambda line: line.id),
)
CASE = (
    Shown[ClockView]("Clock", "title", lambda view: heading(view.standing)),
    Shown[ClockView]("Defendant", "defendant", lambda view: view.standing.name),
    Shown[ClockView]("Elapsed", "elapsed", lambda view: _figure(view, "elapsed")),
    Shown[ClockView]("Excluded", "excluded", lambda view: _figure(view, "excluded")),
    Shown[ClockView]("Counted", "counted", lambda view: _figure(view, "counted")),
    Shown[ClockView]("Left", "remaining", lambda view: _figure(view, "remaining")),
    Shown[ClockView]("Limit", "limit_date", lambda view: _figure(view, "limit_date")),
    Shown[ClockView]("Compliant", "last_compliant", lambda view: _figure(view, "last_compliant")),
    Shown[ClockView]("Rolled", "rolled", lambda view: _figure(view, "rolled")),
    Shown[ClockView]("Plan for", "conservative", lambda view: _figure(view, "conservative")),
    Shown[ClockView]("State", "state", lambda view: left(view.standing)),
    Shown[ClockView]("ID", "id", lambda view: view.standing.clock.id),
)
SPANS = (
    Shown[SpanLine]("Excluded", "kind", lambda line: line.what),
    Shown[SpanLine]("From", "first", lambda line: line.span.first),
    Shown[SpanLine]("To", "last", lambda line: line.span.last or "open"),
    Shown[SpanLine]("Defendant", "defendant", lambda line: line.name),
    Shown[SpanLine]("State", "state", lambda line: STATE_WORDS[line.span.state]),
    Shown[SpanLine]("Order", "authority", lambda line: line.span.authority),
    Shown[SpanLine]("Reason", "reason", lambda line: line.span.reason),
    Shown[SpanLine]("ID", "id", lambda line: line.id),
)
CHANGES = (
    Shown[ClockChange]("Clock", "title", lambda each: heading(each.before.standing)),
    Shown[ClockChange]("Defendant", "defendant", lambda each: each.before.standing.name),
    Shown[ClockChange]("Left", "remaining", lambda each: each.before.standing.remaining),
    Shown[ClockChange]("would be", "remaining_after", lambda each: each.after.standing.remaining),
    Shown[ClockChange]("Limit", "limit_date", lambda each: each.before.standing.limit_date),
    Shown[ClockChange]("would be", "limit_date_after", lambda each: each.after.standing.limit_date),
    Shown[ClockChange]("Trial", "trial", lambda each: _verdict(each.before)),
    Shown[ClockChange]("would be", "trial_after", lambda each: _verdict(each.after)),
)
LAWS = (
    Shown[Regime]("Law", "id", lambda law: law.id),
    Shown[Regime]("Title", "title", lambda law: law.title),
    Shown[Regime]("Citation", "law", lambda law: law.law),
    Shown[Regime]("Asks for", "facts", _asked),
    Shown[Regime]("Confidence", "confidence", lambda law: law.confidence),
)


def _figure(view: ClockView, name: str) -> object:
    return getattr(view.standing.figures, name, None)


def _verdict(view: ClockView) -> str:
    return trial(view.trial) if view.trial is not None else ""


def trial_on_file(clocks: CaseClocks) -> date | None:
    """Return the day the trial is set for."""
    return clocks.trial.on if clocks.trial is not None else None


def as_json(clocks: CaseClocks) -> dict[str, object]:
    """Return everything about the clocks of a case for programs."""
    return {
        "as_of": clocks.as_of,
        "computed_at": clocks.computed_at,
        "edition": clocks.edition,
        "trial": trial_on_file(clocks),
        "clocks": [
            {**row, **_reasons(view)}
            for row, view in zip(as_rows(clocks.clocks, CASE), clocks.clocks, strict=True)
        ],
        "exclusions": as_rows(clocks.spans, SPANS),
    }


def _reasons(view: ClockView) -> dict[str, object]:
    standing = view.standing
    return {
        "regime": standing.regime.id,
        "facts": dict(standing.clock.facts),
        "stopped_on": standing.clock.stopped_on,
        "stop_reason": standing.clock.stop_reason,
        "is_provisional": standing.is_provisional,
        "further": dict(standing.further),
        "warnings": standing.warnings,
        "trace": standing.trace,
        "trial": _verdict(view),
    }


def as_rows(rows: Sequence[R], columns: Sequence[Shown[R]]) -> list[dict[str, object]]:
    """Return rows as objects by the keys of their columns."""
    return [{column.key: column.value(row) for column in columns} for row in rows]
