"""The log handed out: checked by a program that knows nothing of Dossier."""

import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.domain.audit import fingerprint
from app.domain.cases import CaseId
from app.domain.errors import NotConfirmed, Refused
from app.domain.ids import new_id
from app.domain.profiles import Profile
from app.domain.resources import resource_path
from app.services import office as doors
from app.services.audit_export import ExportAuditLog, ExportedLog
from app.services.cases import OpenCase
from app.services.documents import PrintCaseSummary
from app.services.keys import ConfirmIdentity
from app.services.office import Office
from app.services.presence import EnterOffice
from tests.conftest import PASSPHRASE

SCRIPT = resource_path("audit", "verify_audit_log.py")
NAME = "Quillfeather"


@pytest.fixture
def case(office: Office) -> CaseId:
    office.do(EnterOffice())
    for number in range(12):
        office.do(OpenCase(title=f"State v. {NAME} {number}"))
    return office.do(OpenCase(title=f"State v. {NAME}")).value.id


@pytest.fixture
def exported(office: Office, case: CaseId, tmp_path: Path) -> ExportedLog:  # noqa: ARG001  a log of some length
    return office.ask(ExportAuditLog(tmp_path / "log.jsonl"))


def _checked(log: Path, *words: str) -> tuple[int, dict[str, Any]]:
    """Run the verifier as a court would: its own process, no packages, no environment."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(SCRIPT), str(log), "--json", *words],
        capture_output=True,
        check=False,
        env={},
    )
    return done.returncode, json.loads(done.stdout) if done.returncode < 2 else {}


def test_an_export_is_whole_and_signed_to_its_end(exported: ExportedLog) -> None:
    code, found = _checked(exported.path)
    assert (code, found["whole"], found["wrong"]) == (0, True, [])
    assert found["last"] == found["signed_to"] == exported.last
    assert found["entries"] == exported.last
    assert found["signatures"] >= 2


def test_nobodys_name_is_in_it(exported: ExportedLog) -> None:
    content = exported.path.read_text("utf-8")
    assert NAME not in content
    assert "Rivera" not in content


def test_the_export_itself_is_in_the_log_with_its_hash(
    office: Office, exported: ExportedLog
) -> None:
    with office._database.reading(office.actor) as reading:
        (entry,) = reading.audit.newest(1)
    assert entry.action == "ExportAuditLog"
    assert dict(entry.facts)["sha256"] == exported.sha256


Edit = Callable[[list[dict[str, Any]]], object]


def _machine(lines: list[dict[str, Any]]) -> None:
    lines[5]["entry"][7] = "another-machine"


def _signature(lines: list[dict[str, Any]]) -> None:
    signed = next(line["checkpoint"] for line in lines if "checkpoint" in line)
    signed["signature"] = "00" + signed["signature"][2:]


def _key(lines: list[dict[str, Any]]) -> None:
    """Sign with a key that is not the person's."""
    signed = next(line["checkpoint"] for line in lines if "checkpoint" in line)
    key = Ed25519PrivateKey.generate()
    words = f"dossier/1/checkpoint/{lines[0]['vault']}/{signed['seq']}/{signed['link']}"
    signed["key"] = key.public_key().public_bytes_raw().hex()
    signed["signature"] = key.sign(words.encode()).hex()


