"""The set-up script works where nothing is installed yet, and says what to do where it cannot."""

import ast
import importlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv
from pathlib import Path
from types import ModuleType

import pytest

PROJECT = Path(__file__).resolve().parents[2]
INSTALLER = PROJECT / "installer"
SCRIPTS = ["dev.py", "environment.py", "system_libraries.py", "debian_packages.py"]
makes_environments = pytest.mark.skipif(
    not any(importlib.util.find_spec(name) for name in ("ensurepip", "pip")),
    reason="this Python can make no environment with pip in it",
)
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="system packages are Linux's")


def _load(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(INSTALLER))
    return importlib.import_module(name)


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return _load("environment", monkeypatch)


@pytest.fixture
def debian_packages(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return _load("debian_packages", monkeypatch)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A tiny project in a folder whose name needs care."""
    root = tmp_path / "Büro 1 $HOME"
    (root / "app").mkdir(parents=True)
    (root / "app" / "__init__.py").touch()
    (root / "app" / "__main__.py").write_text("import sys\nprint(sys.argv[1:])\n", encoding="utf-8")
    (root / "requirements.lock").write_text("# nothing\n", encoding="utf-8")
    return root


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_script_imports_only_the_standard_library_and_its_neighbors(name: str) -> None:
    known = sys.stdlib_module_names | {Path(script).stem for script in SCRIPTS}
    tree = ast.parse((INSTALLER / name).read_text(encoding="utf-8"))
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {module.partition(".")[0] for module in imported} <= known


@pytest.mark.parametrize("name", SCRIPTS)
def test_an_old_python_can_read_the_script_far_enough_to_refuse(name: str) -> None:
    ast.parse((INSTALLER / name).read_text(encoding="utf-8"), feature_version=(3, 7))


def test_a_python_before_3_11_is_refused_with_its_version(monkeypatch: pytest.MonkeyPatch) -> None:
    dev = _load("dev", monkeypatch)
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer; this is 3\.9\."):
        dev.refuse_old_python((3, 9))
    dev.refuse_old_python((3, 11))


def test_an_unknown_command_is_a_usage_error() -> None:
    script = [sys.executable, str(INSTALLER / "dev.py"), "fly"]
    told = subprocess.run(script, capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert "invalid choice" in told.stderr
    assert "Traceback" not in told.stderr


def test_every_locked_package_has_a_hash_and_names_no_host() -> None:
    lock = (PROJECT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", lock)
    assert len(entries) > 20
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in lock
    assert "--index-url" not in lock


def test_the_lock_pins_every_package_that_the_project_asks_for() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = project["dependencies"] + project["optional-dependencies"]["dev"]
    names = {re.split(r"[^A-Za-z0-9_.-]", text, maxsplit=1)[0].lower() for text in asked}
    lock = (PROJECT / "requirements.lock").read_text(encoding="utf-8")
    assert names <= set(re.findall(r"^([a-z0-9_.-]+)==", lock, flags=re.MULTILINE))


@linux_only
def test_a_library_that_does_not_load_is_named_by_its_package(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    libraries = _load("system_libraries", monkeypatch)
    wanted = {"libc.so.6": "libc6", "libnowhere.so.7": "libnowhere7"}
    assert libraries.missing_packages(wanted) == ["libnowhere7"]
    assert libraries.missing_packages(libraries.ALWAYS) == []


@linux_only
def test_the_advice_is_a_command_that_can_be_pasted(
    debian_packages: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("apt-get", "sudo"):
        (tmp_path / name).touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    command = "apt-get install -y --no-install-recommends libgl1 libegl1"
    advice = debian_packages.advice(["libgl1", "libegl1"])
    assert advice.endswith(f"\n    sudo apt-get update && sudo {command}")
    (tmp_path / "sudo").unlink()
    advice = debian_packages.advice(["libgl1", "libegl1"])
    assert "as root" in advice
    assert advice.endswith(f"\n    apt-get update && {command}")


@linux_only
def test_without_apt_the_packages_are_named_and_the_program_ends(
    debian_packages: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit, match="libgl1"):
        debian_packages.install(["libgl1"])


@makes_environments
def test_preparing_makes_an_environment_that_stays_current_until_the_lock_or_the_place_changes(
    environment: ModuleType, project: Path
) -> None:
    made = environment.Environment(project)
    assert not made.is_current()
    made.prepare()
    assert made.is_current()
    assert _say_words(made.scripts, project.parent) == "['two words', '$x']"
    moved = project.rename(project.with_name("moved"))
    assert not environment.Environment(moved).is_current()
    moved.rename(project)
    made.lock.write_text("# other\n", encoding="utf-8")
    assert not made.is_current()


def _say_words(scripts: Path, folder: Path) -> str:
    """Run the dossier command where a stranger's `app` lies in the way; return what it prints."""
    stranger = folder / "elsewhere"
    (stranger / "app").mkdir(parents=True)
    (stranger / "app" / "__main__.py").write_text("raise SystemExit(9)\n", encoding="utf-8")
    command = scripts / ("dossier.cmd" if sys.platform == "win32" else "dossier")
    words = [str(command), "two words", "$x"]
    return subprocess.check_output(words, cwd=stranger, text=True).strip()


@makes_environments
def test_a_package_without_a_hash_is_not_installed(
    environment: ModuleType, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    made = environment.Environment(project)
    made.lock.write_text("click\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="could not be installed"):
        made.prepare()
    assert not made.is_current()


@makes_environments
def test_an_environment_that_lost_its_python_is_made_anew(
    environment: ModuleType, project: Path
) -> None:
    made = environment.Environment(project)
    venv.create(made.folder, with_pip=False)
    shutil.rmtree(made.scripts)
    made.prepare()
    assert made.is_current()


def test_a_folder_that_is_no_environment_is_left_alone(
    environment: ModuleType, project: Path
) -> None:
    precious = project / ".venv" / "thesis.txt"
    precious.parent.mkdir()
    precious.write_text("years of work", encoding="utf-8")
    with pytest.raises(SystemExit, match="not a Python environment"):
        environment.Environment(project).prepare()
    assert precious.read_text(encoding="utf-8") == "years of work"


@pytest.mark.skipif(os.name == "nt", reason="CI starts it with bash")
def test_ci_runs_the_test_command_that_people_run() -> None:
    script = PROJECT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "python3 installer/dev.py test" in script.read_text(encoding="utf-8")
