"""The case summary from a real vault, read back from its PDF."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.audit import Outcome, fingerprint
from app.domain.cases import Case, CaseId
from app.domain.documents import SummaryPart
from app.domain.errors import Missing, NotPermitted, Refused, Unavailable
from app.domain.evidence_entry import EvidenceEntry
from app.domain.ids import new_id
from app.domain.persons import Person, PersonId, Role
from app.domain.profiles import Profile
from app.domain.users import Actor, OfficeRole, UserId
from app.services.cases import OpenCase
from app.services.charges import AddCharge, CaseCharges
from app.services.clocks import AddExclusion, PreviewClockSheet, StartClock
from app.services.documents import PreviewCaseSummary, PrintCaseSummary, save_paper
from app.services.evidence import LinkItemToCharge, LogEvidence
from app.services.history import CaseHistory
from app.services.notes import AddNote
from app.services.office import Office
from app.services.persons import AddParty
from app.services.withheld import is_minor
from app.storage.audit import AuditLog
from tests.paper_case import LEAKS, NOTE, PHONE, full_case
from tests.printing.paper_samples import flat, pages, squeezed


@pytest.fixture
def case(office: Office) -> Case:
    return full_case(office)


def printed(office: Office, case: Case, profile: Profile = Profile.INTERNAL) -> str:
    answer = office.ask(PrintCaseSummary(case=case.id, profile=profile))
    return flat(" ".join(pages(answer.pdf)))


def head(office: Office) -> tuple[int, str]:
    with office._database.reading(office.actor) as reading:
        return AuditLog(reading.connection).head()


def as_role(office: Office, role: OfficeRole) -> Office:
    """Return the same office with somebody else at the keyboard."""
    other = Actor(UserId(new_id()), "other", "O. Other", role)
    return Office(office._database, other, lambda: None)


def test_internal_paper_holds_the_whole_case(office: Office, case: Case) -> None:
    text = printed(office, case)
    for words in (
        "RIVERSIDE COUNTY, OFFICE OF THE PROSECUTOR",
        "State v. Martin Roe",
        "Superior Court 26-CR-11873",
        "Bail hearing",
        "09:30 Dept 4",
        "Martin Roe In custody since 15 Jan 2026, County jail",
        "Cash bail $50,000, not posted",
        "Counsel: P. Lang",
        "A. Rivera, paralegal",
        "Charges (2)",
        "14 Jan 2026 none entered open",
        "Not guilty",
        "Motion served:",
        "is day 0 and is not counted",
        "Ask the lab",
        "Pry bar <b>red</b> State laboratory, since",
        "due back 1 Jan 2099",
        "R. Dunn, Officer subpoena served, 19 Jan 2026",
        "Sal Mineo, Informant",
        "J.S. Rights given 19 Jan 2026 (Spanish). Last reached",
        "Call Jane Smith",
        NOTE,
    ):
        assert words in text


@pytest.mark.parametrize("profile", Profile)
def test_no_way_to_reach_a_protected_person_is_on_any_paper(
    office: Office, case: Case, profile: Profile
) -> None:
    for query in (PrintCaseSummary, PreviewCaseSummary):
        pdf = office.ask(query(case=case.id, profile=profile)).pdf
        text = squeezed("".join(pages(pdf)))
        assert "[withheld]" in text
        for leak in LEAKS:
            assert leak not in text
            assert leak.encode() not in pdf


def test_no_way_to_reach_a_protected_person_is_on_the_clock_sheet(
    office: Office, case: Case
) -> None:
    first = date(2026, 3, 2)
    start = (("clock_start", first.isoformat()),)
    office.do(StartClock(case=case.id, regime="US-STA-70", facts=start))
    reason = f"She can be reached at {PHONE} only"
    office.do(AddExclusion(case=case.id, kind="H7", first=first, last=first, reason=reason))
    text = squeezed("".join(pages(office.ask(PreviewClockSheet(case=case.id)).pdf)))
    assert text.count("[withheld]") == 2  # among the steps and among the exclusions
    assert all(leak not in text for leak in LEAKS)


@pytest.mark.parametrize("profile", [Profile.COURT, Profile.DEFENSE])
def test_public_paper_has_no_work_product_and_no_protected_name(
    office: Office, case: Case, profile: Profile
) -> None:
    text = printed(office, case, profile)
    for secret in ("Jane", "Smith", "Timothy", "Ochoa", "Mineo", NOTE, "rear window", "Ask the lab",
                   "Rights given", "due back", "subpoena", "Never call", "123-45"):  # fmt: skip
        assert secret not in text
    assert "Burglary of the home of J.S." in text
    assert "T.O., Witness" in text
    assert "State v. Martin Roe" in text


def test_what_an_item_proves_and_what_is_sensitive_stay_in_the_office(
    office: Office, case: Case
) -> None:
    counts = office.ask(CaseCharges(case=case.id))[0].counts
    letter = EvidenceEntry(kind="document", description="Letter to the source")
    item = office.do(LogEvidence(case=case.id, entry=letter)).value.item
    source = replace(letter, description="Notes of the source", sensitivity="INFORMANT")
    office.do(LogEvidence(case=case.id, entry=source))
    for count in counts[:2]:
        office.do(LinkItemToCharge(item=item.id, charge=count.charge.id))
    internal, outside = (printed(office, case, each) for each in (Profile.INTERNAL, Profile.COURT))
    assert "proves counts 1, 2" in internal
    assert "Notes of the source" in internal
    assert "Letter to the source" in outside
    assert "proves" not in outside
    assert "Notes of the source" not in outside


def test_safety_rules_are_on_no_paper(office: Office, case: Case) -> None:
    assert "Never call" not in printed(office, case)


def test_an_alias_of_a_victim_is_masked_in_free_text(office: Office, case: Case) -> None:
    defendant = AddParty(case=case.id, role=Role.DEFENDANT, person=person("Lane", "Ann"))
    party = office.do(defendant).value
    count = AddCharge(
        case=case.id, defendant=party.id, statute="PC 1", description="Threat to JJ at night"
    )
    office.do(count)
    text = printed(office, case, Profile.COURT)
    assert "Threat to J. at night" in text


def test_what_is_left_out_is_told_in_numbers(office: Office, case: Case) -> None:
    contacts = ("2 contact numbers", "1 e-mail", "1 address")
    internal = office.ask(PreviewCaseSummary(case=case.id, profile=Profile.INTERNAL))
    assert internal.left_out == contacts
    defense = office.ask(PreviewCaseSummary(case=case.id, profile=Profile.DEFENSE))
    assert defense.left_out == (
        *contacts,
        "the synopsis",
        "1 internal deadline",
        "1 confidential person",
        "1 victim status",
        "1 task",
        "1 note",
    )


def test_parts_not_asked_for_are_neither_printed_nor_called_empty(
    office: Office, case: Case
) -> None:
    only = frozenset({SummaryPart.CHARGES})
    query = PrintCaseSummary(case=case.id, profile=Profile.INTERNAL, parts=only)
    answer = office.ask(query)
    text = flat(" ".join(pages(answer.pdf)))
    assert "Charges (2)" in text
    for title in ("Synopsis", "Deadlines", "Evidence", "Witnesses", "Victim", "Notes", "None"):
        assert title not in text
    assert "Before the next hearing" not in text
    victims = office.ask(replace(query, parts=frozenset({SummaryPart.VICTIMS})))
    text = flat(" ".join(pages(victims.pdf)))
    assert "J.S. Rights given" in text
    assert "Witnesses" not in text
    defense = replace(query, profile=Profile.DEFENSE)
    assert not any("note" in line for line in office.ask(defense).left_out)


def test_printing_is_in_the_log_and_names_the_entry_before_it(office: Office, case: Case) -> None:
    before = head(office)
    text = printed(office, case)
    assert f"Audit {fingerprint(*before)}" in text
    newest = office.ask(CaseHistory(case=case.id)).rows[0]
    assert (newest.what, newest.outcome) == ("Printed case summary", Outcome.READ)
    assert head(office)[0] == before[0] + 1


def test_a_preview_is_not_in_the_log_and_carries_no_fingerprint(office: Office, case: Case) -> None:
    before = head(office)
    answer = office.ask(PreviewCaseSummary(case=case.id, profile=Profile.COURT))
    assert "Audit given when printed" in flat(" ".join(pages(answer.pdf)))
    assert head(office) == before


def test_roles_without_the_right_to_print_are_refused(office: Office, case: Case) -> None:
    reader = as_role(office, OfficeRole.READER)
    for query in (PrintCaseSummary, PreviewCaseSummary):
        with pytest.raises(NotPermitted):
            reader.ask(query(case=case.id, profile=Profile.INTERNAL))


def test_a_paralegal_prints_no_victim_status_but_public_paper_is_masked_all_the_same(
    office: Office, case: Case
) -> None:
    paralegal = as_role(office, OfficeRole.PARALEGAL)
    internal = printed(paralegal, case)
    assert "J.S." in internal
    assert "Rights given" not in internal
    assert "Mineo" not in internal
    court = printed(paralegal, case, Profile.COURT)
    assert "Burglary of the home of J.S." in court
    assert "Smith" not in court


def test_a_walled_case_is_not_printed_for_outsiders(office: Office, case: Case) -> None:
    with office._database.writing(office.actor) as work:
        work.walls.close(case.id, [office.actor.user])
    outsider = as_role(office, OfficeRole.PROSECUTOR)
    with pytest.raises(NotPermitted):
        outsider.ask(PrintCaseSummary(case=case.id, profile=Profile.INTERNAL))


def test_an_unknown_case_is_missing(office: Office) -> None:
    with pytest.raises(Missing):
        office.ask(PrintCaseSummary(case=CaseId(new_id()), profile=Profile.COURT))


def test_an_empty_case_prints_and_says_so(office: Office) -> None:
    case = office.do(OpenCase(title="State v. Nobody")).value
    text = printed(office, case)
    assert "None set." in text
    assert "None entered." in text


def test_father_and_son_of_one_name_keep_their_own_counts(office: Office) -> None:
    case = office.do(OpenCase(title="State v. Roe")).value
    for statute in ("PC 111", "PC 222"):
        joined = AddParty(case=case.id, role=Role.DEFENDANT, person=person("Roe", "Martin"))
        party = office.do(joined).value
        count = AddCharge(case=case.id, defendant=party.id, statute=statute, description="Theft")
        office.do(count)
    text = printed(office, case)
    charges = text[text.index("Charges (2)") :]
    assert charges.index("Martin Roe") < charges.index("PC 111") < charges.index("Martin Roe (2)")
    assert charges.index("Martin Roe (2)") < charges.index("PC 222")


def test_a_hundred_thousand_characters_and_other_scripts_are_printed_whole(
    office: Office, case: Case
) -> None:
    office.do(AddNote(case=case.id, text="<b>שלום</b> & 😀 " + "word " * 20_000 + "end"))
    answer = office.ask(PrintCaseSummary(case=case.id, profile=Profile.INTERNAL))
    read = pages(answer.pdf)
    assert len(read) == answer.pages > 5
    assert "".join(read).count("word") >= 20_000


def test_who_is_a_minor() -> None:
    child = person("Doe", "A")
    today = date(2026, 2, 28)
    assert is_minor(replace(child, born_on=date(2008, 3, 1)), today)
    assert not is_minor(replace(child, born_on=date(2008, 2, 28)), today)
    assert is_minor(replace(child, stated_age=17), today)
    assert not is_minor(replace(child, stated_age=18), today)
    assert not is_minor(child, today)


def test_paper_is_saved_whole_and_nothing_else_stays(tmp_path: Path) -> None:
    to = tmp_path / "brief.pdf"
    assert save_paper(b"%PDF-1", to).read_bytes() == b"%PDF-1"
    with pytest.raises(Refused, match="target_exists"):
        save_paper(b"%PDF-2", to)
    save_paper(b"%PDF-2", to, overwrite=True)
    assert to.read_bytes() == b"%PDF-2"
    assert list(tmp_path.iterdir()) == [to]


def test_nothing_but_a_pdf_is_replaced(tmp_path: Path) -> None:
    to = tmp_path / "vault.db"
    to.write_bytes(b"SQLite")
    with pytest.raises(Refused, match="target_no_pdf"):
        save_paper(b"%PDF-1", to, overwrite=True)
    with pytest.raises(Refused, match="target_is_folder"):
        save_paper(b"%PDF-1", tmp_path, overwrite=True)
    assert to.read_bytes() == b"SQLite"


def test_a_folder_that_is_not_there_is_the_worlds_fault(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="not_found"):
        save_paper(b"%PDF-1", tmp_path / "no" / "brief.pdf")


def person(family: str, given: str) -> Person:
    return Person(id=PersonId(new_id()), family=family, given=given)
