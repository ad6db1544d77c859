"""The list of what a hearing's new day asks for: what is done, what people do, and what stays."""

import pytest

from app.domain.errors import Stale
from app.domain.ripple import RippleKind
from app.services.hearing_papers import PreviewToDo, PrintToDo
from app.services.hearings import HearingRipple
from app.services.tasks import CompleteTask
from tests.printing.paper_samples import flat, pages
from tests.services.test_hearing_ripple import TEN, Scene, scene

__all__ = ["scene"]


def wish(scene: Scene, **more: object) -> PrintToDo:
    move = HearingRipple(hearing=scene.trial.id, on=scene.new, clock=TEN)
    return PrintToDo(move=move, **more)  # type: ignore[arg-type]  # the ticks


def read(pdf: bytes) -> str:
    return flat(" ".join(pages(pdf)))


def parts(text: str) -> dict[str, str]:
    """Return what stands below each heading."""
    headings = ("To be done by people", "Dossier does, together with the move", "Stays as it is")
    starts = {heading: text.index(heading) for heading in headings if heading in text}
    ends = [*sorted(starts.values())[1:], len(text)]
    placed = zip(sorted(starts.items(), key=lambda each: each[1]), ends, strict=True)
    return {heading: text[start:end] for (heading, start), end in placed}


def test_what_is_ticked_is_done_or_to_be_done_and_the_rest_stays(scene: Scene) -> None:
    scene.witness(served=True)
    near, far = scene.task(2, "Print exhibits"), scene.task(12, "Visit the scene")
    scene.victim(wants=True)
    ripple = scene.ripple()
    found = parts(read(scene.office.ask(wish(scene, ticked=ripple.proposed)).pdf))
    assert "Dunn, Kim" in found["To be done by people"]
    assert "served again" in found["To be done by people"]
    assert "Victim" in found["To be done by people"]
    assert near.title in found["Dossier does, together with the move"]
    assert far.title in found["Stays as it is"]


def test_nothing_ticked_leaves_everything_as_it_is(scene: Scene) -> None:
    scene.witness(served=True)
    found = parts(read(scene.office.ask(PreviewToDo(wish(scene))).pdf))
    assert "Dunn, Kim" in found["Stays as it is"]
    assert "To be done by people" not in found


def test_a_protected_name_stands_by_its_initials(scene: Scene) -> None:
    scene.victim(wants=True)
    scene.task(2, "Drive Jo Stone to court")
    text = read(scene.office.ask(wish(scene, ticked=scene.ripple().proposed)).pdf)
    assert "Stone" not in text
    assert "Drive J.S. to court" in text


def test_what_changed_since_it_was_ticked_is_refused(scene: Scene) -> None:
    task = scene.task(2)
    (row,) = (each for each in scene.ripple().rows if each.kind is RippleKind.TASK)
    scene.office.do(CompleteTask(task=task.id))
    with pytest.raises(Stale, match="ripple_stale"):
        scene.office.ask(wish(scene, ticked=(row.tick,)))


def test_nobody_named_and_the_longest_words_leave_nothing_out(scene: Scene) -> None:
    longest = " ".join(f"word{n}" for n in range(25))
    for _ in range(60):
        scene.task(2, longest)
    printed = scene.office.ask(wish(scene, ticked=scene.ripple().proposed))
    assert printed.pages > 1
    assert read(printed.pdf).count("word24") == 60
