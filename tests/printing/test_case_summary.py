import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from io import BytesIO
from itertools import pairwise
from typing import Any, cast

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from app.domain.profiles import Profile
from app.printing.case_summary import (
    CaseSummary,
    ChargeLine,
    DefendantLine,
    NoteLine,
    PersonLine,
    render,
)
from app.printing.page import PageSize
from tests.printing.paper_samples import FINGERPRINT, PRINTED_AT, flat, pages, roe, squeezed

LONG = 100_000


def text_of(summary: CaseSummary) -> str:
    return flat(" ".join(pages(render(summary))))


def in_every_text(value: Any, text: str) -> Any:
    """Return a summary with each text field replaced."""
    if isinstance(value, Profile):
        return value
    if isinstance(value, str):
        return text
    if isinstance(value, tuple):
        return tuple(in_every_text(item, text) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        names = [each.name for each in fields(value) if each.repr]
        return replace(value, **{name: in_every_text(getattr(value, name), text) for name in names})
    return value


def test_internal_paper_says_everything_in_the_order_of_the_brief() -> None:
    text = text_of(roe())
    order = [
        "RIVERSIDE COUNTY",
        "State v. Martin Roe",
        "INTERNAL, work product",
        "Bail hearing Mon 23 Nov 2026, 09:30 Dept 4",
        "In custody since 15 Nov Bail $50,000 Born 1990",
        "Entry by the rear window.",
        "Charges (2)",
        "PC 459",
        "not guilty",
        "2 of 60 days counted.",
        "Mon 7 Dec 2026 Information filed 22 Nov is day 0, +15 due",
        "Wed 9 Dec 2026 Ask the lab",
        "EV-0001",
        "Evidence room, since 15 Nov 2026",
        "R. Dunn, officer subpoena served",
        "Before the next hearing",
        "Weak on identity.",
        "Printed 21 Nov 2026 14:02 by A. Rivera",
        f"Audit {FINGERPRINT}",
        "Page 1 of 1",
    ]
    places = [text.index(words) for words in order]
    assert all(before < after for before, after in pairwise(places))


@pytest.mark.parametrize("profile", [Profile.COURT, Profile.DEFENSE])
def test_work_product_stays_off_paper_for_others(profile: Profile) -> None:
    text = text_of(roe(profile))
    for words in (
        "INTERNAL",
        "Entry by the rear window",
        "days counted",
        "Ask the lab",
        "seal looks wrong",
        "Report of the source",
        "subpoena served",
        "Wants to be heard",
        "Call J.S.",
        "Weak on identity",
    ):
        assert words not in text
    assert "Burglary of the home of J.S." in text
    assert "Information filed" in text


def test_reasons_of_deadlines_go_to_the_court_but_not_to_the_defense() -> None:
    assert "22 Nov is day 0" in text_of(roe(Profile.COURT))
    assert "22 Nov is day 0" not in text_of(roe(Profile.DEFENSE))


def test_no_contact_data_of_a_victim_is_in_the_bytes_of_any_profile() -> None:
    for profile in Profile:
        pdf = render(roe(profile))
        text = squeezed("".join(pages(pdf)))
        for leak in ("5550199", "555.0199", "555-0199", "jane@example.org", "ElmStreet"):
            assert leak not in text
            assert leak.encode() not in pdf


def test_names_of_victims_minors_and_sources_are_masked_for_court_and_defense() -> None:
    for profile in (Profile.COURT, Profile.DEFENSE):
        text = text_of(roe(profile))
        for name in ("Jane", "Smith", "Timothy", "Ochoa", "Mineo"):
            assert name not in text
        assert "T.O., neighbor" in text
        assert "State v. Martin Roe" in text


def test_identifiers_keep_four_digits_and_birth_dates_the_year_for_the_court() -> None:
    text = text_of(roe(Profile.COURT))
    assert "xxx-xx-6789" in text
    assert "123-45" not in text
    assert "DOB 1985" in text


def test_an_empty_case_says_that_nothing_is_entered() -> None:
    empty = CaseSummary(Profile.INTERNAL, "Office", "2026-1", "", PRINTED_AT, "demo", FINGERPRINT)
    text = text_of(empty)
    assert text.count("None entered.") == 7
    assert "None set." in text
    assert "Nobody yet." in text
    assert "Notes" not in text
    assert "Page 1 of 1" in text


def test_sixty_four_counts_of_four_defendants_repeat_their_heads_on_every_page() -> None:
    names = [f"Defendant {letter}" for letter in "ABCD"]
    summary = replace(
        roe(),
        defendants=tuple(DefendantLine(name, "Released") for name in names),
        charges=tuple(
            ChargeLine(names[index // 16], f"{index % 16 + 1}", f"720 ILCS {index}", "Theft " * 12)
            for index in range(64)
        ),
    )
    printed = [flat(page) for page in pages(render(summary))]
    assert len(printed) > 3
    text = " ".join(printed)
    assert all(f"720 ILCS {index} " in text for index in range(64))
    charged = [page for page in printed if "720 ILCS" in page]
    assert all("Ct Statute Charge Class" in page for page in charged)
    assert all("Charges (64), continued" in page for page in charged[1:])
    for page in charged:
        heads = page.index("Disposition")
        assert page[heads:].startswith("Disposition Defendant "), "the name of whose counts follow"


def test_every_page_is_numbered_marked_and_named() -> None:
    notes = tuple(NoteLine(f"Stamp {index}", "Words. " * 300) for index in range(9))
    printed = [flat(page) for page in pages(render(replace(roe(), notes=notes)))]
    assert len(printed) > 2
    for number, page in enumerate(printed, start=1):
        assert f"Page {number} of {len(printed)}" in page
        assert f"Audit {FINGERPRINT}" in page
        assert "Printed 21 Nov 2026 14:02 by A. Rivera" in page
        assert "INTERNAL, work product" in page
        assert "2026-00417" in page
    assert all("2026-00417, continued: State v. Martin Roe" in page for page in printed[1:])


def test_no_page_ends_with_a_title_alone() -> None:
    for count in range(30, 60):
        charges = tuple(ChargeLine("R", str(each), "PC 1", "Theft") for each in range(count))
        for page in pages(render(replace(roe(), charges=charges))):
            body = flat(page).split("Printed 21 Nov")[0].rstrip()
            assert not body.endswith(("Deadlines", "Evidence (2)", "Victim", "hearing", "Notes"))


def test_the_same_summary_gives_the_same_bytes() -> None:
    assert render(roe()) == render(roe())


def test_two_threads_may_print_at_the_same_time() -> None:
    alone = render(roe())
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(4) as threads:
            printed = list(threads.map(lambda _: render(roe()), range(24)))
    finally:
        sys.setswitchinterval(usual)
    assert printed == [alone] * 24


def test_demo_paper_is_watermarked_on_every_page_and_other_paper_is_not() -> None:
    notes = (NoteLine("", "Words. " * 3000),)
    demo = pages(render(replace(roe(), notes=notes, is_demo=True)))
    assert len(demo) > 1
    assert all("DEMO" in squeezed(page) for page in demo)
    assert "DEMO" not in squeezed("".join(pages(render(replace(roe(), notes=notes)))))


def test_the_pdf_names_the_case_number_and_no_person() -> None:
    metadata = PdfReader(BytesIO(render(roe()))).metadata
    assert metadata is not None
    assert metadata.title == "2026-00417 Case summary"
    assert metadata.author == "Riverside County"
    assert metadata.creation_date == PRINTED_AT
    assert "Roe" not in str(dict(metadata))


def test_every_font_is_carried_inside_the_pdf() -> None:
    reader = PdfReader(BytesIO(render(replace(roe(), synopsis="שלום 😀"))))
    resources = cast("DictionaryObject", reader.pages[0]["/Resources"])
    fonts = [font.get_object() for font in cast("DictionaryObject", resources["/Font"]).values()]
    names = {font["/BaseFont"].split("+")[-1] for font in fonts}
    assert {"Inter-Regular", "NotoSansHebrew-Regular", "NotoEmoji-Regular"} <= names
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)


@pytest.mark.parametrize(("size", "width"), [(PageSize.LETTER, 612), (PageSize.A4, 595)])
def test_paper_comes_in_two_sizes(size: PageSize, width: int) -> None:
    page = PdfReader(BytesIO(render(roe(), size))).pages[0]
    assert int(page.mediabox.width) == width


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        render(replace(roe(), printed_at=datetime(2026, 1, 1)))  # noqa: DTZ001  that is the fault


@pytest.mark.parametrize(
    "make",
    [
        lambda: ("Smith & <b>Sons</b> " * LONG)[:LONG],
        lambda: "x" * LONG,
        lambda: ("שלום عالم " * LONG)[:LONG],
        lambda: "a@" * (LONG // 2),
    ],
    ids=["words", "one word", "right to left", "mail-like"],
)
@pytest.mark.parametrize("profile", [Profile.INTERNAL, Profile.COURT])
def test_a_hundred_thousand_characters_flow_over_pages(
    make: Callable[[], str], profile: Profile
) -> None:
    filled = replace(
        roe(profile),
        title=make(),
        charges=(ChargeLine(make(), "1", make(), make()), ChargeLine("B", "2", "", make())),
        people=(PersonLine(make(), "witness", make()),),
    )
    pdf = render(filled)
    assert len(PdfReader(BytesIO(pdf)).pages) > 100


def test_long_text_in_every_field_comes_out_whole() -> None:
    text = "".join(f"w{number} " for number in range(1500)).strip()
    filled = in_every_text(roe(), text)
    out = squeezed("".join(pages(render(filled))))
    assert out.count("w1498w1499") > 30
    assert isinstance(filled.defendants[0].born, date)


def test_markup_is_printed_as_it_was_typed() -> None:
    hostile = '<b>bold</b> & "quotes" <img src="/etc/passwd"/> &lt; <font color="white">no</font>'
    out = squeezed("".join(pages(render(replace(roe(), synopsis=hostile)))))
    assert squeezed(hostile) in out


def test_characters_without_a_glyph_are_shown_and_named() -> None:
    text = text_of(replace(roe(), synopsis="Name 漢字"))
    assert "Name □□" in text
    assert "cannot print: U+5B57, U+6F22." in text
    assert "cannot print" not in text_of(roe())
