"""Reading an office's four files: a small hand-made office with every trap, then files gone bad.

What each line of `cook_county/*.csv` is there for shows in the tests that name it.
"""

import shutil
from collections import Counter
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.errors import Cancelled, ImportRefused
from app.interchange.cook_county import (
    Coded,
    Finding,
    Progress,
    Referrals,
    RowCount,
    Severity,
    SourceCharge,
    SourceDefendant,
    read_office,
)
from app.interchange.cook_county.cells import read_flag, read_moment
from app.interchange.cook_county.columns import FILES
from app.interchange.cook_county.spellings import spelling_key

OFFICE = Path(__file__).parent / "cook_county"
TODAY = date(2026, 1, 1)
ANN, BOB, CYD, DEE, EVE = (f"200000000000{n}" for n in (1, 2, 3, 4, 9))


def read(folder: Path) -> Referrals:
    return read_office(folder, today=TODAY, progress=lambda _: None, cancelled=lambda: False)


@pytest.fixture(scope="module")
def office() -> Referrals:
    return read(OFFICE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(OFFICE, tmp_path / "office"))


def replace(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="")


def found(office: Referrals, code: str) -> list[Finding]:
    return [finding for finding in office.findings if finding.code == code]


def places(office: Referrals, code: str) -> list[tuple[str, int | None]]:
    return [(finding.file, finding.line) for finding in found(office, code)]


def person(office: Referrals, participant: str) -> SourceDefendant:
    return next(p for p in office.defendants if p.participant_id == participant)


def charge(office: Referrals, charge_id: str) -> SourceCharge:
    return next(c for c in office.charges if c.charge_id == charge_id)


def test_every_row_is_imported_a_duplicate_or_rejected(office: Referrals) -> None:
    assert office.accounting == {
        "intake.csv": RowCount(read=8, imported=4, duplicates=1, rejected=3),
        "initiation.csv": RowCount(read=6, imported=5, duplicates=0, rejected=1),
        "dispositions.csv": RowCount(read=6, imported=5, duplicates=0, rejected=1),
        "sentencing.csv": RowCount(read=3, imported=3, duplicates=0, rejected=0),
    }
    rejected = Counter(f.file for f in office.findings if f.severity is Severity.REJECTED)
    assert rejected == {f: c.rejected for f, c in office.accounting.items() if c.rejected}


def test_each_rejected_row_is_named_with_line_and_reason(office: Referrals) -> None:
    rejected = [f for f in office.findings if f.severity is Severity.REJECTED]
    assert [(f.file, f.line, f.code) for f in rejected] == [
        ("intake.csv", 6, "import.row.no_id"),
        ("intake.csv", 7, "import.row.wrong_width"),
        ("intake.csv", 10, "import.row.other_case"),
        ("initiation.csv", 7, "import.row.charge_in_other_case"),
        ("dispositions.csv", 7, "import.row.no_id"),
    ]


def test_times_are_shifted_back_and_the_day_with_them(office: Referrals) -> None:
    assert office.shift.ahead == timedelta(hours=4)
    assert (office.shift.agreeing, office.shift.compared) == (9, 9)
    # Intake says 5 January 03:23; the other files say the evening before.
    assert person(office, ANN).arrested_at == datetime(2019, 1, 4, 23, 23)  # noqa: DTZ001  local
    # Nobody but the shift of the others speaks for Dee, whose row is in no other file.
    assert person(office, DEE).arrested_at == datetime(2019, 3, 18, 10, 0)  # noqa: DTZ001  local
    assert [case.received_on for case in office.cases][:3] == [
        date(2019, 1, 5),
        date(2019, 2, 11),
        date(2019, 3, 20),
    ]


def test_a_shift_that_the_files_contradict_is_not_taken_back(folder: Path) -> None:
    for stated, elsewhere in (("2019-01-05T03:23", "2019-01-05T09:00"), ("T04:00", "T07:30")):
        replace(folder, "intake.csv", stated, elsewhere)
    replace(folder, "intake.csv", "2019-02-10T07:30", "2019-02-10T13:00")
    replace(folder, "intake.csv", "2019-01-04T07:30", "2019-01-04T22:00")
    office = read(folder)
    assert not office.shift.proven
    assert len(found(office, "import.clock.unproven")) == 1
    assert person(office, DEE).arrested_at == datetime(2019, 3, 18, 14, 0)  # noqa: DTZ001  local
    assert found(office, "import.row.facts_differ")


