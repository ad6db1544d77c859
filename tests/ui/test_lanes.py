"""Which hearings stand side by side, and which together as a number."""

from datetime import date, time
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import CalendarEntry, EntryKind
from app.domain.cases import CaseId
from app.ui.calendar.lanes import Block, arranged, minutes_of

DAY = date(2026, 11, 23)


def hearing(clock: time, minutes: int = 30) -> CalendarEntry:
    return CalendarEntry(
        kind=EntryKind.HEARING,
        id=uuid4(),
        case=CaseId(uuid4()),
        on=DAY,
        what="Arraignment",
        number="2026-1",
        title="State v. Roe",
        clock=clock,
        minutes=minutes,
    )


def places(blocks: list[Block]) -> list[tuple[int, int, int]]:
    return [(block.begins // 60, block.lane, block.lanes) for block in blocks]


def test_hearings_after_each_other_have_the_whole_width() -> None:
    blocks = arranged([hearing(time(9)), hearing(time(10)), hearing(time(9, 30))], 4)
    assert places(blocks) == [(9, 0, 1), (9, 0, 1), (10, 0, 1)]


def test_hearings_at_the_same_time_share_the_width() -> None:
    blocks = arranged([hearing(time(9), 120), hearing(time(9)), hearing(time(10))], 4)
    assert places(blocks) == [(9, 0, 2), (9, 1, 2), (10, 1, 2)]


def test_what_finds_no_lane_stands_together_by_its_time() -> None:
    day = hearing(time(8), 600)
    crowd = [hearing(time(9)) for _ in range(5)] + [hearing(time(14)) for _ in range(3)]
    blocks = arranged([day, *crowd], 3)
    shown = [block.entry for block in blocks if block.entry is not None]
    together = [block for block in blocks if block.entry is None]
    assert len(shown) == 3
    assert [(len(b.entries), b.begins // 60, b.lane) for b in together] == [(4, 9, 2), (2, 14, 2)]


def test_a_hearing_at_the_end_of_the_day_stays_on_it() -> None:
    assert minutes_of(hearing(time(23, 59), 600)) == (1410, 1440)


@given(
    st.lists(st.tuples(st.times(), st.integers(min_value=1, max_value=24 * 60)), max_size=60),
    st.integers(min_value=1, max_value=8),
)
def test_every_hearing_is_somewhere_and_none_lies_over_another(
    wanted: list[tuple[time, int]], most: int
) -> None:
    hearings = [hearing(clock.replace(tzinfo=None), minutes) for clock, minutes in wanted]
    blocks = arranged(hearings, most)
    assert sorted(e.id for b in blocks for e in b.entries) == sorted(e.id for e in hearings)
    assert all(0 <= block.lane < block.lanes <= most for block in blocks)
    for n, block in enumerate(blocks):
        for other in blocks[n + 1 :]:
            if block.begins < other.ends and other.begins < block.ends:
                assert block.lane != other.lane
                assert block.lanes == other.lanes
