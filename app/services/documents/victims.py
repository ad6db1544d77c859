"""What the office owes a victim and has told, in a few sentences; nothing about safety."""

from collections.abc import Iterator
from uuid import UUID

from app.domain.users import Permission
from app.domain.victims import Contact, ContactResult, Victim
from app.i18n import _
from app.printing.case_summary import VictimStatusLine
from app.printing.dates import date_words
from app.services.documents.names import PaperNames
from app.storage.unit_of_work import Reading


def victim_lines(reading: Reading, case: UUID, names: PaperNames) -> tuple[VictimStatusLine, ...]:
    """Return the standing of every victim, if the asking person may see victims."""
    if not reading.actor.may(Permission.VICTIMS_VIEW):
        return ()
    reached = _last_reached(reading.contacts.of_case(case))
    return tuple(
        VictimStatusLine(
            names[victim.party], " ".join(_sentences(reading, victim, reached.get(victim.id)))
        )
        for victim in reading.victims.of_case(case)
    )


def _last_reached(contacts: tuple[Contact, ...]) -> dict[UUID, Contact]:
    spoken = (contact for contact in contacts if contact.result is ContactResult.REACHED)
    return {contact.victim: contact for contact in sorted(spoken, key=lambda each: each.at)}


def _sentences(reading: Reading, victim: Victim, reached: Contact | None) -> Iterator[str]:
    if victim.rights_given_on:
        language = f" ({victim.rights_language})" if victim.rights_language else ""
        yield _("Rights given {day}{language}.").format(
            day=date_words(victim.rights_given_on), language=language
        )
    else:
        yield _("Rights not given yet.")
    yield from _wishes(victim)
    yield from _impact(victim)
    if reached:
        day = date_words(reading.local(reached.at))
        yield _("Last reached {day}.").format(day=day)


def _wishes(victim: Victim) -> Iterator[str]:
    """Yield the rights the victim invoked; what was never asked is not answered."""
    asked = (
        (victim.wants_notice, _("Wishes to be told."), _("Does not wish to be told.")),
        (victim.wants_to_be_heard, _("Wishes to be heard."), _("Does not wish to be heard.")),
        (victim.wants_to_confer, _("Wishes to confer."), _("Does not wish to confer.")),
    )
    for wish, yes, no in asked:
        if wish is not None:
            yield yes if wish else no


def _impact(victim: Victim) -> Iterator[str]:
    steps = (
        (victim.impact_filed_on, _("Impact statement filed {day}.")),
        (victim.impact_received_on, _("Impact statement received {day}.")),
        (victim.impact_asked_on, _("Impact statement asked for {day}.")),
    )
    for day, words in steps:
        if day:
            yield words.format(day=date_words(day))
            return
