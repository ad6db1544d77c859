"""The program's door: without words the window, with words the terminal."""

import gc
import sys
from pathlib import Path

from app.surroundings import trust_no_path_from_outside

_ONLY_A_VAULT = 2


def main() -> int:
    """Start what the command line asks for and return the exit code.

    The window is chosen before anything of the terminal is imported: the unlock screen must be
    painted quickly.
    """
    trust_no_path_from_outside()
    words = sys.argv[1:]
    if not words:
        return _window(None)
    if len(words) == _ONLY_A_VAULT and words[0] == "--vault":
        return _window(Path(words[1]))
    from app.cli.main import run  # noqa: PLC0415  the window must not wait for it

    return run(words)


def _window(vault: Path | None) -> int:
    # Little dies while the first screen is made; the launcher turns it on again once painted.
    gc.disable()
    from app.ui.launch import main as launch  # noqa: PLC0415  the terminal must not wait for it

    return launch(vault)


if __name__ == "__main__":
    sys.exit(main())
