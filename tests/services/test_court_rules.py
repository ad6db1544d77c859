"""Rule packs in the office: installing, comparing, copying, changing, and what stays on file."""

import json
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from app import bootstrap
from app.domain.cases import CaseId
from app.domain.confidence import Confidence
from app.domain.court_rules import CourtRule, RulePack
from app.domain.errors import ImportRefused, Missing, NotPermitted, Refused, Stale
from app.domain.rule_counting import CautionKind
from app.domain.time_computation import Unit
from app.domain.users import OfficeRole
from app.services.audit_view import AuditPage
from app.services.cases import OpenCase
from app.services.court_rules import (
    ActivatePack,
    AddRule,
    AmendRule,
    ComparePack,
    CopyRulePack,
    DeactivatePack,
    InstallRulePack,
    InstallShippedPacks,
    PackText,
    PackView,
    ReinstateRule,
    RetireRule,
    RuleOf,
    RulePacks,
    RulesForEvent,
    RulesOfPack,
    TakeBackRules,
    TryRule,
)
from app.services.court_rules.shipped import _packs_for
from app.services.deadlines import AddDeadlinesFromEvent, DeadlineOf, PickedRule
from app.services.event_entry import EventEntry
from app.services.office import Office
from tests.conftest import LOGIN, PASSPHRASE

MONDAY = date(2026, 11, 2)


def a_pack(edition: str = "1", **changes: Any) -> dict[str, Any]:
    rules = [
        a_rule("ANSWER", title="Answer", n=14),
        a_rule("REPLY", title="Reply", n=7, event="", follows="ANSWER"),
        a_rule("LIST", title="Witness list", event="TRIAL", n=10, direction="before"),
    ]
    return {
        "format": "dossier-rule-pack/1",
        "code": "LOCAL",
        "title": "Local rules",
        "jurisdiction": "Here",
        "edition": edition,
        "calendar": "US-FED",
        "rules": rules,
        **changes,
    }


def a_rule(code: str, **changes: Any) -> dict[str, Any]:
    rule = {
        "code": code,
        "event": "MOTION-SERVED",
        "profile": "fed_rule45",
        "citation": f"L.R. {code}",
        "confidence": "settled",
        "verify_locally": False,
        **changes,
    }
    return {name: value for name, value in rule.items() if value != ""}


def install(office: Office, pack: dict[str, Any]) -> PackView:
    done = office.do(InstallRulePack(text=json.dumps(pack))).value
    return office.ask(RulesOfPack(done.pack.id))


def rule_of(view: PackView, code: str) -> CourtRule:
    return next(line.rule for line in view.lines if line.rule.code == code)


def pack_of(office: Office, code: str) -> RulePack:
    return next(line.pack for line in office.ask(RulePacks()).lines if line.pack.code == code)


@pytest.fixture
def local(office: Office) -> PackView:
    return install(office, a_pack())


@pytest.fixture
def case(office: Office) -> CaseId:
    return office.do(OpenCase(title="State v. Roe", number="2026-00417")).value.id


def a_deadline(office: Office, case: CaseId, rule: CourtRule, due_on: date) -> Any:
    entry = EventEntry(event=rule.event, on=MONDAY)
    picked = (PickedRule(rule.id, due_on),)
    (deadline,) = office.do(
        AddDeadlinesFromEvent(case=case, entry=entry, picked=picked)
    ).value.deadlines
    return deadline


def test_a_new_office_has_the_programs_packs_and_works_by_one(office: Office) -> None:
    packs = office.ask(RulePacks())

    assert [(line.pack.code, line.pack.is_active) for line in packs.lines] == [
        ("US-FED-CRIM", True),
        ("CA-CRIM", False),
        ("FL-CRIM", False),
        ("NY-CRIM", False),
    ]
    assert packs.offers == ()
    assert all(line.pack.is_shipped and line.rules > 10 for line in packs.lines)


