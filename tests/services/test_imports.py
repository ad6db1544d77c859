"""Taking in another office's files: everything or nothing, once, and never over what is stored."""

import csv
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from app.domain.cases import CaseFilter, CaseStatus, ScreeningDecision, Stage
from app.domain.charges import Phase
from app.domain.codes import CodeList
from app.domain.errors import Cancelled, ImportRefused, NotPermitted, Refused
from app.domain.ids import new_id
from app.domain.imports import ImportCounts, ImportReport
from app.domain.persons import CustodyStatus
from app.domain.resources import resource_path
from app.domain.users import Actor, OfficeRole, UserId
from app.i18n.sentences import SENTENCES
from app.services.cases import AmendCase, CaseByNumber, CasesPage, OpenCase
from app.services.imports import ImportCookCounty, words_of
from app.services.imports.standing import Progress, screening_of, standing
from app.services.office import Office
from app.storage.shipped_codes import shipped_codes

FILES = Path(__file__).resolve().parents[1] / "interchange" / "cook_county"
PUBLISHED = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "cook_county"
SOURCES = Path(__file__).resolve().parents[2] / "app" / "interchange"
NAMES = ("intake.csv", "initiation.csv", "dispositions.csv", "sentencing.csv")
KINDS = (
    *("cases", "persons", "parties", "defendants", "charges", "charge_versions"),
    *("dispositions", "sentences", "import_runs", "import_findings"),
)


def entries(office: Office) -> int:
    with office._database.reading(office.actor) as reading:
        return reading.audit.head()[0]


def counts(office: Office) -> dict[str, int]:
    with office._database.reading(office.actor) as reading:
        return {kind: getattr(reading, kind).count() for kind in KINDS}


def take_in(office: Office, folder: Path = FILES) -> ImportReport:
    return office.do(ImportCookCounty(folder)).value


def copied(folder: Path, keep: Callable[[str, dict[str, str]], bool]) -> Path:
    """Copy the files, with the rows that ``keep`` lets through."""
    folder.mkdir()
    for name in NAMES:
        with (FILES / name).open(encoding="utf-8", newline="") as source:
            rows = csv.DictReader(source)
            with (folder / name).open("w", encoding="utf-8", newline="") as target:
                writer = csv.DictWriter(target, list(rows.fieldnames or ()), extrasaction="ignore")
                writer.writeheader()
                writer.writerows(row for row in rows if keep(name, row))
    return folder


def changed(folder: Path, name: str, old: str, new: str) -> Path:
    """Copy the files with one text in one of them replaced."""
    shutil.copytree(FILES, folder)
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), "utf-8")
    return folder


def test_everything_the_files_hold_is_written(office: Office) -> None:
    report = take_in(office)
    assert report.found == ImportCounts(
        cases=4, defendants=5, charges=5, dispositions=5, sentences=3
    )
    assert report.new == report.found
    assert all(f.read == f.imported + f.duplicates + f.rejected for f in report.files)
    assert report.rejected == sum(f.rejected for f in report.files)
    stored = counts(office)
    assert (stored["cases"], stored["persons"], stored["dispositions"]) == (4, 5, 5)
    assert stored["charges"] == 6  # one charge is brought against two defendants
    assert stored["import_findings"] == len(report.findings) == report.rejected + report.warnings


def test_a_case_says_what_its_rows_say(office: Office) -> None:
    take_in(office)
    case = office.ask(CaseByNumber("CC-100000000001"))
    assert case.title == "People v. Defendant 2000000000001 and 1 more"
    assert (case.category, case.agency, case.offense_place) == (
        "Narcotics",
        "LAKEVIEW PD",
        "Lakeview",
    )
    assert case.screening is ScreeningDecision.FILE
    assert (case.stage, case.status) == (Stage.PRETRIAL, CaseStatus.WARRANT)
    with office._database.reading(office.actor) as reading:
        charges = reading.charges.of_case(case.id)
        first = next(charge for charge in charges if charge.disposition == "G-PLEA")
        assert first.statute == "720 ILCS 5/16-25(a)(1)"
        assert (first.charge_class, first.external_code) == ("M-A", "0012309")
        versions = [v for v in reading.charge_versions.of_case(case.id) if v.charge == first.id]
        assert [(v.phase, v.charge_class) for v in versions] == [
            (Phase.FILED, "F-4"),
            (Phase.FILED, "F-4"),
        ]
        held = {each.custody for each in reading.defendants.of_case(case.id)}
        assert held == {CustodyStatus.WARRANT, CustodyStatus.UNKNOWN}


