"""The house rules about who may import whom, checked with the tests."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app"
FEATURES = {
    *("cases", "charges", "persons", "victims", "witnesses", "evidence", "hearings", "deadlines"),
    *("reminders", "tasks", "notes", "documents", "users", "audit", "calendar", "search"),
    *("analytics", "today", "imports", "history", "attachments", "contact_ways", "people"),
    *("walls", "locations", "disclosure", "court_calendars", "clocks", "court_rules", "courtrooms"),
    *("docket", "reports", "trial_dates", "triggering_events", "calendar_exchange"),
}
"""Feature modules do not import each other inside ui, cli, services or storage."""
TOP_LEVEL = {
    *("app", "resources", "tests", "installer"),
    *("pyproject.toml", "requirements.lock", "README.md", "LICENSE", "CHANGELOG.md"),
}
# Features without tables of their own read the tables of others; calendar files hold the records of
# three.
COMPOSERS: dict[str, set[str]] = {
    "storage": {"calendar", "calendar_exchange", "search", "analytics", "today"},
    "services": set(),
    "ui": set(),
    "cli": set(),
}


def test_contracts_of_the_layers_hold() -> None:
    # In a process of its own: import-linter sets up logging for the whole interpreter.
    lint = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    report = subprocess.run(
        [sys.executable, "-c", lint], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "6 kept, 0 broken" in report.stdout, report.stdout + report.stderr
    assert report.returncode == 0


@pytest.mark.parametrize("layer", sorted(COMPOSERS))
def test_features_do_not_import_each_other(layer: str) -> None:
    crossings = []
    for file in sorted((APP / layer).rglob("*.py")):
        home = _feature(file, layer)
        if home not in FEATURES - COMPOSERS[layer]:
            continue
        others = _imported(file, layer) & FEATURES - {home}
        crossings += [f"{file.relative_to(ROOT)} imports {other}" for other in sorted(others)]
    assert crossings == []


def test_the_top_level_holds_what_was_agreed() -> None:
    tracked = {
        path.name
        for path in ROOT.iterdir()
        if not path.name.startswith(".") and not path.name.endswith((".dossier", ".egg-info"))
    }
    assert tracked - {"demo-output", "build", "dist"} == TOP_LEVEL


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(file.relative_to(ROOT))
        for file in sorted(APP.rglob("*.py"))
        if not ast.get_docstring(ast.parse(file.read_text("utf-8")))
    ]
    assert silent == []


def test_no_module_is_a_drawer() -> None:
    drawers = {"utils", "util", "misc", "helpers", "helper", "manager", "common"}
    found = [str(f.relative_to(ROOT)) for f in APP.rglob("*.py") if f.stem in drawers]
    assert found == []


def _feature(file: Path, layer: str) -> str:
    inside = file.relative_to(APP / layer)
    return inside.parts[0].removesuffix(".py")


def _imported(file: Path, layer: str) -> set[str]:
    prefix = f"app.{layer}."
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            if node.module == f"app.{layer}":
                names |= {alias.name for alias in node.names}
            elif node.module.startswith(prefix):
                names.add(node.module.removeprefix(prefix).split(".")[0])
    return names