@pytest.mark.parametrize(
    ("jurisdiction", "packs"),
    [
        ("Superior Court of California, County of Riverside", {"CA-CRIM"}),
        ("NEW YORK", {"NY-CRIM"}),
        ("", {"US-FED-CRIM"}),
        ("Ohio", {"US-FED-CRIM"}),
    ],
)
def test_which_packs_are_used_follows_from_the_jurisdiction(
    jurisdiction: str, packs: set[str]
) -> None:
    assert _packs_for(jurisdiction) == packs


def test_an_office_founded_earlier_gets_the_packs_when_an_administrator_opens_it(
    office: Office, vault_folder: Path
) -> None:
    with office._database.writing(office.actor) as work:
        for rule in work.court_rules.where():
            work.court_rules.remove(rule)
        for pack in work.rule_packs.where():
            work.rule_packs.remove(pack)
    office.close()

    again = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    try:
        assert len(again.ask(RulePacks()).lines) == 4
        assert again.ask(AuditPage()).rows[0].action == "InstallShippedPacks"
    finally:
        again.close()


def test_what_is_there_is_not_installed_twice(office: Office) -> None:
    assert office.do(InstallShippedPacks()).value == 0


def test_a_file_is_installed_and_can_be_taken_back(office: Office) -> None:
    done = office.do(InstallRulePack(text=json.dumps(a_pack())))

    view = office.ask(RulesOfPack(done.value.pack.id))
    assert [line.rule.code for line in view.lines] == ["ANSWER", "REPLY", "LIST"]
    assert [line.period for line in view.lines] == [
        "14 days after motion served",
        "7 days after the day of rule ANSWER",
        "10 days before trial date",
    ]
    assert not view.pack.is_shipped

    assert done.undo is not None
    office.do(done.undo)
    with pytest.raises(Missing):
        office.ask(RulesOfPack(done.value.pack.id))


def test_a_file_with_problems_is_refused_with_line_and_reason(office: Office) -> None:
    broken = json.dumps(a_pack(rules=[a_rule("A", n=0, title="A")]), indent=1)

    with pytest.raises(ImportRefused) as refused:
        office.do(InstallRulePack(text=broken))

    assert refused.value.code == "rule_pack.problems"
    assert refused.value.values["line"] == broken[: broken.index('"n"')].count("\n") + 1
    assert "at least 1" in str(refused.value.values["reason"])


def test_a_new_edition_shows_what_changes_and_keeps_what_was(
    office: Office, local: PackView
) -> None:
    rules = [a_rule("ANSWER", title="Answer", n=21), a_rule("NEW", title="New", n=5)]
    second = json.dumps(a_pack("2", rules=rules))

    comparison = office.ask(ComparePack(text=second))
    done = office.do(InstallRulePack(text=second))

    assert [rule.code for rule in comparison.change.added] == ["NEW"]
    assert [(each.new.code, each.fields) for each in comparison.change.changed] == [
        ("ANSWER", ("n",))
    ]
    assert [rule.code for rule in comparison.change.removed] == ["REPLY", "LIST"]
    view = office.ask(RulesOfPack(local.pack.id))
    assert view.pack.edition == "2"
    in_use = {line.rule.code: line.rule.is_active for line in view.lines}
    assert in_use == {"ANSWER": True, "REPLY": False, "LIST": False, "NEW": True}
    answer = office.ask(RuleOf(rule_of(local, "ANSWER").id))
    assert (answer.line.rule.n, answer.former[0].rule.n) == (21, 14)
    assert answer.former[0].kept.edition == "1"
    assert answer.as_of(answer.former[0].kept.until - timedelta(seconds=1)).n == 14
    assert answer.as_of(answer.former[0].kept.until).n == 21

    assert done.undo is not None
    office.do(done.undo)
    again = office.ask(RulesOfPack(local.pack.id))
    assert (again.pack.edition, rule_of(again, "ANSWER").n) == ("1", 14)
    assert [line.rule.code for line in again.lines] == ["ANSWER", "REPLY", "LIST"]
    assert all(line.rule.is_active for line in again.lines)


def test_a_rule_that_comes_back_keeps_its_identity(office: Office, local: PackView) -> None:
    install(office, a_pack("2", rules=[a_rule("ANSWER", title="Answer", n=14)]))

    third = install(office, a_pack("3"))

    assert rule_of(third, "REPLY").id == rule_of(local, "REPLY").id
    assert rule_of(third, "REPLY").is_active