def test_a_doubtful_date_is_kept_and_says_why(office: Office) -> None:
    take_in(office)
    case = office.ask(CaseByNumber("CC-100000000001"))
    with office._database.reading(office.actor) as reading:
        (far,) = (d for d in reading.dispositions.of_case(case.id) if d.on and d.on.year > 2100)
    assert (far.code, far.stated, far.reason) == ("NOLLE", "Nolle Prosecution", "No Lab")
    assert "2109-04-22 has not come yet" in far.doubt


def test_imported_cases_are_found_by_number_charge_and_person(office: Office) -> None:
    take_in(office)
    for words in ("CC-100000000001", "retail theft", "2000000000001"):
        assert office.ask(CasesPage(which=CaseFilter(words=words))).rows, words


def test_importing_again_changes_nothing(office: Office) -> None:
    first = take_in(office)
    before = counts(office)
    second = take_in(office)
    assert second.new == ImportCounts()
    assert second.found == first.found
    assert (second.rejected, second.warnings) == (first.rejected, first.warnings)
    assert counts(office) == before


def test_one_import_leaves_one_audit_entry(office: Office) -> None:
    before = entries(office)
    take_in(office)
    assert entries(office) == before + 1


def test_dispositions_that_come_later_settle_counts_and_move_the_case(
    office: Office, tmp_path: Path
) -> None:
    early = copied(tmp_path / "early", lambda name, _: name in NAMES[:2])
    assert take_in(office, early).new.dispositions == 0
    case = office.ask(CaseByNumber("CC-100000000001"))
    assert case.stage is Stage.PRETRIAL
    late = take_in(office)
    assert (late.new.cases, late.new.dispositions, late.new.sentences) == (0, 5, 3)
    moved = office.ask(CaseByNumber("CC-100000000001"))
    assert (moved.status, moved.version) == (CaseStatus.WARRANT, case.version + 1)
    whole = counts(office)
    assert (whole["charges"], whole["dispositions"], whole["sentences"]) == (6, 5, 3)
    with office._database.reading(office.actor) as reading:
        codes = sorted(charge.disposition for charge in reading.charges.of_case(case.id))
    assert codes == ["", "ACQ", "G-PLEA", "NOLLE"]  # a warrant ends nothing


def test_files_that_only_go_on_with_known_charges_contradict_nothing(
    office: Office, tmp_path: Path
) -> None:
    take_in(office, copied(tmp_path / "early", lambda name, _: name in NAMES[:2]))
    late = copied(tmp_path / "late", lambda name, _: name in NAMES[2:])
    report = take_in(office, late)
    assert (report.new.cases, report.new.dispositions) == (0, 5)
    differing = [f for f in report.findings if f.reason == "import.row.differs_from_stored"]
    assert differing == []


def test_a_case_moved_by_hand_stays_where_it_was_put(office: Office, tmp_path: Path) -> None:
    take_in(office, copied(tmp_path / "early", lambda name, _: name in NAMES[:2]))
    case = office.ask(CaseByNumber("CC-100000000001"))
    office.do(AmendCase(case=replace(case, stage=Stage.TRIAL)))
    take_in(office)
    assert office.ask(CaseByNumber("CC-100000000001")).stage is Stage.TRIAL