def test_without_other_rows_a_column_of_days_tells_the_shift(folder: Path) -> None:
    for file in FILES[1:]:
        header = (folder / file).read_text(encoding="utf-8").splitlines()[0]
        (folder / file).write_text(header, encoding="utf-8")
    office = read(folder)
    assert (office.shift.ahead, office.shift.proven) == (timedelta(hours=4), True)
    assert person(office, ANN).arrested_at == datetime(2019, 1, 4, 23, 23)  # noqa: DTZ001  local


def test_right_clocks_are_left_alone(folder: Path) -> None:
    rows = (folder / "intake.csv").read_text(encoding="utf-8")
    for day, evening in (("2019-01-05T03:23", "2019-01-04T23:23"), ("05T03:40", "04T23:40")):
        rows = rows.replace(day, evening)
    rows = rows.replace("2019-02-11T03:30", "2019-02-10T23:30").replace("T04:00", "T00:00")
    (folder / "intake.csv").write_text(rows, encoding="utf-8", newline="")
    office = read(folder)
    assert (office.shift.ahead, office.shift.proven) == (timedelta(), True)
    assert not found(office, "import.clock.shifted")
    assert person(office, ANN).arrested_at == datetime(2019, 1, 4, 23, 23)  # noqa: DTZ001  local


def test_a_charge_against_two_defendants_is_one_charge(office: Referrals) -> None:
    joint = charge(office, "3000000000001")
    assert [(a.participant_id, a.is_primary, a.version_ids) for a in joint.against] == [
        (ANN, True, ("400000000001", "400000000002")),
        (BOB, True, ("400000000001",)),
    ]
    assert [(v.version_id, v.event) for v in joint.versions] == [
        ("400000000001", Coded("Indictment", "INDICT")),
        ("400000000002", Coded("Re-Indictment", "REINDICT")),
    ]


def test_leading_zeros_stay(office: Referrals) -> None:
    assert charge(office, "3000000000001").versions[0].offense.aoic == "0012309"


def test_charges_only_later_files_know_are_kept_and_counted_apart(office: Referrals) -> None:
    assert sum(not charge.from_initiation for charge in office.charges) == 2
    assert charge(office, "3000000000077").versions[0].offense.offense_class == "A"
    assert places(office, "import.charge.not_in_initiation") == [
        ("dispositions.csv", 6),
        ("sentencing.csv", 4),
    ]


def test_a_defendant_only_later_files_know_is_kept_and_reported(office: Referrals) -> None:
    eve = person(office, EVE)
    assert (eve.reviews, eve.race, eve.ethnicity) == (
        (),
        Coded("White [Hispanic or Latino]", "W"),
        "H",
    )
    assert places(office, "import.defendant.not_in_intake") == [("initiation.csv", 6)]


def test_both_date_formats_are_read(office: Referrals) -> None:
    assert [entry.disposed_on for entry in office.dispositions] == [
        date(2019, 4, 8),
        date(2109, 4, 22),
        date(2016, 8, 14),
        None,
        date(2019, 4, 8),
    ]


def test_impossible_dates_are_kept_and_flagged(office: Referrals) -> None:
    assert places(office, "import.date.in_future") == [("dispositions.csv", 3)]
    assert places(office, "import.date.before_received") == [("dispositions.csv", 4)]
    assert places(office, "import.date.before_arrest") == [("dispositions.csv", 4)]
    assert places(office, "import.date.before_disposition") == [("sentencing.csv", 3)]
    assert [f.field for f in found(office, "import.date.before_incident")] == [
        "incident_end_date",
        "arrest_date",
        "event_date",
    ]
    (unreadable,) = found(office, "import.date.unreadable")
    assert (unreadable.line, unreadable.stated) == (5, "2/30/2019 12:00:00 AM")


def test_a_year_before_anyone_was_born_is_flagged(folder: Path) -> None:
    replace(folder, "dispositions.csv", "8/14/2016", "8/14/1816")
    assert places(read(folder), "import.date.too_early") == [("dispositions.csv", 4)]


def test_files_that_contradict_each_other_are_reported(folder: Path) -> None:
    path = folder / "dispositions.csv"
    rows = path.read_text(encoding="utf-8").splitlines()
    rows[1] = rows[1].replace(",31,Male,Black,", ",32,Male,White,")
    path.write_text("\n".join(rows), encoding="utf-8")
    differing = found(read(folder), "import.row.facts_differ")
    assert [(f.line, f.field, f.stated, f.related) for f in differing] == [
        (2, "age_at_incident", "32", "31"),
        (2, "race", "White", "Black"),
    ]


