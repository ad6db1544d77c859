"""What the surroundings of the program may not decide: which code is loaded into it.

Variables of the environment can name folders from which Qt takes plug-ins and Python takes modules.
Whoever could set them for a user would read every case that user opens. What Python itself loads
before this module is out of its reach: the installed program must be started isolated as well.
"""

import os
import sys
from pathlib import Path

_QT = (
    "QT_PLUGIN_PATH",
    "QT_QPA_PLATFORM_PLUGIN_PATH",
    "QML_IMPORT_PATH",
    "QML2_IMPORT_PATH",
    "QT_LOGGING_CONF",
)
_PYTHON = ("PYTHONHOME", "PYTHONSTARTUP", "PYTHONINSPECT", "PYTHONBREAKPOINT")


def trust_no_path_from_outside() -> None:
    """Forget which plug-ins and modules the environment names. Call it before anything else."""
    for name in (*_QT, *_PYTHON):
        os.environ.pop(name, None)
    named = os.environ.pop("PYTHONPATH", "")
    if named:
        foreign = {Path(each).resolve() for each in named.split(os.pathsep)} - _own()
        sys.path[:] = [each for each in sys.path if Path(each).resolve() not in foreign]


def _own() -> set[Path]:
    """Return where the program and its libraries lie, whoever named it too."""
    from sysconfig import get_paths  # noqa: PLC0415  rarely needed, and the first paint waits

    return {Path(__file__).resolve().parents[1], *map(Path, get_paths().values())}
