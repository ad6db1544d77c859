"""`dossier today`: the day's list."""

import click

from app.cli.output import Shown, show_json, show_rows
from app.cli.session import OfficeCommand, Session
from app.domain.today import DayAtOffice, Matter
from app.i18n import matters
from app.services.today import Today


@click.command(cls=OfficeCommand)
@click.option("--mine", is_flag=True, help="Only what is yours.")
@click.pass_obj
def today(session: Session, *, mine: bool) -> None:
    """Show what must be looked at today, most urgent first."""
    day = session.ask(Today(mine=mine))
    if session.as_json:
        show_json(_plain(day))
        return
    click.echo(f"{day.today:%A}, {day.today.day} {day.today:%B %Y}")
    click.echo(matters.headline(day))
    click.echo()
    show_rows(day.matters, _columns(day), as_json=False, empty="Nothing needs you today.")
    if day.hidden:
        click.echo(f"and {day.hidden} more")


def _columns(day: DayAtOffice) -> tuple[Shown[Matter], ...]:
    return (
        Shown("When", "when", lambda each: matters.chip(each, day.today)),
        Shown("What", "what", lambda each: matters.what(each, day.today)),
        Shown("Case", "number", lambda each: each.number),
        Shown("Title", "title", lambda each: each.title),
        Shown("About", "detail", matters.detail),
    )


def _plain(day: DayAtOffice) -> dict[str, object]:
    return {
        "today": day.today,
        "headline": matters.headline(day),
        "counts": day.counts.__dict__,
        "matters": [_matter(each, day) for each in day.matters],
        "hidden": day.hidden,
        "reminders_due": day.reminders_due,
        "load": [{"day": each.day, "count": each.count} for each in day.load],
        "pending": [{**each.__dict__, "share": round(each.share, 4)} for each in day.pending],
        "unknown_kind": day.unknown_kind,
    }


def _matter(matter: Matter, day: DayAtOffice) -> dict[str, object]:
    return {
        "consequence": matter.consequence,
        "subject": matter.subject,
        "id": matter.id,
        "number": matter.number,
        "title": matter.title,
        "what": matters.what(matter, day.today),
        "on": matter.on,
        "clock": f"{matter.clock:%H:%M}" if matter.clock is not None else None,
        "place": matter.place,
        "days_late": matter.days_late(day.today),
        "detail": matters.detail(matter),
        "who": matter.who,
        "reminder": matter.reminder,
    }