@pytest.mark.parametrize(
    ("pack", "code"),
    [
        (a_pack(), "rule_pack.unchanged"),
        (a_pack(rules=[a_rule("ANSWER", title="Answer", n=9)]), "rule_pack.same_edition"),
        (a_pack(code="US-FED-CRIM"), "rule_pack.shipped_code"),
    ],
)
def test_an_edition_that_cannot_take_the_place_is_refused(
    office: Office, local: PackView, pack: dict[str, Any], code: str
) -> None:
    text = json.dumps(pack)

    obstacle = office.ask(ComparePack(text=text)).obstacle
    with pytest.raises(Refused) as refused:
        office.do(InstallRulePack(text=text))

    assert local.pack.edition == "1"
    assert obstacle is not None
    assert obstacle.code == refused.value.code == code


def test_the_programs_packs_are_copied_before_they_are_changed(office: Office) -> None:
    shipped = office.ask(RulesOfPack(pack_of(office, "US-FED-CRIM").id))
    rule = shipped.lines[0].rule
    for act in (AmendRule(replace(rule, n=9)), RetireRule(rule.id), AddRule(rule)):
        with pytest.raises(Refused, match=r"rule_pack\.shipped"):
            office.do(act)

    done = office.do(CopyRulePack(pack=shipped.pack.id, code="OWN"))

    copy = office.ask(RulesOfPack(done.value.pack.id))
    assert [line.rule.code for line in copy.lines] == [line.rule.code for line in shipped.lines]
    assert copy.pack.is_active
    assert not pack_of(office, "US-FED-CRIM").is_active
    assert office.do(AmendRule(replace(copy.lines[0].rule, n=9))).value.pack.edition == "2"
    with pytest.raises(Refused, match=r"rule_pack\.code_taken"):
        office.do(CopyRulePack(pack=shipped.pack.id, code="OWN"))


def test_taking_a_copy_back_puts_the_original_in_use(office: Office) -> None:
    done = office.do(CopyRulePack(pack=pack_of(office, "US-FED-CRIM").id, code="OWN"))
    assert done.undo is not None

    office.do(done.undo)

    assert [line.pack.code for line in office.ask(RulePacks()).lines if line.pack.is_active] == [
        "US-FED-CRIM"
    ]


def test_a_rule_is_added_changed_retired_and_brought_back(office: Office, local: PackView) -> None:
    rule = rule_of(local, "LIST")

    added = office.do(AddRule(replace(rule, code="SECOND", title="Second  list "))).value
    office.do(AmendRule(replace(rule, n=20)))
    office.do(RetireRule(rule.id))
    office.do(ReinstateRule(rule.id))

    view = office.ask(RulesOfPack(local.pack.id))
    assert added.added[0].title == "Second list"
    assert (rule_of(view, "LIST").n, rule_of(view, "LIST").is_active) == (20, True)
    assert view.pack.edition == "5"
    assert [each.kept.edition for each in office.ask(RuleOf(rule.id)).former] == ["4", "3", "2"]


