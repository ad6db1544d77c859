"""Guessing at a login: locked after five, across programs, restarts and clocks that are set."""

import multiprocessing
from dataclasses import replace
from functools import partial
from pathlib import Path

from app import bootstrap
from app.domain.attempts import MOST, SPAN, Moment
from app.domain.errors import CannotUnlock, Unavailable
from app.storage import steady_clock
from app.storage.attempts import Attempts, member
from app.storage.nameplate import header_file
from tests.torture.offices import LOGIN, PASSPHRASE, Terminal, new_vault
from tests.torture.trial import Outcome, trial

_DAY = 86_400.0
_SHIFTS = (0.0, 3_600.0, -3_600.0, _DAY, -_DAY, 400 * _DAY)


@trial("Five wrong passphrases in 15 minutes lock a login; no restart and no set clock undoes it")
def locked_out_login(folder: Path, full: bool) -> Outcome:
    """Guess by terminal, by clocks that jump, with reboots, and from two programs at once."""
    wrong = list[str]()
    logins = (LOGIN, "nobody") if full else (LOGIN,)
    by_terminal = _by_terminal(folder, logins, wrong)
    by_clock = sum(_with_clock(folder / f"{n}", shift, wrong) for n, shift in enumerate(_SHIFTS))
    at_once = _at_once(folder, 20 if full else 6, wrong)
    tried = f"{by_terminal} guesses by terminal, {by_clock} under jumping clocks, {at_once} at once"
    return Outcome(tried, "locked at the fifth, not before", tuple(wrong))


def _by_terminal(folder: Path, logins: tuple[str, ...], wrong: list[str]) -> int:
    """Guess with a program of its own each time; the right passphrase is refused afterwards."""
    vault = new_vault(folder)
    terminal = Terminal(folder, vault)
    for login in logins:
        terminal.secret.write_text("not this one")
        for number in range(1, MOST + 2):
            answer = terminal.run("--login", login, "cases", "list")
            if answer.code != 3 or ("is locked" in answer.err) != (number >= MOST):
                wrong.append(f"{login}, guess {number}: exit {answer.code}, {answer.err!r}")
    terminal.secret.write_text(PASSPHRASE)
    answer = terminal.run("cases", "list")
    if answer.code != 3 or "is locked" not in answer.err:
        wrong.append(f"the right passphrase opened a locked login: {answer.err!r}")
    return len(logins) * (MOST + 1) + 1


def _with_clock(folder: Path, shift: float, wrong: list[str]) -> int:
    """Guess, set the clock or restart the machine after each guess; then wait it out for real."""
    for restarts in (False, True):
        place = folder / str(restarts)
        place.mkdir(parents=True)
        hands = [steady_clock.present()]
        attempts = Attempts(place, partial(hands.__getitem__, 0))
        for number in range(1, MOST + 1):
            is_locked = attempts.fail("ab" * 16).is_locked
            if is_locked != (number == MOST):
                wrong.append(f"shift {shift}, restart {restarts}: guess {number} {is_locked}")
            hands[0] = replace(hands[0], wall=hands[0].wall + shift, up=hands[0].up + 1)
            if restarts:
                hands[0] = Moment(hands[0].wall + 60, 30.0, f"boot {number}")
        hands[0] = replace(hands[0], wall=hands[0].wall + 2 * _DAY, up=hands[0].up + SPAN)
        if not attempts.tally("ab" * 16).is_locked:
            wrong.append(f"shift {shift}, restart {restarts}: the lock wore off")
    return 2 * MOST


def _at_once(folder: Path, rounds: int, wrong: list[str]) -> int:
    """Knock from two programs; each answer "wrong" must have been counted."""
    vault = new_vault(folder, "two.dossier")
    counted, said = 0, 0
    with multiprocessing.get_context("spawn").Pool(2) as programs:
        for _ in range(rounds):
            said += sum(programs.map(_knock, [str(vault)] * 2))
            counted = Attempts(vault).untold()[_only(vault)].untold
    if said != counted:
        wrong.append(f"{said} guesses were answered, {counted} counted")
    return 2 * rounds


def _only(vault: Path) -> str:
    (user,) = header_file(vault).read().header.users
    return member(user.uid)


def _knock(vault: str) -> int:
    """Guess once; return how many guesses were answered."""
    while True:
        try:
            bootstrap.unlock(Path(vault), LOGIN, "not this one").close()
        except CannotUnlock:
            return 1
        except Unavailable:
            continue
