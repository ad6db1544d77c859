"""Files of rule packs for those who need no office: checking one, and trying a rule of it."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from app.domain.court_calendars import court_calendar
from app.domain.court_days import CalendarInForce, calendar_in_force
from app.domain.errors import ImportRefused, Missing
from app.domain.rule_chains import chain_of
from app.domain.rule_counting import RuleAnswer, RuleStart, count_chain
from app.domain.rule_packs import PackFile
from app.domain.rule_wording import shipped_events
from app.domain.strict_json.located import LARGEST
from app.i18n.sentences import sentence
from app.interchange.rule_packs import read_pack
from app.storage.durable import appearing


@dataclass(frozen=True)
class Trial:
    """What a rule is tried with: the event, the court's zone, the means of service."""

    event: date | datetime
    zone: str
    service: str = ""


def read_pack_file(file: Path) -> str:
    """Return the text of a pack's file.

    Raises:
        ImportRefused: it is not there, too large, or no UTF-8 text; the values name the line.
    """
    try:
        with file.open("rb") as opened:
            content = opened.read(4 * LARGEST + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ImportRefused("rule_pack.unopened", file=file.name, reason=reason) from None
    if len(content) > 4 * LARGEST:
        raise ImportRefused("rule_pack.too_large", file=file.name, most=LARGEST)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ImportRefused("rule_pack.not_text", file=file.name, line=line) from None


def save_pack_file(text: str, to: Path, *, overwrite: bool = False) -> Path:
    """Write a pack's text and return where it lies; it appears only when it is complete.

    Raises:
        Refused: there is a file of that name already.
        Unavailable: the disk refuses; what was there stays as it was.
    """
    with appearing(to, overwrite=overwrite) as file:
        file.write(text.encode())
    return to


def check_pack(text: str, today: date) -> PackFile:
    """Return what a pack's text holds and everything wrong in it, by the program's own events."""
    return read_pack(text, shipped_events(), today)


def try_in_file(text: str, code: str, trial: Trial, today: date) -> RuleAnswer:
    """Count a rule of a pack's file on the calendars as shipped.

    Raises:
        ImportRefused: the file has problems.
        Missing: it has no such rule.
        Refused: as `count_chain`.
    """
    file = check_pack(text, today)
    if file.pack is None or file.problems:
        first = file.problems[0]
        raise ImportRefused(
            "rule_pack.problems",
            count=len(file.problems),
            line=first.line,
            reason=sentence(first.reason),
        )
    rule = next((rule for rule in file.rules if rule.code == code), None)
    if rule is None:
        raise Missing("record.missing", kind="court_rules")
    start = RuleStart(event=trial.event, zone=trial.zone, service=trial.service)
    return count_chain(chain_of(rule, file.rules), file.pack, start, _as_shipped)


def _as_shipped(calendar: str) -> CalendarInForce:
    return calendar_in_force(court_calendar(calendar), ())
