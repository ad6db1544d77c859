from hypothesis import given, settings
from hypothesis import strategies as st

from app.printing.blocks import Columns, Row, Section, SideBySide
from app.printing.clock import clock_box
from app.printing.page import PageSize, paginate
from app.printing.styles import BODY, STRONG

COLUMN = Columns((200.0,))
ROOM = 792.0 - 42 - 58


def row(lines: int, *, leads: bool = False) -> Row:
    return COLUMN.row([("\n".join(["word"] * lines), STRONG if leads else BODY)], leads=leads)


rows = st.lists(
    st.builds(row, st.one_of(st.integers(1, 8), st.integers(60, 300)), leads=st.booleans()),
    max_size=40,
).map(tuple)


def count_lines(section: Section | None) -> int:
    """Count the lines of body text; names of groups repeat on purpose."""
    if section is None:
        return 0
    return sum(
        line.style is BODY for each in section.rows for cell in each.cells for line in cell.lines
    )


@given(st.lists(rows, max_size=4))
@settings(deadline=None)
def test_every_line_is_printed_once_and_no_page_overflows(groups: list[tuple[Row, ...]]) -> None:
    heads = COLUMN.row([("Head", BODY)])
    sections = [Section("Title", group, 200.0, heads) for group in groups]
    pages = paginate(sections, PageSize.LETTER)
    printed = [block for page in pages for block in page]
    assert all(isinstance(block, Section) for block in printed)
    assert sum(count_lines(block) for block in printed if isinstance(block, Section)) == sum(
        count_lines(section) for section in sections
    )
    for page in pages:
        used = sum(block.height + block.gap for block in page) - (page[0].gap if page else 0)
        assert used <= ROOM + 1e-6


@given(rows, rows)
@settings(deadline=None)
def test_two_sections_side_by_side_lose_nothing(
    left: tuple[Row, ...], right: tuple[Row, ...]
) -> None:
    both = SideBySide(Section("L", left, 200.0), Section("R", right, 200.0), 250.0)
    printed = [block for page in paginate([both], PageSize.LETTER) for block in page]
    parts = [block for block in printed if isinstance(block, SideBySide)]
    assert sum(count_lines(part.left) for part in parts) == count_lines(both.left)
    assert sum(count_lines(part.right) for part in parts) == count_lines(both.right)


def test_a_group_that_runs_on_repeats_its_name() -> None:
    group = (row(1, leads=True), *(row(3) for _ in range(40)))
    pages = paginate([Section("Title", group, 200.0)], PageSize.LETTER)
    assert len(pages) > 2
    for page in pages:
        section = page[0]
        assert isinstance(section, Section)
        assert section.rows[0].leads
        assert not section.rows[-1].leads


def test_the_name_of_a_group_never_ends_a_page() -> None:
    for lines in range(1, 9):
        group = tuple(row(lines, leads=index % 2 == 0) for index in range(80))
        for page in paginate([Section("Title", group, 200.0)], PageSize.LETTER):
            section = page[0]
            assert isinstance(section, Section)
            assert not section.rows[-1].leads


def test_no_content_is_still_one_page() -> None:
    assert paginate([], PageSize.A4) == [[]]


def test_a_clock_with_a_long_reckoning_runs_on() -> None:
    box = clock_box(
        "Clock", "", "day by day\n" * 200, counted=80, excluded=6, limit=70, width=500.0
    )
    pages = paginate([box], PageSize.LETTER)
    assert len(pages) > 2
    assert 0 < box.counted + box.excluded <= 1