def test_parts_that_overlap_add_up_to_the_whole(office: Office, tmp_path: Path) -> None:
    person = "2000000000002"
    without = copied(tmp_path / "part", lambda _, row: row["case_participant_id"] != person)
    first = take_in(office, without)
    second = take_in(office)
    together = {
        kind: asdict(first.new)[kind] + number for kind, number in asdict(second.new).items()
    }
    # The charge brought against both is new once for each of them.
    assert together == {**asdict(second.found), "charges": second.found.charges + 1}
    assert counts(office)["charges"] == 6
    case = office.ask(CaseByNumber("CC-100000000001"))
    with office._database.reading(office.actor) as reading:
        assert {party.number for party in reading.parties.of_case(case.id)} == {1, 2}
    assert take_in(office).new == ImportCounts()


def test_a_row_that_differs_from_the_stored_one_is_reported_and_not_written(
    office: Office, tmp_path: Path
) -> None:
    take_in(office)
    before = counts(office)
    other = changed(tmp_path / "other", "dispositions.csv", "Plea Of Guilty", "Finding Guilty")
    report = take_in(office, other)
    (finding,) = (f for f in report.findings if f.reason == "import.row.differs_from_stored")
    assert (finding.file, finding.line) == ("dispositions.csv", 2)
    assert (finding.stated, finding.related) == ("Finding Guilty", "Plea Of Guilty")
    assert "Nothing was changed" in words_of(finding)
    assert (report.new, counts(office)) == (ImportCounts(), before)


@pytest.mark.parametrize("pause", [0, 1, 4, 6, 9, 12])
def test_an_import_stopped_anywhere_leaves_no_trace(office: Office, pause: int) -> None:
    asked = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) > pause

    before = entries(office)
    with pytest.raises(Cancelled):
        office.do(ImportCookCounty(FILES, cancelled=cancelled))
    assert set(counts(office).values()) == {0}
    assert office.ask(CasesPage()).rows == ()
    assert entries(office) == before
    assert take_in(office).new.cases == 4


def test_progress_rises_to_the_end(office: Office) -> None:
    seen: list[tuple[int, int, str]] = []
    office.do(ImportCookCounty(FILES, progress=lambda *at: seen.append(at)))
    done = [each[0] for each in seen]
    assert done == sorted(done)
    assert seen[-1][:2] == (100, 100)
    assert {"intake.csv", "charges"} <= {each[2] for each in seen}


def test_a_number_that_is_taken_is_refused(office: Office) -> None:
    office.do(OpenCase(title="Ours", number="CC-100000000001"))
    with pytest.raises(Refused, match="number_taken"):
        take_in(office)
    assert counts(office)["persons"] == 0


def test_a_missing_file_is_refused_by_name(office: Office, tmp_path: Path) -> None:
    shutil.copy(FILES / "intake.csv", tmp_path)
    with pytest.raises(ImportRefused) as refusal:
        take_in(office, tmp_path)
    assert refusal.value.values["file"] == "initiation.csv"


def test_a_reader_may_not_import(office: Office) -> None:
    reader = Office(
        office._database, Actor(UserId(new_id()), "r", "R", OfficeRole.READER), lambda: None
    )
    with pytest.raises(NotPermitted):
        take_in(reader)


def open_(*codes: str, arraigned: bool = True, sentenced: bool = False) -> Progress:
    return Progress(codes, arraigned, sentenced)


@pytest.mark.parametrize(
    ("charged", "screening", "expected"),
    [
        ((), None, (Stage.SCREENING, CaseStatus.ACTIVE)),
        ((), ScreeningDecision.FURTHER_INVESTIGATION, (Stage.SCREENING, CaseStatus.ACTIVE)),
        ((), ScreeningDecision.FILE, (Stage.FILED, CaseStatus.ACTIVE)),
        ((), ScreeningDecision.DECLINE, (Stage.CLOSED, CaseStatus.DECLINED)),
        ((), ScreeningDecision.DIVERT, (Stage.SCREENING, CaseStatus.DIVERSION)),
        ((open_("", arraigned=False),), None, (Stage.FILED, CaseStatus.ACTIVE)),
        ((open_("", "NOLLE"),), None, (Stage.PRETRIAL, CaseStatus.ACTIVE)),
        ((open_("WARRANT", "NOLLE"),), None, (Stage.PRETRIAL, CaseStatus.WARRANT)),
        ((open_("MISTRIAL"),), None, (Stage.TRIAL, CaseStatus.ACTIVE)),
        ((open_("G-PLEA", "NOLLE"),), None, (Stage.SENTENCING, CaseStatus.ACTIVE)),
        ((open_("G-PLEA", sentenced=True),), None, (Stage.CLOSED, CaseStatus.CLOSED)),
        ((open_("NOLLE"), open_("")), None, (Stage.PRETRIAL, CaseStatus.ACTIVE)),
        ((open_("WARRANT"), open_("")), None, (Stage.PRETRIAL, CaseStatus.ACTIVE)),
        ((open_("ACQ"), open_("NOLLE")), None, (Stage.CLOSED, CaseStatus.CLOSED)),
    ],
)
def test_a_case_stands_with_its_slowest_defendant(
    charged: tuple[Progress, ...],
    screening: ScreeningDecision | None,
    expected: tuple[Stage, CaseStatus],
) -> None:
    assert standing(charged, screening) == expected


