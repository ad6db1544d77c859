"""The law of disclosure: what may follow what, and how pages are numbered."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cases import CaseId
from app.domain.disclosure.certificates import (
    Certificate,
    CertificateFile,
    CertificateId,
    CertificateStepKind,
    OpenKind,
    OpenMatter,
    require_settled,
)
from app.domain.disclosure.entered import Entered
from app.domain.disclosure.favorable import (
    FavorableKind,
    FavorableMatter,
    ListedOfficer,
    OfficerFile,
    OfficerId,
    OfficerStep,
    OfficerStepKind,
    Ruling,
)
from app.domain.disclosure.giglio import GiglioState, giglio_state
from app.domain.disclosure.having import holdings, uneven
from app.domain.disclosure.items import (
    DisclosureFile,
    DisclosureItem,
    DisclosureItemId,
    Sensitivity,
    produced_files,
)
from app.domain.disclosure.ledger import Accused, LedgerRow, Records, State, ledger_of
from app.domain.disclosure.productions import (
    Bates,
    Form,
    Method,
    Production,
    ProductionFile,
    ProductionId,
    ProductionLine,
    ProductionStepKind,
    Source,
    manifest_hash,
    numbered,
)
from app.domain.disclosure.requests import AgencyInquiry, LossNotice, ProtectiveOrder
from app.domain.disclosure.steps import DisclosureStep, History, StepEntry, StepKind
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.persons import PartyId

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)
CASE = CaseId(new_id())
ME, OTHER = new_id(), new_id()
ROE, LEE = (Accused(PartyId(new_id()), name) for name in ("Roe", "Lee"))


def entered(user: object = ME, at: datetime = NOW) -> Entered:
    return Entered(new_id(), at, TODAY, user, "A. Rivera")  # type: ignore[arg-type]


def item(**facts: object) -> DisclosureItem:
    made = DisclosureItem(
        id=DisclosureItemId(new_id()), case=CASE, number=1, title="Report", duty="16F"
    )
    return replace(made, **facts)  # type: ignore[arg-type]


def stepped(row: DisclosureItem, *entries: StepEntry, user: object = ME) -> History:
    history = History(row, ())
    for entry in entries:
        history = History(row, (*history.steps, history.followed_by(entry, entered(user))))
    return history


REVIEW = StepEntry(kind=StepKind.REVIEWED)
DISCLOSE = StepEntry(kind=StepKind.DISCLOSE)
WITHHOLD = StepEntry(
    kind=StepKind.WITHHOLD, reason="Thoughts of counsel", basis="16(a)(2)", review_on=TODAY
)
HERE = item(received_on=TODAY)


def state_of(row: DisclosureItem, *entries: StepEntry, **records: object) -> State:
    steps: tuple[DisclosureStep, ...] = stepped(row, *entries).steps if entries else ()
    given_ = Records(items=[row], steps=steps, accused=[ROE], **records)  # type: ignore[arg-type]
    return ledger_of(given_, TODAY, lambda at: at.date())[0].state


def test_the_state_of_a_row_follows_from_what_was_done() -> None:
    assert state_of(item()) is State.EXPECTED
    assert state_of(HERE) is State.RECEIVED
    assert state_of(HERE, REVIEW) is State.REVIEWED
    assert state_of(HERE, REVIEW, DISCLOSE) is State.TO_PRODUCE
    assert state_of(HERE, REVIEW, WITHHOLD) is State.APPROVAL_WANTED
    protect = StepEntry(kind=StepKind.PROTECT, reason="Addresses")
    assert state_of(HERE, REVIEW, protect) is State.ORDER_WANTED
    order = ProtectiveOrder(
        id=new_id(), case=CASE, court="x", ordered_on=TODAY, terms="x", items=(HERE.id.hex,)
    )
    assert state_of(HERE, REVIEW, protect, orders=[order]) is State.TO_PRODUCE
    expired = replace(order, expires_on=TODAY - timedelta(days=1))
    assert state_of(HERE, REVIEW, protect, orders=[expired]) is State.ORDER_WANTED
    lost = LossNotice(id=new_id(), case=CASE, row=HERE.id, what="x", by="x", why="x")
    assert state_of(HERE, REVIEW, DISCLOSE, losses=[lost]) is State.LOST


def test_what_an_agency_attests_does_not_exist_is_expected_no_more() -> None:
    row = item()
    asked = AgencyInquiry(id=new_id(), case=CASE, agency="x", asked_on=TODAY, what="x", row=row.id)
    assert state_of(row, inquiries=[asked]) is State.EXPECTED
    assert state_of(row, inquiries=[replace(asked, attests_none=True)]) is State.NONE_EXISTS


@pytest.mark.parametrize(
    ("row", "entries", "code"),
    [
        (item(), (REVIEW,), "disclosure.not_received"),
        (HERE, (DISCLOSE,), "disclosure.not_reviewed"),
        (HERE, (REVIEW, replace(WITHHOLD, basis=" ")), "text.required"),
        (HERE, (REVIEW, replace(WITHHOLD, review_on=None)), "text.required"),
        (HERE, (REVIEW, StepEntry(kind=StepKind.PROTECT)), "text.required"),
        (HERE, (REVIEW, StepEntry(kind=StepKind.APPROVED)), "disclosure.nothing_to_approve"),
        (
            replace(HERE, sensitivity=Sensitivity.CSAM),
            (REVIEW, DISCLOSE),
            "disclosure.csam",
        ),
        (
            replace(HERE, sensitivity=Sensitivity.CSAM),
            (REVIEW, StepEntry(kind=StepKind.PROTECT, reason="x")),
            "disclosure.csam",
        ),
        (
            HERE,
            (REVIEW, DISCLOSE, StepEntry(kind=StepKind.INSPECTED, defendant=ROE.party, on=TODAY)),
            "disclosure.not_for_inspection",
        ),
    ],
)
def test_a_step_out_of_order_is_refused(
    row: DisclosureItem, entries: tuple[StepEntry, ...], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        stepped(row, *entries)
    assert refused.value.code == code


def test_nobody_approves_an_own_withholding_and_a_no_asks_for_another_decision() -> None:
    history = stepped(HERE, REVIEW, WITHHOLD)
    approve = StepEntry(kind=StepKind.APPROVED)
    with pytest.raises(Refused, match="own_decision"):
        history.followed_by(approve, entered(ME))
    yes = History(HERE, (*history.steps, history.followed_by(approve, entered(OTHER))))
    assert not yes.awaits_approval
    with pytest.raises(Refused, match="nothing_to_approve"):
        yes.followed_by(approve, entered(OTHER))
    no = history.followed_by(
        StepEntry(kind=StepKind.NOT_APPROVED, reason="Too broad"), entered(OTHER)
    )
    row = LedgerRow(HERE, History(HERE, (*history.steps, no)))
    assert row.state is State.REVIEWED
    assert row.is_open


def test_csam_is_shown_and_its_mark_is_not_lifted_by_a_word() -> None:
    row = replace(HERE, sensitivity=Sensitivity.CSAM)
    seen = StepEntry(kind=StepKind.INSPECTED, defendant=ROE.party, on=TODAY)
    history = stepped(row, REVIEW, StepEntry(kind=StepKind.INSPECTION), seen)
    (shown,) = ledger_of(
        Records(items=[row], steps=history.steps, accused=[ROE, LEE]), TODAY, lambda at: at.date()
    )
    assert (shown.state, shown.served) == (State.INSPECTION, {ROE.party: TODAY})
    assert not shown.may_be_produced
    with pytest.raises(Refused, match="csam_stays"):
        row.amended(replace(row, sensitivity=Sensitivity.ORDINARY), TODAY)


def test_the_day_of_arrival_is_set_once_and_corrected_with_a_reason() -> None:
    came = item(created_on=date(2026, 11, 1)).received(date(2026, 11, 10), TODAY)
    with pytest.raises(Refused, match="received_already"):
        came.received(TODAY, TODAY)
    with pytest.raises(Refused, match="ahead_of_today"):
        item().received(TODAY + timedelta(days=1), TODAY)
    with pytest.raises(Refused, match="before_made"):
        came.arrival_corrected(date(2026, 10, 1), "Typo", "A. Rivera", TODAY)
    with pytest.raises(Refused, match="required"):
        came.arrival_corrected(TODAY, "  ", "A. Rivera", TODAY)
    fixed = came.arrival_corrected(date(2026, 11, 9), "Stamp", "A. Rivera", TODAY)
    assert fixed.received_on == date(2026, 11, 9)
    assert fixed.corrected == ("2026-11-10 -> 2026-11-09, A. Rivera: Stamp",)
    assert fixed.amended(replace(fixed, received_on=None, number=9), TODAY) == fixed


def test_a_redacted_form_goes_out_in_the_place_of_its_native() -> None:
    native, redacted, other = (new_id() for _ in range(3))
    files = tuple(
        DisclosureFile(id=new_id(), case=CASE, row=HERE.id, attachment=a, replaces=r)
        for a, r in ((native, None), (redacted, native), (other, None))
    )
    assert [each.attachment for each in produced_files(files)] == [redacted, other]


def production(first: int = 1, width: int = 6) -> Production:
    return Production(
        id=ProductionId(new_id()),
        case=CASE,
        number=1,
        defendant=ROE.party,
        defendant_name="Roe",
        recipient="G. Whitlock",
        method=Method.PORTAL,
        prefix="R-",
        width=width,
        first=first,
        last=first,
        frozen_at=NOW,
        frozen_by="A. Rivera",
    )


def source(pages: int = 1, row: DisclosureItem = HERE) -> Source:
    return Source(
        row=row.id,
        item_number=row.number,
        title=row.title,
        duty=row.duty,
        form=Form.PDF,
        pages=pages,
        sha256="ab" * 32,
    )


@given(st.integers(1, 500), st.lists(st.integers(1, 400), min_size=1, max_size=30))
def test_every_page_has_one_number_and_no_number_two_pages(first: int, pages: list[int]) -> None:
    made = production(first, width=9)
    lines = numbered(made, [source(n) for n in pages], [new_id() for _ in pages])
    given_ = [number for line in lines for number in range(line.first, line.last + 1)]
    assert given_ == list(range(first, first + sum(pages)))
    assert len({made.bates.label(number) for number in given_}) == len(given_)
    assert [line.position for line in lines] == list(range(1, len(pages) + 1))


def test_numbers_that_do_not_fit_their_digits_are_refused() -> None:
    numbered(production(9_999, width=4), [source()], [new_id()])
    with pytest.raises(Refused, match="too_narrow"):
        numbered(production(9_999, width=4), [source(2)], [new_id()])


@pytest.mark.parametrize("prefix", ["", "..", "../x", "a/b", "A B", "x" * 25, "-1", "é-"])
def test_a_prefix_that_no_file_takes_is_refused(prefix: str) -> None:
    with pytest.raises(Refused, match="prefix"):
        Bates(prefix).checked()


@pytest.mark.parametrize("width", [0, 3, 10, -1])
def test_digits_are_few_enough_to_read(width: int) -> None:
    with pytest.raises(Refused, match="width"):
        Bates("R-", width).checked()


def test_any_change_of_a_line_shows_in_the_manifest() -> None:
    made = production()
    lines = numbered(made, [source(3), source(1)], [new_id(), new_id()])
    whole = replace(made, last=4, manifest=manifest_hash(made, lines))
    assert ProductionFile(whole, lines).is_whole
    for changed in ({"sha256": "cd" * 32}, {"last": 9}, {"title": "Other"}):
        other = (replace(lines[0], **changed), lines[1])
        assert not ProductionFile(whole, other).is_whole
    assert not ProductionFile(replace(whole, recipient="Somebody"), lines).is_whole


def test_a_production_is_served_once_then_acknowledged_and_never_given_up() -> None:
    filed = ProductionFile(production(), ())
    kinds = ProductionStepKind
    with pytest.raises(Refused, match="not_served"):
        filed.followed_by(kinds.ACKNOWLEDGED, NOW, entered())
    with pytest.raises(Refused, match="before_frozen"):
        filed.followed_by(kinds.SERVED, NOW - timedelta(seconds=1), entered())
    with pytest.raises(Refused, match="ahead_of_now"):
        filed.followed_by(kinds.SERVED, NOW + timedelta(seconds=1), entered())
    with pytest.raises(Refused, match="required"):
        filed.followed_by(kinds.VOIDED, NOW, entered())
    served = replace(filed, steps=(filed.followed_by(kinds.SERVED, NOW, entered()),))
    for kind in (kinds.SERVED, kinds.VOIDED):
        with pytest.raises(Refused, match=r"production\.served"):
            served.followed_by(kind, NOW, entered(), text="x")
    assert served.followed_by(kinds.ACKNOWLEDGED, NOW, entered()).seq == 2
    gone = replace(filed, steps=(filed.followed_by(kinds.VOIDED, NOW, entered(), text="x"),))
    with pytest.raises(Refused, match="voided"):
        gone.followed_by(kinds.SERVED, NOW, entered())


def served_on(
    day: date, *rows: DisclosureItem, to: Accused = ROE, number: int = 1
) -> ProductionFile:
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    made = replace(
        production(), defendant=to.party, number=number, frozen_at=at - timedelta(hours=1)
    )
    lines = numbered(made, [source(row=row) for row in rows], [new_id() for _ in rows])
    filed = ProductionFile(made, lines)
    step = filed.followed_by(ProductionStepKind.SERVED, at, entered(at=at))
    return replace(filed, steps=(step,))


def test_what_the_defense_had_is_answered_for_every_day() -> None:
    early, late = item(), item(number=2)
    filed = (
        served_on(date(2026, 11, 2), early),
        served_on(date(2026, 11, 9), late, number=2),
        served_on(date(2026, 11, 9), early, to=LEE, number=3),
    )
    expected = {
        date(2026, 11, 1): ([], []),
        date(2026, 11, 2): ([1], []),
        date(2026, 11, 8): ([1], []),
        date(2026, 11, 9): ([1, 2], [1]),
    }
    for day, (roe, lee) in expected.items():
        held = holdings([ROE, LEE], filed, (), day, lambda at: at.date())
        assert [[had.item_number for had in each.had] for each in held] == [roe, lee]
    rows = ledger_of(
        Records(items=[early, late], productions=filed, accused=[ROE, LEE]),
        TODAY,
        lambda at: at.date(),
    )
    (only_roe,) = uneven(rows, [ROE, LEE])
    assert (only_roe.row.item.number, only_roe.lacked_by) == (2, (LEE,))
    assert uneven(rows, [ROE, replace(LEE, is_active=False)]) == ()


def test_what_was_frozen_but_not_served_was_not_had() -> None:
    row = item()
    filed = replace(served_on(TODAY, row), steps=())
    (held,) = holdings([ROE], [filed], (), TODAY, lambda at: at.date())
    assert held.had == ()


def test_the_age_of_what_lies_undisclosed_is_counted_in_days() -> None:
    row = item(received_on=TODAY - timedelta(days=12))
    (line,) = ledger_of(Records(items=[row], accused=[ROE]), TODAY, lambda at: at.date())
    assert line.age(TODAY) == 12
    filed = [served_on(TODAY, row)]
    decided = stepped(row, REVIEW, DISCLOSE).steps
    (line,) = ledger_of(
        Records(items=[row], steps=decided, productions=filed, accused=[ROE]),
        TODAY,
        lambda at: at.date(),
    )
    assert (line.state, line.age(TODAY)) == (State.PRODUCED, None)


def officer(**facts: object) -> OfficerFile:
    listed = ListedOfficer(id=OfficerId(new_id()), name="Ana Reyes", matter="x", **facts)  # type: ignore[arg-type]
    step = OfficerStep(
        id=new_id(),
        officer=listed.id,
        seq=1,
        kind=OfficerStepKind.LISTED,
        on=date(2026, 1, 5),
        at=NOW,
        by="x",
        text="x",
    )
    return OfficerFile(listed, (step,))


@pytest.mark.parametrize(
    ("entry", "name", "badge", "agency", "is_same"),
    [
        ({}, "Reyes, Ana", "", "", True),
        ({}, "ana  REYES", "", "", True),
        ({}, "Ana Rey", "", "", False),
        ({}, "", "", "", False),
        ({"badge": "S-088", "agency": "Sheriff"}, "A. Reyes", "s088", "SHERIFF", True),
        ({"badge": "S-088", "agency": "Sheriff"}, "Ana Reyes", "12", "Sheriff", False),
        ({"badge": "S-088", "agency": "Sheriff"}, "Ana Reyes", "12", "Police", True),
        ({"badge": "S-088", "agency": "Sheriff"}, "Bo Lund", "S-088", "Police", False),
    ],
)
def test_an_officer_is_known_by_badge_or_name(
    entry: dict[str, str], name: str, badge: str, agency: str, *, is_same: bool
) -> None:
    assert officer(**entry).names(None, name, badge, agency) is is_same


def test_somebody_linked_counts_by_identity_alone() -> None:
    person = new_id()
    assert officer(person=person).names(person, "Another Name", "", "")
    assert not officer(person=person).names(new_id(), "Ana Reyes", "", "")
    assert officer(person=person).names(None, "Ana Reyes", "", "")


def test_an_entry_is_removed_and_listed_again_but_never_erased() -> None:
    entry = officer()
    gone = entry.followed_by(OfficerStepKind.REMOVED, TODAY, "Cleared", entered())
    removed = OfficerFile(entry.officer, (*entry.steps, gone))
    assert (entry.is_listed, removed.is_listed) == (True, False)
    for kind in (OfficerStepKind.REMOVED, OfficerStepKind.LISTED, OfficerStepKind.NOTICE):
        with pytest.raises(Refused, match="no_such_step"):
            removed.followed_by(kind, TODAY, "x", entered())
    with pytest.raises(Refused, match="before_last"):
        removed.followed_by(OfficerStepKind.RESTORED, date(2026, 2, 1), "x", entered())
    back = removed.followed_by(OfficerStepKind.RESTORED, TODAY, "x", entered())
    assert OfficerFile(entry.officer, (*removed.steps, back)).is_listed


def matter(**facts: object) -> FavorableMatter:
    made = FavorableMatter(
        id=new_id(),
        case=CASE,
        kind=FavorableKind.IMPEACHMENT,
        what="x",
        source="x",
        learned_on=date(2026, 11, 1),
        recorded_by=ME,
        recorder="A. Rivera",
        recorded_at=NOW,
    )
    return replace(made, **facts)  # type: ignore[arg-type]


def test_a_supervisor_who_did_not_record_it_rules_and_a_former_ruling_is_kept() -> None:
    with pytest.raises(Refused, match="own_matter"):
        matter().ruled(Ruling.DISCLOSE, "x", entered(ME))
    with pytest.raises(Refused, match="required"):
        matter().ruled(Ruling.OPEN, "x", entered(OTHER))
    first = matter().ruled(Ruling.NOT_FAVORABLE, "Not material", entered(OTHER))
    second = first.ruled(Ruling.DISCLOSE, "Seen again", entered(OTHER))
    assert second.earlier == ("2026-11-20 A. Rivera: not_favorable, Not material",)
    with pytest.raises(Refused, match="not_ruled"):
        first.told(TODAY, "Letter", TODAY)
    with pytest.raises(Refused, match="before_learned"):
        second.told(date(2026, 10, 1), "Letter", TODAY)
    told = second.told(TODAY, "Letter", TODAY)
    with pytest.raises(Refused, match="told_already"):
        told.told(TODAY, "Letter", TODAY)


def test_a_witness_stands_as_badly_as_the_worst_that_is_known() -> None:
    asked = AgencyInquiry(id=new_id(), case=CASE, agency="x", asked_on=TODAY, what="x")
    replied = replace(asked, replied_on=TODAY)
    ruled = matter(ruling=Ruling.DISCLOSE)
    assert giglio_state((), (), is_listed=False) is GiglioState.NOT_ASKED
    assert giglio_state((), (asked,), is_listed=False) is GiglioState.ASKED
    assert giglio_state((), (replied,), is_listed=False) is GiglioState.NOTHING_KNOWN
    assert giglio_state((), (replied,), is_listed=True) is GiglioState.LISTED
    assert giglio_state([(matter(), False)], (), is_listed=False) is GiglioState.UNDECIDED
    assert giglio_state([(ruled, False)], (), is_listed=False) is GiglioState.TO_DISCLOSE
    assert giglio_state([(ruled, True)], (asked,), is_listed=False) is GiglioState.DISCLOSED


def test_a_certificate_is_ruled_on_only_when_challenged_and_ends_once() -> None:
    made = Certificate(
        id=CertificateId(new_id()),
        case=CASE,
        number=1,
        defendant=ROE.party,
        defendant_name="Roe",
        issued_on=date(2026, 11, 10),
        issued_at=NOW,
        issued_by="x",
        diligence="x",
    )
    filed = CertificateFile(made, (), ())
    kinds = CertificateStepKind
    with pytest.raises(Refused, match="not_challenged"):
        filed.followed_by(kinds.INVALID, TODAY, "x", entered())
    with pytest.raises(Refused, match="before_issued"):
        filed.followed_by(kinds.FILED, date(2026, 11, 9), "", entered())
    asked = filed.followed_by(kinds.CHALLENGED, TODAY, "Late", entered())
    challenged = replace(filed, steps=(asked,))
    held = replace(
        challenged, steps=(asked, challenged.followed_by(kinds.INVALID, TODAY, "x", entered()))
    )
    assert (challenged.counts, held.counts) == (True, False)
    with pytest.raises(Refused, match="ended"):
        held.followed_by(kinds.FILED, TODAY, "", entered())


def test_a_certificate_waits_for_the_first_open_matter() -> None:
    require_settled(())
    waiting = OpenMatter(OpenKind.ROW, new_id(), "No. 4")
    with pytest.raises(Refused) as refused:
        require_settled([waiting, waiting])
    assert refused.value.values == {"n": 2, "first": "No. 4"}


def test_the_line_of_a_production_is_a_plain_copy_of_its_source() -> None:
    (line,) = numbered(production(), [source(2)], [new_id()])
    assert isinstance(line, ProductionLine)
    assert (line.title, line.pages, line.first, line.last) == ("Report", 2, 1, 2)