EDITS: dict[str, Edit] = {
    "changed": _machine,
    "dropped": lambda lines: lines.pop(6),
    "doubled": lambda lines: lines.insert(6, lines[6]),
    "swapped": lambda lines: lines.insert(6, lines.pop(7)),
    "signature": _signature,
    "foreign key": _key,
    "end cut": lambda lines: lines.pop(),
    "tail cut": lambda lines: lines.__delitem__(slice(-4, -1)),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_whatever_is_done_to_the_file_is_found(
    exported: ExportedLog, edit: Edit, tmp_path: Path
) -> None:
    lines = [json.loads(line) for line in exported.path.read_text("utf-8").splitlines()]
    edit(lines)
    changed = tmp_path / "changed.jsonl"
    changed.write_text(
        "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines), "utf-8"
    )
    code, found = _checked(changed)
    assert code == 1
    assert found["wrong"]


@pytest.mark.parametrize(
    "content", [b"", b"{}\n", b"\xff\xfe", b'{"format":"dossier-audit-log/1"}\n', b"[1]\n" * 3]
)
def test_a_file_that_is_no_log_is_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "no.jsonl"
    file.write_bytes(content)
    assert _checked(file)[0] == 2


def test_a_code_on_paper_is_found(office: Office, case: CaseId, tmp_path: Path) -> None:
    with office._database.reading(office.actor) as reading:
        printed = fingerprint(*reading.audit.head())
    office.ask(PrintCaseSummary(case=case, profile=Profile.COURT))
    log = office.ask(ExportAuditLog(tmp_path / "log.jsonl")).path
    code, found = _checked(log, "--code", printed.lower())
    assert (code, found["code_printed_after_entry"]) == (0, found["last"] - 1)
    assert _checked(log, "--code", "A" * 20)[0] == 1


def test_a_part_of_the_log_follows_from_what_lies_before(
    office: Office,
    case: CaseId,  # noqa: ARG001  a log of some length
    tmp_path: Path,
) -> None:
    part = office.ask(ExportAuditLog(tmp_path / "part.jsonl", first=9))
    code, found = _checked(part.path)
    assert (code, found["first"], found["last"]) == (0, 9, part.last)


def test_what_lies_behind_a_wall_is_withheld_and_still_in_the_chain(
    office: Office, case: CaseId, tmp_path: Path
) -> None:
    with office._database.writing(office.actor) as work:
        work.walls.close(case, [new_id()])
    log = office.ask(ExportAuditLog(tmp_path / "log.jsonl"))
    assert log.withheld == 1
    assert case.hex not in log.path.read_text("utf-8")
    code, found = _checked(log.path)
    assert (code, found["withheld"]) == (0, 1)


def test_it_never_takes_the_place_of_another_file(office: Office, exported: ExportedLog) -> None:
    before = exported.path.read_bytes()
    with pytest.raises(Refused, match="export_exists"):
        office.ask(ExportAuditLog(exported.path))
    assert exported.path.read_bytes() == before
    assert [file.name for file in exported.path.parent.glob("*.part")] == []


def test_the_passphrase_is_asked_for_when_some_time_has_passed(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doors, "CONFIRMED_SECONDS", 0.0)
    with pytest.raises(NotConfirmed):
        office.ask(ExportAuditLog(tmp_path / "log.jsonl"))
    assert not (tmp_path / "log.jsonl").exists()
    monkeypatch.undo()
    office.do(ConfirmIdentity(PASSPHRASE))
    office.ask(ExportAuditLog(tmp_path / "log.jsonl"))


def _script() -> Any:
    spec = importlib.util.spec_from_file_location("verify_audit_log", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"  # noqa: ISC004  one signature
        "d25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"  # noqa: ISC004  one signature
        "387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"  # noqa: ISC004  one signature
        "4a7c15e9716ed28dc027beceea1ec40a",
    ),
]
"""Key, message and signature of RFC 8032, section 7.1, tests 1 to 3."""


@pytest.mark.parametrize(("key", "message", "signature"), RFC_8032)
def test_its_own_arithmetic_agrees_with_the_standard(
    key: str, message: str, signature: str
) -> None:
    holds = _script().signature_holds
    words, signed = bytes.fromhex(message), bytes.fromhex(signature)
    assert holds(bytes.fromhex(key), words, signed)
    assert not holds(bytes.fromhex(key), words + b"x", signed)
    for at in (0, 31, 32, 63):
        wrong = bytearray(signed)
        wrong[at] ^= 1
        assert not holds(bytes.fromhex(key), words, bytes(wrong))


def test_its_own_arithmetic_agrees_with_the_library() -> None:
    holds = _script().signature_holds
    for number in range(10):
        key, words = Ed25519PrivateKey.generate(), str(number).encode()
        public, signed = key.public_key().public_bytes_raw(), key.sign(words)
        assert holds(public, words, signed)
        assert not holds(public, words, signed[:32] + bytes(32))


def test_the_vault_need_not_be_there(exported: ExportedLog, office: Office) -> None:
    office.close()
    assert _checked(exported.path)[0] == 0
