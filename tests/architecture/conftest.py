"""The populated office of the examples: without its second case, whole, and with a wall."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from app import bootstrap
from app.services.office import Office
from tests.architecture.examples import World, furnish
from tests.architecture.examples.rehearsal import Rehearsal
from tests.architecture.examples.world import MARK, begin
from tests.conftest import LOGIN, PASSPHRASE


@dataclass(frozen=True)
class Vaults:
    """Three vaults that differ in the second case only, and what lies in it."""

    without: Path
    whole: Path
    walled: Path
    world: World


@dataclass(frozen=True)
class Offices:
    """The three vaults, open; the world is that of the whole one."""

    without: Office
    whole: Office
    walled: Office
    world: World


@pytest.fixture(scope="session")
def vaults(founded_vault: Path, tmp_path_factory: pytest.TempPathFactory) -> Vaults:
    folder = tmp_path_factory.mktemp("examples")
    file = folder / f"{MARK}.txt"
    file.write_text(MARK, "utf-8")
    without, whole, walled = (folder / f"{name}.dossier" for name in ("without", "whole", "walled"))
    shutil.copytree(founded_vault, without)
    with _unlocked(without) as office:
        outset = begin(office)
    shutil.copytree(without, whole)
    with _unlocked(whole) as office:
        world = furnish(office, outset, file)
    shutil.copytree(whole, walled)
    with _unlocked(walled) as office:
        replace(world, office=office).wall_off()
    return Vaults(without, whole, walled, world)


@pytest.fixture(scope="module")
def offices(vaults: Vaults) -> Iterator[Offices]:
    with ExitStack() as open_:
        without, whole, walled = (
            open_.enter_context(_unlocked(folder))
            for folder in (vaults.without, vaults.whole, vaults.walled)
        )
        yield Offices(without, whole, walled, replace(vaults.world, office=whole))


@pytest.fixture(scope="module")
def rehearsal(vaults: Vaults) -> Iterator[Rehearsal]:
    with _unlocked(vaults.whole) as office:
        real = office._database
        database = Rehearsal(real._vault, vaults.whole.parent / "machine")
        with database.staged():
            database.learn(office.actor.user)
        yield database
        database._writer.dispose()
        database._readers.dispose()


@pytest.fixture
def world(vaults: Vaults, rehearsal: Rehearsal) -> Iterator[World]:
    """The world in an office where nothing that is done stays."""
    with rehearsal.staged():
        yield replace(
            vaults.world, office=Office(rehearsal, vaults.world.office.actor, lambda: None)
        )


@contextmanager
def _unlocked(folder: Path) -> Iterator[Office]:
    office = bootstrap.unlock(folder, LOGIN, PASSPHRASE)
    try:
        yield office
    finally:
        office.close()
