"""``python -m tests.conformance.against_reference --count 20000 --seed N``: engine and reference.

Random objects of every profile and regime go to both; a difference in any key, in what is null or
in what is refused is printed with the object.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

import click

from app.interchange.deadlines import compute
from tests.conformance.random_clocks import REGIMES, random_clock
from tests.conformance.random_counts import PROFILES, random_count
from tests.conformance.reference_engine import RefusedByReference, answer
from tests.conformance.spoiling import spoiled

SPOILED = 0.06
SHOWN = 20
KINDS = (*PROFILES, *REGIMES)


@dataclass(frozen=True)
class Difference:
    """Where the engine and the reference part."""

    given: dict[str, Any]
    key: str
    ours: Any
    reference: Any


def random_objects(seed: int, count: int) -> Iterator[dict[str, Any]]:
    """So many objects, the kinds in turn."""
    rng = Random(seed)  # noqa: S311  the same objects for the same seed are the point
    for number in range(count):
        yield random_object(rng, KINDS[number % len(KINDS)])


def random_object(rng: Random, kind: str) -> dict[str, Any]:
    """One object of a profile or regime."""
    made = random_clock(rng, kind) if kind in REGIMES else random_count(rng, kind)
    return spoiled(rng, made) if rng.random() < SPOILED else made


def difference(given: dict[str, Any]) -> tuple[Difference | None, bool]:
    """The first difference over one object, and whether the reference answered it."""
    (ours,) = compute(json.dumps(given))
    try:
        expected = answer(given)
    except RefusedByReference as refusal:
        words = ": ".join(map(str, refusal.args))
        found = None if "error" in ours else Difference(given, "(answered)", ours, words)
        return found, False
    if "error" in ours:
        return Difference(given, "(refused)", ours["error"], expected), True
    for key, value in expected.items():
        if key not in ours or ours[key] != value:
            return Difference(given, key, ours.get(key, "(no such key)"), value), True
    return None, True


@click.command()
@click.option("--count", default=20_000, show_default=True, help="How many objects.")
@click.option("--seed", default=1, show_default=True, help="The same seed, the same objects.")
def main(count: int, seed: int) -> None:
    """Hold the engine against the reference and print figures per profile and regime."""
    asked, answered, differing = Counter[str](), Counter[str](), Counter[str]()
    shown = 0
    for number, given in enumerate(random_objects(seed, count)):
        kind = KINDS[number % len(KINDS)]
        found, was_answered = difference(given)
        asked[kind] += 1
        answered[kind] += was_answered
        if found is not None:
            differing[kind] += 1
            if differing[kind] <= 2 and shown < SHOWN:
                shown += 1
                click.echo(_told(found))
    for kind in KINDS:
        click.echo(
            f"{kind:32} {asked[kind]:7,} objects {answered[kind]:7,} answered"
            f" {asked[kind] - answered[kind]:6,} refused {differing[kind]:6,} different"
        )
    click.echo(f"{sum(asked.values()):,} objects, {sum(differing.values()):,} different")
    sys.exit(1 if differing else 0)


def _told(found: Difference) -> str:
    return (
        f"{found.key}: ours {found.ours!r}, reference {found.reference!r}\n"
        f"    {json.dumps(found.given)}"
    )


if __name__ == "__main__":
    main()
