"""`dossier stats`: how much of everything the office holds."""

import click

from app.cli.output import show_facts, show_json
from app.cli.session import OfficeCommand, Session
from app.services.analytics import StatisticsOfOffice

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