def test_co_defendants_with_other_case_facts_are_reported(folder: Path) -> None:
    path = folder / "intake.csv"
    rows = path.read_text(encoding="utf-8").splitlines()
    rows[2] = rows[2].replace("05T04:00:00,Narcotics,", "05T04:00:00,Arson,", 1)
    path.write_text("\n".join(rows), encoding="utf-8")
    differing = found(read(folder), "import.row.facts_differ")
    # Once against Bob's own rows elsewhere, once against Ann's row of the same case.
    assert {(f.line, f.stated, f.related) for f in differing} == {(3, "Arson", "Narcotics")}


def test_a_defendant_named_only_at_disposition_joins_the_charge(folder: Path) -> None:
    replace(folder, "dispositions.csv", "3000000000077", "3000000000002")
    office = read(folder)
    assert [a.participant_id for a in charge(office, "3000000000002").against] == [ANN, BOB]
    assert places(office, "import.charge.defendant_added") == [("dispositions.csv", 6)]


def test_spellings_are_kept_and_reported_side_by_side(office: Referrals) -> None:
    twins = {(f.field, f.stated, f.related) for f in found(office, "import.value.two_spellings")}
    assert twins == {
        ("race", "Asian", "ASIAN"),
        ("law_enforcement_agency", "Lakeview  PD", "LAKEVIEW PD"),
        ("charge_offense_title", "RETAILTHEFT", "RETAIL THEFT"),
        ("judge", "Byrne, Ada", "Ada  Byrne"),
    }
    assert person(office, DEE).agency == "Lakeview  PD"
    assert {person(office, p).race for p in (BOB, DEE)} == {
        Coded("Asian", "A"),
        Coded("ASIAN", "A"),
    }


def test_signs_that_change_an_offense_make_no_twins() -> None:
    assert spelling_key("FORGED CARD/>$300") != spelling_key("FORGED CARD/<$300")


def test_a_warrant_is_a_status_and_no_result(office: Referrals) -> None:
    warrant = office.dispositions[2]
    assert (warrant.outcome, warrant.status) == (Coded("BFW", "WARRANT"), "warrant")


def test_unknown_words_are_kept_without_a_code_and_reported(office: Referrals) -> None:
    assert office.dispositions[3].outcome == Coded("Ended by magic", None)
    assert {f.stated for f in found(office, "import.value.unknown_word")} == {
        "Ended by magic",
        "Held for the moon",
    }


def test_a_sentence_keeps_its_length_as_written(office: Referrals) -> None:
    probation, prison, jail = office.sentences
    assert (probation.term_stated, probation.term) == ("1.5", Decimal("1.5"))
    assert (probation.unit, probation.is_current) == (Coded("Year(s)", "YEARS"), True)
    assert (prison.term_stated, prison.term, prison.is_current) == ("two", None, False)
    assert (jail.kind, jail.unit, jail.days_published) == (Coded("Jail", "JAIL"), None, None)
    assert places(office, "import.value.no_number") == [("sentencing.csv", 3)]
    assert places(office, "import.value.other_length") == [("sentencing.csv", 3)]
    assert places(office, "import.sentence.no_disposition") == [("sentencing.csv", 4)]


def test_screening_is_read_as_a_decision(office: Referrals) -> None:
    (review,) = person(office, CYD).reviews
    assert (review.reviewed_on, review.result) == (date(2019, 2, 11), Coded("Rejected", "DECLINE"))
    assert review.participant_status == Coded("Held for the moon", None)


def test_a_second_intake_row_is_a_second_review(folder: Path) -> None:
    path = folder / "intake.csv"
    first = path.read_text(encoding="utf-8").splitlines()[1]
    with path.open("a", encoding="utf-8") as file:
        file.write(first.replace("05T04:00:00,Approved", "07T04:00:00,Rejected") + "\n")
    office = read(folder)
    assert [review.reviewed_on for review in person(office, ANN).reviews] == [
        date(2019, 1, 5),
        date(2019, 1, 7),
    ]
    assert office.accounting["intake.csv"].imported == 5


def test_primary_flags_that_do_not_add_up_are_reported(folder: Path) -> None:
    replace(folder, "initiation.csv", "false,3000000000002", "true,3000000000002")
    office = read(folder)
    assert [f.related for f in found(office, "import.charge.several_primary")] == [ANN]
    assert [f.related for f in found(office, "import.charge.no_primary")] == [EVE]


def test_text_with_line_breaks_quotes_and_tags_comes_through(office: Referrals) -> None:
    assert office.cases[2].offense_category == 'Narcotics\nand "other" <b>things</b>'


