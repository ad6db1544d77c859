"""Set up Dossier from source, run it or test it, on a machine that has only Python 3.11.

    python3 installer/dev.py run      the demo office: in the window, or here without a screen
    python3 installer/dev.py test     ruff, mypy and every test; more words go to pytest
    python3 installer/dev.py setup    only prepare .venv and the system libraries
    python3 installer/dev.py lock     resolve requirements.lock again; more words go to uv

Standard library only, because nothing else is there yet. The files it imports stay readable to
Python 3.7, so that an old interpreter lives to print the sentence that refuses it.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import debian_packages
import system_libraries
from environment import Environment

PROJECT = Path(__file__).resolve().parent.parent
OUTPUT = PROJECT / "demo-output"
VAULT = OUTPUT / "demo.dossier"
LINUX = sys.platform.startswith("linux")
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
# A library that our lists do not know shows up when Qt really starts.
START_QT = (
    "from PySide6 import QtNetwork, QtPdf, QtPrintSupport, QtSvg, QtTest, QtWidgets\n"
    "QtWidgets.QApplication([])"
)


def main() -> int:
    """Do what the command line asks and return the exit code."""
    refuse_old_python(sys.version_info[:2])
    asked, more = _parser().parse_known_args()
    if more and asked.command not in {"test", "lock"}:
        _parser().error("unknown words: " + " ".join(more))
    # Our lines and those of the programs we start must come out in order, also into a file.
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]  # a text stream here
    _want_utf8()
    try:
        return _carry_out(asked.command, more)
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        sys.exit(f"That did not work: {error.strerror or error}{where}.")


def refuse_old_python(version: tuple[int, int]) -> None:
    """End the program when the interpreter is too old for Dossier."""
    if version < (3, 11):
        sys.exit(f"Dossier needs Python 3.11 or newer; this is {version[0]}.{version[1]}.")


def set_up(*, screen: bool) -> Environment:
    """Prepare the system libraries and `.venv`, or end the program saying what to do."""
    environment = Environment(PROJECT)
    if LINUX:
        packages = environment.missing_packages() + system_libraries.missing_packages(
            {**system_libraries.ALWAYS, **(system_libraries.ON_A_SCREEN if screen else {})}
        )
        if packages:
            debian_packages.install(packages)
    environment.prepare()
    problem = _qt_problem(environment, OFFSCREEN)
    if problem:
        sys.exit(f"Qt does not start on this machine. Its own words:\n\n{problem}")
    return environment


def run() -> int:
    """Show the demo office: its window, or the main job in the terminal without a screen."""
    screen = _has_screen()
    environment = set_up(screen=screen)
    if screen and _qt_problem(environment, {}):
        print("The screen does not answer.")
        screen = False
    if not screen:
        return _run_in_terminal(environment)
    if not VAULT.exists():
        OUTPUT.mkdir(exist_ok=True)
        _dossier(environment, "demo", str(VAULT))
    print("Opening the demo office. Sign in as demo with the passphrase demo.")
    login = {"DOSSIER_LOGIN": "demo"}
    return _python(environment, "-m", "app", "--vault", str(VAULT), variables=login)


def test(more: list[str]) -> int:
    """Check style and types, then run the tests; pytest has the last word on the screen."""
    environment = set_up(screen=False)
    checks = (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"])
    failed = [" ".join(check) for check in checks if _python(environment, "-m", *check)]
    if failed:
        print(f"Failed: {', '.join(failed)}. So this run fails, whatever the tests say.")
    workers = ["-n", "logical", "--maxprocesses", "4"]
    tests = _python(environment, "-m", "pytest", *workers, *more, variables=OFFSCREEN)
    return tests or int(bool(failed))


def lock(more: list[str]) -> int:
    """Resolve the dependencies for every system and write them with their hashes."""
    if not shutil.which("uv"):
        sys.exit("This needs uv on the PATH, for example from: pipx install uv")
    resolve = ["uv", "pip", "compile", "pyproject.toml", "--extra", "dev", "--universal"]
    form = ["--python-version", "3.11", "--generate-hashes", "--no-header"]
    write = ["--quiet", "--output-file", "requirements.lock"]
    return subprocess.call([*resolve, *form, *write, *more], cwd=PROJECT)


def _want_utf8() -> None:
    """Give the programs we start a UTF-8 locale; Qt and names on the disk need one."""
    names = ("LC_ALL", "LC_CTYPE", "LANG")
    locale = next((os.environ[name] for name in names if os.environ.get(name)), "")
    if LINUX and "utf" not in locale.lower():
        os.environ["LC_ALL"] = "C.UTF-8"


def _carry_out(command: str, more: list[str]) -> int:
    if command == "run":
        return run()
    if command == "test":
        return test(more)
    if command == "lock":
        return lock(more)
    print(f"Ready: {set_up(screen=_has_screen()).scripts / 'dossier'}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=["run", "test", "setup", "lock"])
    return parser


def _has_screen() -> bool:
    if os.environ.get("QT_QPA_PLATFORM") in {"offscreen", "minimal"}:
        return False
    return not LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _qt_problem(environment: Environment, variables: dict[str, str]) -> str:
    """Return what Qt says when it cannot start, or nothing."""
    start = [str(environment.python), "-c", START_QT]
    told = subprocess.run(
        start, env={**os.environ, **variables}, capture_output=True, text=True, check=False
    )
    return told.stderr.strip() or "no word" if told.returncode else ""


def _run_in_terminal(environment: Environment) -> int:
    print("There is no screen here, so Dossier does its main job in the terminal.")
    pictures, summary = OUTPUT / "pictures", OUTPUT / "case-summary.pdf"
    for folder in (VAULT, pictures):
        shutil.rmtree(folder, ignore_errors=True)
    summary.unlink(missing_ok=True)
    OUTPUT.mkdir(exist_ok=True)
    _dossier(environment, "demo", str(VAULT))
    _dossier(environment, "today", title="Today")
    _dossier(environment, "cases", "list", "--limit", "15", title="Cases")
    words = ["print", "case-summary", _first_case(environment), "--profile", "internal"]
    _dossier(environment, *words, "--out", str(summary))
    print("\nTaking pictures of the screens")
    if _python(environment, "-m", "tests.screenshots", str(pictures), variables=OFFSCREEN):
        sys.exit("The pictures of the screens could not be made; the reason is above.")
    print(f"\nThe office      {VAULT} (login demo, passphrase demo)")
    print(f"Case summary    {summary}")
    print(f"Pictures        {pictures}")
    print(f"Try more with   {environment.scripts / 'dossier'} --vault {VAULT} --help")
    return 0


def _first_case(environment: Environment) -> str:
    words = [str(environment.python), "-m", "app", "cases", "list", "--limit", "1", "--json"]
    variables = {**os.environ, **_sign_in()}
    told = subprocess.run(
        words, cwd=PROJECT, env=variables, stdout=subprocess.PIPE, encoding="utf-8", check=False
    )
    if told.returncode:
        sys.exit("The cases could not be listed; the reason is above.")
    return str(json.loads(told.stdout)[0]["number"])


def _dossier(environment: Environment, *words: str, title: str = "") -> None:
    """Run one command of Dossier on the demo office; end the program if it fails."""
    if title:
        print(f"\n{title}\n")
    if _python(environment, "-m", "app", *words, variables=_sign_in()):
        sys.exit(f"The step 'dossier {words[0]}' failed; the reason is above.")


def _sign_in() -> dict[str, str]:
    """Return the environment variables that open the demo office without a question."""
    passphrase = OUTPUT / "passphrase.txt"
    passphrase.write_text("demo\n", encoding="ascii")
    return {
        "DOSSIER_VAULT": str(VAULT),
        "DOSSIER_LOGIN": "demo",
        "DOSSIER_PASSPHRASE_FILE": str(passphrase),
    }


def _python(environment: Environment, *words: str, variables: dict[str, str] | None = None) -> int:
    """Run the environment's Python in the project's folder and return its exit code."""
    command = [str(environment.python), *words]
    return subprocess.call(command, cwd=PROJECT, env={**os.environ, **(variables or {})})


if __name__ == "__main__":
    sys.exit(main())
