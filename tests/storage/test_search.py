"""What people type is only ever words: never query language, never another column."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.cases import CaseFilter
from app.domain.errors import Damaged
from app.domain.search import HitKind
from app.services.cases import CasesPage, OpenCase
from app.services.office import Office
from app.services.search import Search
from app.storage.search import LOOKED_AT
from app.storage.search_words import SearchWords

AWKWARD = ('"', "'", "*", "(", ")", ":", "-", "^", "+", "NEAR", "AND", "OR", "NOT", "name", "\0")


def test_a_case_is_found_by_any_word_of_its_title_and_by_its_number(office: Office) -> None:
    case = office.do(OpenCase(title="State v. Núñez", category="Burglary")).value
    for typed in ("nunez", "NÚÑ", case.number, case.number[:6], "burgl", "state nunez"):
        hits = office.ask(Search(typed))
        assert [hit.target for hit in hits] == [case.id], typed
        assert hits[0].kind is HitKind.CASE


@pytest.mark.parametrize(
    "typed", ["365", "0365", "00365", "26-365", "2026-365", "2026-00365", "365 nguyen"]
)
def test_a_case_is_found_by_the_end_of_its_number(office: Office, typed: str) -> None:
    case = office.do(OpenCase(title="State v. Nguyen", number="2026-00365")).value
    office.do(OpenCase(title="State v. Roe", number="2026-00366"))
    assert [hit.target for hit in office.ask(Search(typed))] == [case.id]
    page = office.ask(CasesPage(which=CaseFilter(words=typed)))
    assert [row.number for row in page.rows] == ["2026-00365"]


def test_the_number_that_ends_so_stands_before_newer_ones_that_begin_so(office: Office) -> None:
    case = office.do(OpenCase(title="State v. Nguyen", number="2026-00365")).value
    for n in range(LOOKED_AT + 5):
        office.do(OpenCase(title="State v. Roe", number=f"2026-365{n:02}"))
    first, *others = office.ask(Search("365"))
    assert (first.target, first.where) == (case.id, "number")
    assert others


@pytest.mark.parametrize("typed", ["5", "36", "1365", "27-365", "365 roe", "2026-365 roe"])
def test_a_part_of_the_running_number_is_not_its_end(office: Office, typed: str) -> None:
    office.do(OpenCase(title="State v. Nguyen", number="2026-00365"))
    assert office.ask(Search(typed)) == ()


def test_all_words_must_be_found(office: Office) -> None:
    office.do(OpenCase(title="State v. Roe"))
    assert office.ask(Search("roe doe")) == ()


def test_the_text_found_is_shown_with_where_it_was_found(office: Office) -> None:
    office.do(OpenCase(title="State v. Roe", synopsis="x " * 300 + "pry bar" + " y" * 300))
    (hit,) = office.ask(Search("pry"))
    assert hit.where == "words"
    assert "pry bar" in hit.detail
    assert len(hit.detail) < 120


def test_a_column_cannot_be_named_and_the_kind_cannot_be_searched(office: Office) -> None:
    office.do(OpenCase(title="State v. Roe"))
    for typed in ("name:roe", "kind:case", "case", "{name}: roe", "number : 2026", "search_words"):
        assert office.ask(Search(typed)) == (), typed


def test_markup_and_long_text_are_words_like_others(office: Office) -> None:
    office.do(OpenCase(title="<b>Roe</b> & 'sons' \N{GRINNING FACE} \u05e9\u05dc\u05d5\u05dd"))
    assert office.ask(Search("\u05e9\u05dc"))[0].title.startswith("<b>Roe</b>")
    assert office.ask(Search("sons <b>"))
    assert office.ask(Search("x" * 100_000)) == ()


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.one_of(st.sampled_from(AWKWARD), st.text(max_size=12)), max_size=6))
def test_nothing_typed_breaks_a_search(office: Office, parts: list[str]) -> None:
    for typed in (" ".join(parts), "".join(parts)):
        office.ask(Search(typed))
        office.ask(CasesPage(which=CaseFilter(words=typed)))


def test_half_a_character_separates_words_like_a_blank() -> None:
    assert SearchWords.typed('ab\ud800c "d\0e"').words == ("ab", "c", "d", "e")


def test_a_text_that_comes_back_with_zeros_is_damage_and_is_not_shown(office: Office) -> None:
    """As SQLCipher gives back the last page of a long text when that page is damaged."""
    office.do(OpenCase(title="State v. Roe"))
    with office._database.writing(office.actor) as work:
        zeroed = "UPDATE search_entries SET name = 'State v.' || char(0) || char(0)"
        work.connection.exec_driver_sql(zeroed)
    with pytest.raises(Damaged):
        office.ask(Search("roe"))
