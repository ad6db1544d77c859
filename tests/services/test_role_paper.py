"""The role and permission matrix on paper says what the program goes by."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.cli.main import run
from app.domain.users import ROLE_PERMISSIONS, OfficeRole, Permission
from app.i18n.accounts import permission_words, role_words
from app.services.audit_view import AuditPage
from app.services.office import Office
from app.services.role_paper import PrintRoles
from tests.conftest import LOGIN, PASSPHRASE


def test_every_cell_is_what_the_matrix_says(office: Office) -> None:
    paper = office.ask(PrintRoles())
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(paper.pdf)).pages)
    words = " ".join(text.split())
    for role in OfficeRole:
        assert role_words(role) in words
    for permission in Permission:
        assert permission_words(permission) in words
    allowed = sum(len(held) for held in ROLE_PERMISSIONS.values())
    assert words.split().count("yes") == allowed
    assert office.ask(AuditPage()).rows[0].action == "PrintRoles"


def test_the_terminal_writes_it(
    vault_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret, out = tmp_path / "secret", tmp_path / "roles.pdf"
    secret.write_text(PASSPHRASE)
    monkeypatch.setenv("DOSSIER_PASSPHRASE_FILE", str(secret))
    words = ["--vault", str(vault_folder), "--login", LOGIN, "print", "roles", "--out", str(out)]
    assert run(words) == 0
    assert out.read_bytes().startswith(b"%PDF-")
    assert run(words) == 1
