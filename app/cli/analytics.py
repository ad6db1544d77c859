"""`dossier stats` and `dossier analytics`: how much the office holds, and how it fares."""

from datetime import date

import click

from app.cli.output import show_facts, show_json
from app.cli.session import OfficeCommand, Session
from app.cli.typed_days import PAST, Day
from app.domain.trial_dates import TrialDates
from app.services.analytics import StatisticsOfOffice
from app.services.trial_dates import TrialDateCertainty

_GROUPS = (("by_stage", "stage"), ("by_status", "status"), ("by_disposition", "disposition"))


@click.command(cls=OfficeCommand)
@click.pass_obj
def stats(session: Session) -> None:
    """Count every kind of record."""
    counts = dict(session.ask(StatisticsOfOffice()).__dict__)
    if session.as_json:
        show_json(counts)
        return
    groups = [(word, counts.pop(key)) for key, word in _GROUPS]
    show_facts((kind.replace("_", " "), f"{number:,}") for kind, number in counts.items())
    for word, group in groups:
        show_facts((f"{word} {code}", f"{number:,}") for code, number in group.items())


@click.group()
def analytics() -> None:
    """How the office fares."""


@analytics.command("trial-dates", cls=OfficeCommand)
@click.option("--from", "first", type=Day(PAST), help="First day of the period.")
@click.option("--to", "last", type=Day(PAST), help="Last day of the period.")
@click.pass_obj
def trial_dates_(session: Session, first: date | None, last: date | None) -> None:
    """Measure how certain trial dates are (CourTools 5), over the cases you may see."""
    measured = session.ask(TrialDateCertainty(first=first, last=last))
    if session.as_json:
        figures = dict(measured.__dict__)
        figures["median_settings"] = measured.median_settings
        figures["first_setting_percent"] = measured.first_setting_percent
        show_json(figures)
        return
    show_facts(_trial_facts(measured))


def _trial_facts(measured: TrialDates) -> list[tuple[str, str]]:
    share, middle = measured.first_setting_percent, measured.median_settings
    return [
        ("Cases tried", f"{measured.tried:,}"),
        ("Tried on the first setting", "no case" if share is None else f"{share:.0f} %"),
        ("Median settings of trial", "no case" if middle is None else f"{middle:g}"),
        *(
            (f"  {number} settings" if number > 1 else "  1 setting", f"{cases:,}")
            for number, cases in measured.by_settings.items()
        ),
        ("Cases set for trial, not begun", f"{measured.waiting:,}"),
        ("Settings continued", f"{measured.continued:,}"),
        *((f"  by {side or 'nobody stated'}", f"{n:,}") for side, n in measured.by_side.items()),
        *((f"  for {why or 'no stated code'}", f"{n:,}") for why, n in measured.by_reason.items()),
        ("Settings vacated", f"{measured.vacated:,}"),
        ("Past settings without a result, not counted", f"{measured.no_result:,}"),
    ]