def test_one_defendant_to_prosecute_makes_a_prosecution() -> None:
    assert screening_of(["DECLINE", "FILE", None]) is ScreeningDecision.FILE
    assert screening_of(["DECLINE", "REFER"]) is ScreeningDecision.REFER
    assert screening_of([None]) is None


OUR_LISTS = {
    "charge_disposition": CodeList.DISPOSITION,
    "charge_disposition_status": CodeList.CASE_STATUS,
    "charge_disposition_reason": CodeList.DECLINATION_REASON,
    "felony_review_result": CodeList.SCREENING_DECISION,
    "participant_status": CodeList.SCREENING_DECISION,
    "sentence_type": CodeList.SENTENCE,
    "commitment_type": CodeList.SENTENCE,
}
"""Words read as codes of our lists; the others (events, phases, units, people) keep their own."""


@pytest.mark.parametrize("words", OUR_LISTS)
def test_every_code_words_are_read_as_is_in_our_lists(words: str) -> None:
    mapping = json.loads(resource_path("imports", "cook_county.json").read_text("utf-8"))
    used = {entry["code"] for entry in mapping["lists"][words].values()} - {None}
    ours = {code.code for code in shipped_codes() if code.list is OUR_LISTS[words]}
    assert used
    assert used <= ours


def test_every_finding_of_the_readers_has_a_sentence_that_can_be_filled() -> None:
    sources = "".join(path.read_text("utf-8") for path in SOURCES.rglob("*.py"))
    codes = set(re.findall(r'"(import\.[a-z_0-9.]+[a-z0-9])"', sources))
    assert len(codes) > 30
    assert codes <= set(SENTENCES)
    of_rows = [code for code in codes if code.count(".") > 1]
    told = {"field": "F", "stated": "S", "related": "R", "count": 1}
    assert all(SENTENCES[code].format_map(told) for code in of_rows)


@pytest.mark.skipif(
    not (PUBLISHED / "intake.csv").is_file(),
    reason="the published files are not beside this checkout",
)
def test_two_overlapping_parts_of_the_published_quarter_add_up(
    office: Office, tmp_path: Path
) -> None:
    first, both = part(tmp_path / "a", "81", "70"), part(tmp_path / "b", "70", "72")
    one, two = take_in(office, first), take_in(office, both)
    assert 0 < two.new.cases < two.found.cases
    assert (one.rejected, two.rejected) == (0, 0)
    for report in (one, two):
        assert not [f for f in report.findings if f.reason == "import.row.differs_from_stored"]
    stored = counts(office)
    assert stored["cases"] == one.new.cases + two.new.cases
    assert stored["dispositions"] == one.new.dispositions + two.new.dispositions
    assert take_in(office, first).new == take_in(office, both).new == ImportCounts()


def part(folder: Path, *ends: str) -> Path:
    """Copy the rows of the published cases whose number ends in one of these digits."""
    folder.mkdir()
    for name in NAMES:
        heading, *rows = (PUBLISHED / name).read_text("utf-8").splitlines(keepends=True)
        kept = [row for row in rows if row.split(",", 1)[0].endswith(ends)]
        (folder / name).write_text("".join((heading, *kept)), "utf-8")
    return folder
