"""Where the files of `resources/` are: beside `app/` in a checkout and in an installed program."""

from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2] / "resources"


def resource_path(*parts: str) -> Path:
    """Return the path of a bundled file, e.g. ``resource_path("fonts", "inter")``."""
    return _ROOT.joinpath(*parts)
