"""The speedy-trial clocks of a demo case and the days they exclude."""

from app.services.clocks import AddExclusion, StartClock, StopClock
from app.services.demo.scene import Scene
from app.services.demo.script import ClockScript


def start_clocks(scene: Scene) -> None:
    """Start every clock, stop those that are over, and enter what they exclude."""
    for told in scene.script.clocks:
        clock = scene.do(
            StartClock(
                case=scene.case.id,
                regime=told.law,
                defendant=scene.parties[told.defendant].id,
                charges=told.charges,
                facts=(*_days(scene, told), *told.facts.items()),
            )
        )
        if told.stopped is not None:
            on, reason = told.stopped
            scene.do(StopClock(clock=clock.id, on=scene.almanac.any_day(on), reason=reason))
    for span in scene.script.exclusions:
        scene.do(
            AddExclusion(
                case=scene.case.id,
                kind=span.kind,
                first=scene.almanac.any_day(span.first),
                last=None if span.last is None else scene.almanac.any_day(span.last),
                defendant=scene.parties[span.defendant].id if span.defendant else None,
                authority=span.authority,
                reason=span.reason,
                is_confirmed=not span.proposed,
            )
        )


def _days(scene: Scene, told: ClockScript) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, scene.almanac.day(offset).isoformat()) for name, offset in told.days.items()
    )
