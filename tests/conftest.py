"""Offices for tests: real encrypted vaults, made once with a cheap key derivation and copied.

The machine under test stands 22 hours ahead of the office: whoever asks the machine instead of the
courthouse what day it is gives a wrong date in nearly every hour, and a test sees it.
"""

import atexit
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import pytest
import time_machine

from app import bootstrap
from app.bootstrap import NewOffice
from app.services.office import Office
from app.storage.header_records import KdfCost

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

LOGIN = "a.rivera"
PASSPHRASE = "correct horse battery staple"
ZONE = "America/Los_Angeles"
MACHINE_ZONE = "Pacific/Kiritimati"

os.environ["TZ"] = MACHINE_ZONE
if hasattr(time, "tzset"):  # Windows has none: there the machine's own zone has to do
    time.tzset()

# What this machine remembers of vaults must not be mixed with what the developer's own remembers,
# nor plain copies of files with those of a vault that is open beside the tests.
os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp(prefix="dossier-tests-")
os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="dossier-tests-")
for _folder in (os.environ["XDG_STATE_HOME"], os.environ["XDG_RUNTIME_DIR"]):
    atexit.register(shutil.rmtree, _folder, ignore_errors=True)

# A busy machine may take its time; a wrong answer is still a wrong answer. Each run tries the same
# examples, so that a change is judged by itself; `--hypothesis-profile=exploring` tries others.
hypothesis.settings.register_profile(
    "exploring",
    deadline=None,
    derandomize=False,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.register_profile(
    "suite", hypothesis.settings.get_profile("exploring"), derandomize=True, database=None
)
hypothesis.settings.load_profile("suite")


@pytest.fixture(autouse=True)
def _nothing_from_the_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the developer's own vault out of the tests."""
    for name in ("DOSSIER_VAULT", "DOSSIER_LOGIN", "DOSSIER_PASSPHRASE_FILE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def november_2026() -> Iterator[None]:
    """Play a trial in the week in which the dates written in it lie ahead, whenever it runs."""
    with time_machine.travel(datetime(2026, 11, 23, 18, tzinfo=UTC)):
        yield


CHEAP = KdfCost(memory_kib=64, iterations=1, lanes=1)


@pytest.fixture(scope="session")
def founded_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("founded") / "riverside.dossier"
    office, _ = bootstrap.found(
        NewOffice(
            folder=folder,
            name="Riverside County, Office of the Prosecutor",
            login=LOGIN,
            person="A. Rivera",
            passphrase=PASSPHRASE,
            zone=ZONE,
            cost=CHEAP,
        )
    )
    office.close()
    return folder


@pytest.fixture
def vault_folder(founded_vault: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(founded_vault, tmp_path / founded_vault.name))


@pytest.fixture
def office(vault_folder: Path) -> Iterator[Office]:
    opened = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    yield opened
    opened.close()
