"""The program's door: without words the window, with words the terminal."""

import gc
import sys

from app.process import Handover, forbid_core_files, handover_from, hide_memory
from app.surroundings import trust_no_path_from_outside


def main() -> int:
    """Start what the command line asks for and return the exit code.

    The window is chosen before anything of the terminal is imported: the unlock screen must be
    painted quickly.
    """
    trust_no_path_from_outside()
    forbid_core_files()
    words = sys.argv[1:]
    handover = handover_from(words)
    if handover is not None:
        return _window(handover)
    return _terminal(words)


def _terminal(words: list[str]) -> int:
    gc.disable()
    from app.bugs import catch_escaping  # noqa: PLC0415  the window must not wait for it
    from app.cli.main import run  # noqa: PLC0415  as above

    # Nothing that was imported ever dies: looking through it, at the end once more, took a third of
    # a short command.
    gc.freeze()
    gc.enable()
    hide_memory()
    catch_escaping()
    return run(words)


def _window(handover: Handover) -> int:
    # Little dies until everything is imported; the launcher turns it on again then.
    gc.disable()
    from app.ui.launch import main as launch  # noqa: PLC0415  the terminal must not wait for it

    return launch(handover)


if __name__ == "__main__":
    sys.exit(main())