def test_columns_may_come_in_any_order_with_others_between(folder: Path) -> None:
    path = folder / "sentencing.csv"
    rows = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()]
    turned = [",".join(["extra" if i == 0 else "7", *reversed(r)]) for i, r in enumerate(rows)]
    path.write_text("\n".join(turned), encoding="utf-8")
    office = read(folder)
    assert office.sentences == read(OFFICE).sentences
    assert [f.field for f in found(office, "import.column.ignored")] == ["extra"]


@pytest.mark.parametrize(
    "text",
    [
        "2019-01-05T00:00:00",
        "2019-01-05T00:00:00.000",
        "2019-01-05T00:00:00Z",
        "2019-01-05 00:00:00",
        "2019-01-05",
        "1/5/2019 12:00:00 AM",
        "01/05/2019 12:00:00 am",
        "01/05/2019 00:00",
        " 1/5/2019 ",
    ],
)
def test_a_day_is_read_in_every_format_the_office_has_used(text: str) -> None:
    assert read_moment(text) == datetime(2019, 1, 5)  # noqa: DTZ001  local


@pytest.mark.parametrize(
    ("text", "hour"), [("1/5/2019 12:30:00 PM", 12), ("1/5/2019 1:30:00 PM", 13)]
)
def test_afternoon_hours_are_read(text: str, hour: int) -> None:
    assert read_moment(text) == datetime(2019, 1, 5, hour, 30)  # noqa: DTZ001  local


@pytest.mark.parametrize("text", ["", "soon", "13/13/2019", "2019-02-30", "1/5/2019 13:00:00 PM"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_moment(text) is None


def test_a_flag_that_is_neither_yes_nor_no_is_none() -> None:
    assert [read_flag(text) for text in ("TRUE", "0", "", "perhaps")] == [True, False, False, None]


def test_headers_alone_are_an_office_without_cases(folder: Path) -> None:
    for file in FILES:
        header = (folder / file).read_text(encoding="utf-8").splitlines()[0]
        (folder / file).write_text(header, encoding="utf-8")
    office = read(folder)
    assert (office.cases, office.charges, office.findings) == ((), (), ())
    assert not office.shift.proven


@pytest.mark.parametrize("file", FILES)
def test_a_missing_file_is_refused(folder: Path, file: str) -> None:
    (folder / file).unlink()
    with pytest.raises(ImportRefused) as caught:
        read(folder)
    assert (caught.value.code, caught.value.values["file"]) == ("import.missing_file", file)


def test_a_missing_column_in_the_last_file_is_told_before_any_row_is_read(folder: Path) -> None:
    replace(folder, "sentencing.csv", "commitment_term", "term")
    rows: list[Progress] = []
    with pytest.raises(ImportRefused, match=r"import\.missing_column"):
        read_office(folder, today=TODAY, progress=rows.append, cancelled=lambda: False)
    assert rows == []


def test_progress_goes_forward_to_the_whole() -> None:
    seen: list[Progress] = []
    read_office(OFFICE, today=TODAY, progress=seen.append, cancelled=lambda: False)
    shares = [progress.share for progress in seen]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert [progress.file for progress in seen] == [*FILES, FILES[-1]]


@pytest.mark.parametrize("patience", range(5))
def test_it_stops_when_it_is_cancelled(patience: int) -> None:
    asked = iter([False] * patience + [True])
    with pytest.raises(Cancelled):
        read_office(OFFICE, today=TODAY, progress=lambda _: None, cancelled=lambda: next(asked))


SOURCES = {file: (OFFICE / file).read_bytes() for file in FILES}


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    file=st.sampled_from(FILES),
    place=st.integers(0, 2500),
    width=st.integers(0, 40),
    patch=st.one_of(
        st.binary(max_size=30),
        st.sampled_from([b'"', b",", b"\n", b"\r", b"0001-01-01T00:00:00", b"9999-12-31", b"\xff"]),
    ),
)
def test_a_damaged_file_is_refused_or_read_with_every_row_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, file: str, place: int, width: int, patch: bytes
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    for name, data in SOURCES.items():
        bad = data[:place] + patch + data[place + width :] if name == file else data
        (folder / name).write_bytes(bad)
    try:
        office = read(folder)
    except ImportRefused:
        return
    rejected = Counter(f.file for f in office.findings if f.severity is Severity.REJECTED)
    for name, count in office.accounting.items():
        assert count.read == count.imported + count.duplicates + count.rejected
        assert count.rejected == rejected[name]
        assert min(count.imported, count.duplicates, count.rejected) >= 0
    imported = (len(office.dispositions), len(office.sentences))
    assert imported == tuple(office.accounting[name].imported for name in FILES[2:])