def test_a_rule_that_counts_otherwise_is_to_be_compared_anew(office: Office) -> None:
    checked = {"checked_on": "2026-11-01", "checked_by": "A. Rivera"}
    pack = {**a_pack(), "rules": [a_rule("ANSWER", title="Answer", n=14, **checked)]}
    rule = rule_of(install(office, pack), "ANSWER")

    def amended(**changes: Any) -> CourtRule:
        now = office.ask(RuleOf(rule.id)).line.rule
        return office.do(AmendRule(replace(now, **changes))).value.changed[0][1]

    renamed = amended(title="Answer to a motion")
    assert (renamed.checked_on, renamed.confidence) == (date(2026, 11, 1), Confidence.SETTLED)
    longer = amended(n=21)
    assert (longer.checked_on, longer.checked_by) == (None, "")
    assert longer.confidence is Confidence.CONFIRM
    said = amended(n=28, checked_on=date(2026, 11, 20), confidence=Confidence.PREVAILING)
    assert (said.checked_on, said.confidence) == (date(2026, 11, 20), Confidence.PREVAILING)
    amended(confidence=Confidence.COURT_SPECIFIC)
    assert amended(n=30).confidence is Confidence.COURT_SPECIFIC


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"citation": ""}, "rule.no_citation", "citation"),
        ({"title": " "}, "text.required", "title"),
        ({"profile": "fed_rule54"}, "rule.unknown_profile", "profile"),
        ({"profile": "fixed_date"}, "rule.unknown_profile", "profile"),
        ({"event": "ARREAST"}, "rule.event", "event"),
        ({"event": "", "follows": ""}, "rule.no_start", "event"),
        ({"follows": "ANSWER"}, "rule.two_starts", "follows"),
        ({"event": "", "follows": "NOWHERE"}, "rule.follows_unknown", "follows"),
        ({"event": "", "follows": "LIST"}, "rule.circular", "follows"),
        ({"n": 0}, "period.too_short", "n"),
        ({"n": 99_999}, "period.too_long", "n"),
        ({"service": (("mail", "three"),)}, "rule.service_days", "service"),
        ({"service": (("mail", "3"),)}, "service.backward", "service"),
        ({"effective_from": date(2026, 2, 1), "effective_to": date(2026, 1, 1)}, "rule.validity",
         "effective_to"),
        ({"checked_on": date(2199, 1, 1)}, "rule.checked_ahead", "checked_on"),
        ({"session": "8-16"}, "rule.session_unused", "session"),
        ({"calendar": "US"}, "calendar.unknown", "calendar"),
        ({"lead_days": ("400",)}, "rule.lead_days", "lead_days"),
        ({"note": "x" * 2_001}, "text.too_long", "note"),
        ({"short_period_threshold": 3}, "rule.threshold", "short_period_threshold"),
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_used_is_refused_at_its_field(
    office: Office, local: PackView, changes: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        office.do(AmendRule(replace(rule_of(local, "LIST"), **changes)))

    assert (refused.value.code, refused.value.field) == (code, field)
    assert office.ask(RulesOfPack(local.pack.id)) == local


def test_a_rule_that_others_follow_is_not_retired(office: Office, local: PackView) -> None:
    with pytest.raises(Refused, match=r"rule\.followed"):
        office.do(RetireRule(rule_of(local, "ANSWER").id))


def test_two_editors_cannot_overwrite_each_other(office: Office, local: PackView) -> None:
    seen = rule_of(office.ask(RulesOfPack(local.pack.id)), "LIST")
    done = office.do(AmendRule(replace(seen, n=20)))

    with pytest.raises(Stale):
        office.do(AmendRule(replace(seen, n=30)))

    office.do(AmendRule(replace(rule_of(local, "ANSWER"), n=20)))
    assert done.undo is not None
    with pytest.raises(Stale):  # the pack has gone on to another edition
        office.do(done.undo)
    view = office.ask(RulesOfPack(local.pack.id))
    assert (rule_of(view, "LIST").n, rule_of(view, "ANSWER").n) == (20, 20)


def test_a_retired_rule_still_explains_the_dates_counted_by_it(
    office: Office, case: CaseId, local: PackView
) -> None:
    rule = rule_of(local, "LIST")
    entry = EventEntry(event="TRIAL", on=date(2026, 12, 14))
    picked = (PickedRule(rule.id, date(2026, 12, 4)),)
    adding = AddDeadlinesFromEvent(case=case, entry=entry, picked=picked)
    (deadline,) = office.do(adding).value.deadlines

    install(office, a_pack("2", rules=[a_rule("ANSWER", title="Answer", n=14)]))

    kept = office.ask(DeadlineOf(deadline.id))
    assert kept.rule == rule.id
    assert kept.rule_edition == "LOCAL 1"
    assert "Witness list: 10 days before (L.R. LIST)." in kept.steps
    told = office.ask(RuleOf(rule.id))
    assert not told.line.rule.is_active
    assert kept.computed_at is not None
    assert told.as_of(kept.computed_at).n == 10
    offered = office.ask(RulesForEvent("TRIAL", date(2026, 12, 14)))
    assert rule.id not in {offer.rule.id for offer in offered}


def test_taking_back_a_rule_that_dates_rest_on_retires_it(office: Office, case: CaseId) -> None:
    done = office.do(InstallRulePack(text=json.dumps(a_pack())))
    view = office.ask(RulesOfPack(done.value.pack.id))
    a_deadline(office, case, rule_of(view, "ANSWER"), date(2026, 11, 16))

    office.do(TakeBackRules(done.value))

    left = office.ask(RulesOfPack(done.value.pack.id))
    assert [(line.rule.code, line.rule.is_active) for line in left.lines] == [("ANSWER", False)]
    assert not left.pack.is_active


def test_an_event_offers_the_rules_in_force_that_day(office: Office, local: PackView) -> None:
    codes = {
        (offer.pack.code, offer.rule.code): offer
        for offer in office.ask(RulesForEvent("MOTION-SERVED", MONDAY))
    }
    of_program = ("US-FED-CRIM", "FRAP27-RESPONSE")
    assert set(codes) == {("LOCAL", "ANSWER"), ("LOCAL", "REPLY"), of_program}
    assert [rule.code for rule in codes["LOCAL", "REPLY"].chain] == ["ANSWER", "REPLY"]

    later = replace(rule_of(local, "ANSWER"), effective_from=date(2027, 1, 1))
    office.do(AmendRule(later))
    left = office.ask(RulesForEvent("MOTION-SERVED", MONDAY))
    assert [(offer.pack.code, offer.rule.code) for offer in left] == [of_program]

    office.do(DeactivatePack(local.pack.id))
    in_february = RulesForEvent("MOTION-SERVED", date(2027, 2, 1))
    assert [(offer.pack.code, offer.rule.code) for offer in office.ask(in_february)] == [of_program]
    office.do(ActivatePack(local.pack.id))
    assert len(office.ask(in_february)) == 3


def test_a_rule_is_tried_before_it_is_kept(office: Office, local: PackView) -> None:
    draft = replace(rule_of(local, "ANSWER"), n=9, service=(("mail", "3"),))

    answer = office.ask(TryRule(rule=draft, on=MONDAY, service="mail"))

    # The ninth day is Veterans Day: Thursday and three days are Sunday, so Monday.
    assert answer.due_on == date(2026, 11, 16)
    hours = replace(draft, profile="elapsed_hours_no_roll", unit=Unit.HOURS, n=24, service=())
    late = office.ask(TryRule(rule=hours, on=date(2026, 11, 6), clock=time(9, 0)))
    assert late.due_on == date(2026, 11, 7)
    assert CautionKind.DUE_CLOSED in {caution.kind for caution in late.warnings}


def test_a_pack_goes_to_another_office_as_a_file(office: Office, local: PackView) -> None:
    office.do(RetireRule(rule_of(local, "LIST").id))

    text = office.ask(PackText("LOCAL"))

    moved = json.loads(text)
    assert [rule["code"] for rule in moved["rules"]] == ["ANSWER", "REPLY"]
    assert moved["edition"] == "2"
    with pytest.raises(Refused, match=r"rule_pack\.unchanged"):
        office.do(InstallRulePack(text=text))


@pytest.mark.usefixtures("local")
def test_the_log_names_pack_and_edition(office: Office) -> None:
    entry = office.ask(AuditPage()).rows[0]
    assert entry.action == "InstallRulePack"
    assert dict(entry.facts) == {"pack": "LOCAL", "edition": "1"}


@pytest.mark.parametrize("role", [OfficeRole.PARALEGAL, OfficeRole.PROSECUTOR])
def test_who_counts_by_rules_does_not_change_them(
    office: Office, local: PackView, role: OfficeRole
) -> None:
    office.actor = replace(office.actor, role=role)

    assert office.ask(RulesOfPack(local.pack.id)).lines
    with pytest.raises(NotPermitted):
        office.do(RetireRule(rule_of(local, "LIST").id))
