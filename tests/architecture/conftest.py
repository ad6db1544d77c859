"""The populated office of the examples: without its second case, whole, walled and so on."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from app import bootstrap
from app.services.office import Office
from app.services.walls import OpenWall
from tests.architecture.examples import EXAMPLES, World, furnish
from tests.architecture.examples.marked import Marked, mark, protect
from tests.architecture.examples.rehearsal import Rehearsal
from tests.architecture.examples.world import MARK, begin
from tests.conftest import LOGIN, PASSPHRASE


@dataclass(frozen=True)
class Vaults:
    """Vaults that differ in the second case only, and what lies in it.

    Attributes:
        sealed: the case is closed to the person at the keyboard, who may open it for a reason.
        protected: somebody in the case is protected from the person at the keyboard.
    """

    without: Path
    whole: Path
    walled: Path
    sealed: Path
    protected: Path
    world: World
    marked: Marked


@dataclass(frozen=True)
class Offices:
    """The vaults, open; the world is that of the whole one."""

    without: Office
    whole: Office
    walled: Office
    sealed: Office
    protected: Office
    world: World
    marked: Marked


@pytest.fixture(scope="session")
def vaults(founded_vault: Path, tmp_path_factory: pytest.TempPathFactory) -> Vaults:
    folder = tmp_path_factory.mktemp("examples")
    file = folder / f"{MARK}.txt"
    file.write_text(MARK, "utf-8")
    names = ("without", "whole", "walled", "sealed", "protected")
    without, whole, walled, sealed, protected = (folder / f"{name}.dossier" for name in names)
    shutil.copytree(founded_vault, without)
    with _unlocked(without) as office:
        outset = begin(office)
    shutil.copytree(without, whole)
    with _unlocked(whole) as office:
        world = furnish(office, outset, file)
    shutil.copytree(whole, walled)
    with _unlocked(walled) as office:
        replace(world, office=office).wall_off()
    shutil.copytree(whole, sealed)
    with _unlocked(sealed) as office:
        EXAMPLES[OpenWall](replace(world, office=office))
    shutil.copytree(whole, protected)
    with _unlocked(protected) as office:
        marked = mark(office, world)
        protect(office, world, marked)
    return Vaults(without, whole, walled, sealed, protected, world, marked)


@pytest.fixture(scope="module")
def offices(vaults: Vaults) -> Iterator[Offices]:
    with ExitStack() as open_:
        folders = (vaults.without, vaults.whole, vaults.walled, vaults.sealed, vaults.protected)
        without, whole, walled, sealed, protected = (
            open_.enter_context(_unlocked(folder)) for folder in folders
        )
        world = replace(vaults.world, office=whole)
        yield Offices(without, whole, walled, sealed, protected, world, vaults.marked)


@pytest.fixture(scope="module")
def rehearsal(vaults: Vaults) -> Iterator[Rehearsal]:
    with _unlocked(vaults.whole) as office:
        real = office._database
        database = Rehearsal(
            real._vault, vaults.whole.parent / "machine", vaults.whole.parent / "opened"
        )
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
