"""``python -m tests.screenshots OUT [--size 1366x768] [--palette light] [--only NAME]``."""

import os
import tempfile
from pathlib import Path

import click

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from app import bootstrap
from app.ui.theme import Theme, ThemeName
from tests.screenshots.scenes import FIRST_SCREENS, SCENES, first_screen
from tests.screenshots.stage import Stage, application


@click.command()
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
@click.option("--size", default="1440x900", show_default=True, help="Size of the window.")
@click.option(
    "--palette",
    "palettes",
    type=click.Choice([ThemeName.LIGHT.value, ThemeName.DARK.value]),
    multiple=True,
    help="Just this palette.",
)
@click.option(
    "--only", type=click.Choice([*FIRST_SCREENS, *SCENES]), multiple=True, help="Just these."
)
@click.option("--vault", type=click.Path(path_type=Path), help="A demo office made before.")
def main(
    out: Path, size: str, palettes: tuple[str, ...], only: tuple[str, ...], vault: Path | None
) -> None:
    """Render every main screen of the demo office into OUT."""
    out.mkdir(parents=True, exist_ok=True)
    width, height = (int(part) for part in size.split("x"))
    with tempfile.TemporaryDirectory() as scratch:
        tempfile.tempdir = scratch  # what a scene lays down goes with it
        app = application(Path(scratch))
        folder = vault or Path(scratch) / "demo.dossier"
        if vault is None:
            bootstrap.found_demo(folder).close()
        wanted = only or (*FIRST_SCREENS, *SCENES)
        for palette in palettes or (ThemeName.LIGHT.value, ThemeName.DARK.value):
            Theme(app).use(ThemeName(palette))
            for name, handover in FIRST_SCREENS.items():
                if name in wanted:
                    path = out / f"{name}-{palette}.png"
                    click.echo(first_screen(app, folder, handover, (width, height), path))
            office = bootstrap.unlock(folder, bootstrap.DEMO_KEY, bootstrap.DEMO_KEY)
            stage = Stage(app, office, width, height)
            stage.wear(ThemeName(palette))
            for name, scene in SCENES.items():
                if name in wanted:
                    widget = scene(stage)
                    click.echo(stage.picture(out / f"{name}-{palette}.png", widget))
                    if widget is not None and widget.isWindow() and widget is not stage.shell:
                        widget.close()
            stage.close()
            office.close()


if __name__ == "__main__":
    main()
