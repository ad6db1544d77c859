"""CASE/UCO: the community's examples read to the last node, and our own files checked by its tool.

`case_validate` (PyPI ``case-utils``, Apache-2.0) checks against the ontology it brings along; it
needs no network. Where it is not installed, or the examples are not beside this checkout, the
tests that need them are skipped.
"""

import importlib.util
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import bootstrap
from app.cli.main import run
from app.domain.cases import CaseId
from app.interchange.case_uco import read_case_uco
from app.services.cases import OpenCase
from app.services.evidence_exchange import ExportChains, ImportChains
from app.services.office import Office
from tests.full_exhibit import log_everything

EXAMPLES = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "case_uco" / "examples"
FILES = sorted(EXAMPLES.rglob("*.json"))
HANDOVER = Path(__file__).resolve().parents[1] / "interchange" / "case_uco" / "handover.jsonld"

beside = pytest.mark.skipif(not FILES, reason="the examples are not beside this checkout")
checked = pytest.mark.skipif(
    importlib.util.find_spec("case_utils") is None, reason="case-utils is not installed"
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("demo") / "demo.dossier"
    assert run(["demo", str(folder)]) == 0
    office = bootstrap.unlock(folder, "demo", "demo")
    yield office
    office.close()


def cases_with_evidence(office: Office) -> list[CaseId]:
    with office._database.reading(office.actor) as reading:
        counts = Counter(item.case for item in reading.evidence.where())
    return [case for case, _ in counts.most_common()]


def validated(*files: Path) -> tuple[bool, str]:
    """Return whether the tool is content, and what it says.

    Its report says "Conforms" also of words the ontology does not have; its exit code does not.
    """
    tool = [sys.executable, "-c", "from case_utils.case_validate import main; main()"]
    done = subprocess.run(
        [*tool, *map(str, files)], capture_output=True, text=True, check=False, timeout=120
    )
    return done.returncode == 0, done.stdout + done.stderr


@beside
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_node_of_an_example_is_understood_or_listed(file: Path) -> None:
    read = read_case_uco(file.read_bytes())
    left = [finding for finding in read.findings if finding.code == "node_left"]
    assert read.taken + len(left) == read.nodes
    document = json.loads(file.read_bytes())
    for finding in read.findings:
        _at(document, finding.place)


def _at(document: object, place: str) -> object:
    """Return what a JSON pointer points at."""
    for step in place.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        document = document[int(key)] if isinstance(document, list) else document[key]  # type: ignore[index]
    return document


@beside
def test_the_examples_with_a_chain_of_custody_come_in(office: Office) -> None:
    named = {file.stem: file for file in FILES}
    come = {
        name: office.do(ImportChains(path=named[name])).value
        for name in ("Oresteia", "forensic_lifecycle")
    }
    greek, lifecycle = come["Oresteia"], come["forensic_lifecycle"]
    assert (len(greek.exhibits), greek.steps) == (4, 8)
    assert greek.case_title == "Crime E"
    assert greek.exhibits[0].holder == "Aeschylus Bard (Investigator)"
    assert greek.exhibits[0].numbers == ("ArgosPD-20170622-001A", "AthensPD-2017220601")
    assert (len(lifecycle.exhibits), lifecycle.steps) == (21, 29)
    for report in come.values():
        assert report.taken + sum(
            finding.reason == "exchange.found.node_left" for finding in report.findings
        ) == report.nodes  # fmt: skip


@beside
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_example_is_taken_in_whatever_it_holds(file: Path, office: Office) -> None:
    report = office.do(ImportChains(path=file)).value
    assert len(report.findings) >= report.nodes - report.taken
    assert {line.tag for line in report.exhibits} == _tags(office)


def _tags(office: Office) -> set[str]:
    with office._database.reading(office.actor) as reading:
        return {item.tag for item in reading.evidence.where()}


@checked
def test_the_files_of_the_demo_office_pass_the_communitys_own_check(
    demo: Office, tmp_path: Path
) -> None:
    """All cases in one run, which is how the tool takes several files."""
    files = [
        demo.ask(ExportChains(case=case, to=tmp_path)).path for case in cases_with_evidence(demo)
    ]
    assert len(files) > 20
    is_content, report = validated(*files, HANDOVER)
    assert is_content, report


@checked
def test_an_exhibit_with_everything_passes_the_check(office: Office, tmp_path: Path) -> None:
    case = office.do(OpenCase(title="State v. Roe")).value
    log_everything(office, case, tmp_path)
    path = office.ask(ExportChains(case=case.id, to=tmp_path / "out.jsonld")).path
    words = ("SignatureFacet", "Attached_To", "Contained_Within", "uco-identity:Organization")
    assert all(word in path.read_text("utf-8") for word in words)
    is_content, report = validated(path)
    assert is_content, report


@checked
def test_the_check_is_no_rubber_stamp(office: Office, tmp_path: Path) -> None:
    case = office.do(OpenCase(title="State v. Roe")).value
    log_everything(office, case, tmp_path)
    path = office.ask(ExportChains(case=case.id, to=tmp_path / "out.jsonld")).path
    path.write_text(path.read_text("utf-8").replace("uco-core:name", "uco-core:nome"), "utf-8")
    is_content, report = validated(path)
    assert not is_content
    assert "uco/core/nome" in report
