"""How the retention of an item stands on the terminal."""

from collections.abc import Sequence
from datetime import date

import click

from app.cli.output import show_facts, show_json
from app.domain.evidence import ItemId
from app.domain.retention.notices import NoticeClock
from app.i18n import _
from app.i18n.retention import ANSWER_WORDS, STATE_WORDS, earliest_words, ground_words
from app.services.evidence import EvidenceByTag
from app.services.office import Office
from app.services.retention import ItemRetention, RetentionFile


def items_called(office: Office, tags: Sequence[str]) -> tuple[ItemId, ...]:
    """Return the items of tags as typed.

    Raises:
        Missing: no item has one of them.
    """
    return tuple(office.ask(EvidenceByTag(tag)).item.id for tag in tags)


def show_each(office: Office, items: tuple[ItemId, ...], *, as_json: bool) -> None:
    """Print the retention of items, one after the other."""
    shown = [office.ask(ItemRetention(item)) for item in items]
    if as_json:
        show_json([_as_json(each) for each in shown])
        return
    for place, each in enumerate(shown):
        if place:
            click.echo()
        show_file(each, as_json=False)


def show_file(shown: RetentionFile, *, as_json: bool) -> None:
    """Print how long an item is kept, why, and how far its disposal has come."""
    if as_json:
        show_json(_as_json(shown))
        return
    asked = shown.request
    show_facts(
        (
            ("Tag", shown.item.tag),
            ("Class", shown.class_words or _("none chosen")),
            ("Review on", shown.item.review_on),
            ("May leave", shown.certificate or earliest_words(shown.earliest, shown.today)),
            ("Disposal", STATE_WORDS[shown.state]),
            ("Method", asked.method_words if asked else ""),
            ("Authority", f"{asked.authority}, {asked.paper}" if asked else ""),
            ("Requested by", asked.asked_by if asked else ""),
            ("Approved by", asked.approved_by if asked else ""),
        )
    )
    show_facts(("Why", words) for words in _grounds(shown))
    show_facts(("Notice", _notice_words(clock)) for clock in shown.notices)


def _grounds(shown: RetentionFile) -> list[str]:
    found = []
    for ground in shown.assessment.grounds:
        words = ground_words(ground, shown.item.tag, shown.today)
        found.append(f"{words} [{ground.citation}]" if ground.citation else words)
    return found


def _notice_words(clock: NoticeClock) -> str:
    said = ANSWER_WORDS[clock.answer] if clock.answer else _("no answer yet")
    return f"{clock.notice.kind} {clock.notice.told}, {clock.notice.on:%d %b %Y}: {said}"


def day_known(day: date | None) -> date | None:
    """Return the day, or None where nothing ever kept the item."""
    return None if day == date.min else day


def _as_json(shown: RetentionFile) -> dict[str, object]:
    asked = shown.request
    return {
        "tag": shown.item.tag,
        "retention_class": shown.item.retention_class,
        "review_on": shown.item.review_on,
        "earliest": day_known(shown.earliest),
        "is_free": not shown.standing,
        "grounds": [
            {
                "reason": each.reason.value,
                "stands": each.stands(shown.today),
                "free_on": each.free_on,
                "words": ground_words(each, shown.item.tag, shown.today),
                "citation": each.citation,
                "verify_locally": each.verify_locally,
            }
            for each in shown.assessment.grounds
        ],
        "state": shown.state.value,
        "method": asked.method if asked else None,
        "requested_by": asked.asked_by if asked else None,
        "approved_by": asked.approved_by if asked else None,
        "certificate": shown.certificate,
    }
