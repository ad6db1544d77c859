"""Puts the demo office together, case by case, in the order in which an office would."""

from collections.abc import Callable
from datetime import UTC, datetime

from app.services.demo.accused import bring_defendants
from app.services.demo.almanac import Almanac
from app.services.demo.clocks import start_clocks
from app.services.demo.company import Company
from app.services.demo.courtrooms import list_courtrooms
from app.services.demo.dates import (
    answer_reminders,
    count_from_events,
    end_hearings,
    give_tasks,
    set_deadlines,
    set_hearings,
)
from app.services.demo.disclosing import disclose, list_officers
from app.services.demo.evidence_room import log_evidence
from app.services.demo.opening import open_case, settle_case
from app.services.demo.people_around import (
    bring_others,
    bring_victims,
    log_contacts,
    serve_subpoenas,
)
from app.services.demo.retention import keep_evidence
from app.services.demo.scene import Scene
from app.services.demo.script import case_scripts, office_script
from app.services.office import Office

_STEPS: tuple[Callable[[Scene], None], ...] = (
    bring_victims,
    bring_defendants,
    set_hearings,
    bring_others,
    serve_subpoenas,
    log_contacts,
    end_hearings,
    set_deadlines,
    start_clocks,
    count_from_events,
    log_evidence,
    disclose,
    give_tasks,
    settle_case,
    keep_evidence,
)


def build(office: Office) -> int:
    """Fill a newly founded office and return the number of its cases.

    The same office comes out every time, but for identities and for days, which count from today.
    """
    script = office_script()
    almanac = Almanac(datetime.now(UTC), script.zone)
    company = Company(office, script)
    list_courtrooms(office, script)
    list_officers(office, almanac, company, script)
    answers: dict[str, str] = {}
    cases = sorted(case_scripts(), key=lambda case: case.number)
    for case in cases:
        scene = open_case(office, almanac, company, case)
        for step in _STEPS:
            step(scene)
        answers |= scene.answers
    answer_reminders(office, answers)
    company.rooms.count(script.inventory)
    return len(cases)
