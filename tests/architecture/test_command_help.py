"""Every command of the terminal explains itself, and every word that can be given with it."""

import re
from collections.abc import Iterator

import click
import pytest

from app.cli.main import program

WIDTH = 100


def every(command: click.Command, context: click.Context) -> Iterator[click.Context]:
    """Yield a context for a command and all below it."""
    yield context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from every(below, click.Context(below, info_name=name, parent=context))


ROOT = click.Context(program, info_name="dossier", terminal_width=WIDTH)
CONTEXTS = {context.command_path: context for context in every(program, ROOT)}
PARAMS = [
    pytest.param(param, id=f"{path} {param.name}")
    for path, context in CONTEXTS.items()
    for param in context.command.params
]


def first_line(command: click.Command) -> str:
    return (command.help or "").split("\n\n", maxsplit=1)[0].strip()


def test_there_are_commands_to_look_at() -> None:
    assert len(CONTEXTS) > 150
    assert len(PARAMS) > 1000


@pytest.mark.parametrize("param", PARAMS)
def test_every_option_and_argument_is_explained(param: click.Parameter) -> None:
    assert isinstance(param, click.Option | click.Argument)
    assert param.help
    assert param.help[-1] in ".?)"
    assert param.help[0] == param.help[0].upper()


@pytest.mark.parametrize("path", CONTEXTS)
def test_every_command_says_in_one_line_what_it_does(path: str) -> None:
    line = first_line(CONTEXTS[path].command)
    assert line.endswith(".")
    assert "\n" not in line


@pytest.mark.parametrize("path", CONTEXTS)
def test_help_fits_a_page_and_breaks_off_no_sentence(path: str) -> None:
    context = CONTEXTS[path]
    page = context.command.get_help(context)
    assert max(map(len, page.splitlines())) <= WIDTH
    body = page.split("\n\n", maxsplit=1)[1]
    assert not re.search(r"\.\.\.$", body, re.MULTILINE)
    if isinstance(context.command, click.Group):
        listed = " ".join(page.split())
        for name in context.command.list_commands(context):
            below = CONTEXTS[f"{path} {name}"]
            assert first_line(below.command) in listed, "the list of its group shows it whole"


def test_a_wide_terminal_is_used_up_to_that_width() -> None:
    settings = program.context_settings
    wide = click.Context(program, info_name="dossier", **settings)
    assert wide.max_content_width == WIDTH
    below = click.Context(CONTEXTS["dossier deadlines"].command, parent=wide)
    assert below.max_content_width == WIDTH
