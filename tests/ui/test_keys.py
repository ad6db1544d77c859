"""Changing the passphrase in the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.services.office import Office
from app.ui.desk import Desk
from app.ui.keys import PassphraseForm
from app.ui.pages import ACTIONS, PAGES, identity_of
from app.ui.shell import Shell
from tests.conftest import LOGIN, PASSPHRASE
from tests.ui.checks import shown_texts, unnamed_focusable

NEW = "four quite unrelated words"


@pytest.fixture
def form(office: Office, qtbot: QtBot) -> Iterator[PassphraseForm]:
    desk = Desk(office)
    shell = Shell(desk, PAGES, ACTIONS, identity_of(office))
    qtbot.addWidget(shell)
    yield PassphraseForm(shell)
    desk.close()


def fill(form: PassphraseForm, old: str, new: str, again: str) -> None:
    for field, text in ((form._old, old), (form._new, new), (form._again, again)):
        field.content.set_value(text)  # type: ignore[attr-defined]  # each is an input of ours


def test_the_new_passphrase_opens_the_vault_afterwards(
    form: PassphraseForm, office: Office, vault_folder: Path, qtbot: QtBot
) -> None:
    fill(form, PASSPHRASE, NEW, NEW)
    with qtbot.waitSignal(form.committed):
        form.commit()
    office.close()
    bootstrap.unlock(vault_folder, LOGIN, NEW).close()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ((PASSPHRASE, "short", "short"), "at least 12"),
        ((PASSPHRASE, NEW, f"{NEW}."), "differ"),
        (("wrong", NEW, NEW), "not your present passphrase"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    form: PassphraseForm, qtbot: QtBot, typed: tuple[str, str, str], said: str
) -> None:
    fill(form, *typed)
    form.show()
    form.commit()
    qtbot.waitUntil(lambda: any(said in text for text in shown_texts(form)))


def test_every_part_has_a_name(form: PassphraseForm) -> None:
    form.show()
    assert unnamed_focusable(form) == []
