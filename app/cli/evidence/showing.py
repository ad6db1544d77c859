"""How an item of evidence and its chain of custody stand on the terminal."""

import click

from app.cli.evidence.facts import corrections_shown, facts_as_json, facts_shown, relatives_shown
from app.cli.output import Shown, show_facts, show_json, show_rows
from app.domain.custody import CustodyEvent
from app.domain.evidence_list import EvidenceLine
from app.i18n import ngettext
from app.i18n.custody_words import field_label
from app.services.evidence import ItemFile

LINES = (
    Shown[EvidenceLine]("Tag", "tag", lambda line: line.tag),
    Shown[EvidenceLine]("Kind", "kind", lambda line: line.kind),
    Shown[EvidenceLine]("Description", "description", lambda line: line.description),
    Shown[EvidenceLine]("Holder", "holder", lambda line: line.holder),
    Shown[EvidenceLine]("Place", "place", lambda line: line.place),
    Shown[EvidenceLine]("Since", "since", lambda line: line.since),
    Shown[EvidenceLine]("State", "state", lambda line: line.whereabouts.value),
    Shown[EvidenceLine]("Due back", "due_back_on", lambda line: line.due_back_on),
)


def _answers_in_words(event: CustodyEvent) -> str:
    """Return the answers only the event's act asks for, e.g. "Request number SL-1"."""
    return ", ".join(f"{field_label(key)} {text}" for key, text in event.details)


_STEPS = (
    Shown[CustodyEvent]("Step", "seq", lambda event: event.seq),
    Shown[CustodyEvent]("When", "at", lambda event: event.at),
    Shown[CustodyEvent]("Action", "action", lambda event: event.action.value),
    Shown[CustodyEvent]("From", "from", lambda event: event.giver),
    Shown[CustodyEvent]("To", "to", lambda event: event.holder),
    Shown[CustodyEvent]("Place", "place", lambda event: event.place),
    Shown[CustodyEvent]("Purpose", "purpose", lambda event: event.purpose),
    Shown[CustodyEvent]("Second person", "second_person", lambda event: event.second_person),
    Shown[CustodyEvent]("Corrects", "corrects", lambda event: event.corrects),
    Shown[CustodyEvent]("Answers", "details", _answers_in_words),
)


def show_item(shown: ItemFile, *, as_json: bool) -> None:
    """Print an item, its chain of custody and its files."""
    if as_json:
        show_json(_as_json(shown))
        return
    line, item = shown.line, shown.item
    show_facts(
        (
            ("Tag", line.tag),
            ("Case", f"{line.case_number} {line.case_title}"),
            ("Kind", line.kind_label),
            ("Description", item.description),
            *facts_shown(shown),
            ("Holder", line.holder),
            ("Place", line.place),
            ("Due back", line.due_back_on),
            ("State", line.whereabouts.value),
            ("Chain", _chain_in_words(shown)),
        )
    )
    show_facts(relatives_shown(shown))
    click.echo()
    show_rows(shown.chain.events, _STEPS, as_json=False, empty="No chain of custody yet.")
    show_facts(
        ("File", f"{file.name}, {file.size} bytes, SHA-256 {file.sha256}") for file in shown.files
    )
    show_facts(corrections_shown(shown))


def _chain_in_words(shown: ItemFile) -> str:
    if not shown.breaks:
        count = len(shown.chain.events)
        return ngettext("whole, {n} step", "whole, {n} steps", count).format(n=count)
    return "BROKEN at step " + ", ".join(map(str, shown.breaks))


def _as_json(shown: ItemFile) -> dict[str, object]:
    item = shown.item
    facts = {column.key: column.value(shown.line) for column in LINES}
    return {
        **facts,
        **facts_as_json(shown),
        "description": item.description,
        "case": shown.line.case_number,
        "chain": [
            {column.key: column.value(event) for column in _STEPS} for event in shown.chain.events
        ],
        "chain_is_whole": not shown.breaks,
        "breaks": shown.breaks,
        "files": [
            {"name": file.name, "size": file.size, "sha256": file.sha256, "added_at": file.added_at}
            for file in shown.files
        ],
    }
