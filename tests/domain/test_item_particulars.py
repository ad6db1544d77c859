"""What is asked of each kind of evidence: how answers are kept, refused, and doubted."""

import json
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Refused
from app.domain.evidence import ItemFacts, ItemId, ItemRelation
from app.domain.ids import new_id
from app.domain.item_doubts import (
    doubts,
    luhn_is_whole,
    require_past,
    vin_is_whole,
    wanting,
)
from app.domain.item_particulars import (
    MASK,
    checked,
    identifiers,
    known_kinds,
    masked,
    sheet_of,
    unmasked,
)
from app.domain.particular_values import (
    Answer,
    lots_of_cash,
    total_cents,
    weight_in_grams,
)
from app.domain.particulars import Particulars
from app.domain.resources import resource_path

VIN = "1M8GDM9AXKP042788"
"""The example of 49 CFR 565.15 with its check digit X."""
IMEI = "490154203237518"


def facts(kind: str, **said: str) -> ItemFacts:
    return ItemFacts(kind=kind, description="Found", particulars=tuple(said.items()))


def kept(kind: str, key: str, text: str) -> str:
    return dict(checked(kind, ((key, text),)))[key]


def tried(kind: str, key: str, text: str) -> Particulars | Refused:
    try:
        return checked(kind, ((key, text),))
    except Refused as refused:
        return refused


def test_every_kind_asked_about_is_a_kind_of_the_office() -> None:
    codes = json.loads(resource_path("codes", "evidence_kind.json").read_text("utf-8"))
    assert set(known_kinds()) == {code["code"] for code in codes}


@pytest.mark.parametrize("kind", known_kinds())
def test_a_sheet_asks_each_thing_once_and_of_facts_there_are(kind: str) -> None:
    sheet = sheet_of(kind)
    keys = [each.key for each in sheet.particulars]
    names = ItemFacts.__dataclass_fields__
    assert len(set(keys)) == len(keys)
    assert set(sheet.facts) <= set(names)
    # The fields of a form and of the terminal are told apart by these names.
    assert set(keys).isdisjoint(names)
    for each in sheet.particulars:
        assert bool(each.choices) == (each.type in {Answer.CHOICE, Answer.YES_NO})
        assert each.type is not Answer.DIGEST or each.key in {"md5", "sha1", "sha256"}


@pytest.mark.parametrize(
    ("kind", "key", "typed", "as_kept"),
    [
        ("narcotics", "gross_weight", " 1,012.50G ", "1012.5 g"),
        ("narcotics", "gross_weight", ".5 lb", "0.5 lb"),
        ("narcotics", "purity", "87.50 %", "87.5"),
        ("cash", "denominations", "3x5, 12 x 20; 4*0.25, 2 x 20", "14 x 20, 3 x 5, 4 x 0.25"),
        ("cash", "denominations", "2 x 1,000, 100x5", "2 x 1000, 100 x 5"),
        ("vehicle", "storage_a_day", "$1,045.5", "1045.50"),
        ("vehicle", "odometer", "112,480", "112480"),
        ("vehicle", "vin", "1m8gdm9a-xkp042788", VIN),
        ("phone", "imei", "49-015420-323751-8", IMEI),
        ("phone", "passcode", " 0042 ", "0042"),
        ("firearm", "made_safe_at", "2026-11-14T03:20", "2026-11-14 03:20"),
        ("firearm", "rounds_logged_as", "ev-0007 EV-0008,ev-0007", "EV-0007, EV-0008"),
        ("photo", "sha256", "AB" * 32, "ab" * 32),
        ("tool", "sealed_by", " A.  Lee", "A. Lee"),
        ("kind of the office", "seal_type", "tape", "tape"),
        ("document", "certified_on", "2026-11-14", "2026-11-14"),
    ],
)
def test_an_answer_is_kept_in_one_form(kind: str, key: str, typed: str, as_kept: str) -> None:
    assert kept(kind, key, typed) == as_kept
    assert kept(kind, key, as_kept) == as_kept


@pytest.mark.parametrize(
    ("kind", "key", "typed", "code"),
    [
        ("narcotics", "gross_weight", "-3 g", "below_zero"),
        ("narcotics", "gross_weight", "12", "no_weight"),
        ("narcotics", "gross_weight", "12 stone", "no_weight"),
        ("narcotics", "gross_weight", "1,2 g", "no_weight"),
        ("narcotics", "gross_weight", "9999999999999 kg", "too_much"),
        ("narcotics", "purity", "101", "no_percent"),
        ("narcotics", "purity", "pure", "no_percent"),
        ("narcotics", "packages", "-1", "below_zero"),
        ("narcotics", "packages", "1.5", "no_number"),
        ("narcotics", "packages", "٣", "no_number"),
        ("cash", "denominations", "20", "no_count_of_cash"),
        ("cash", "denominations", "12 x 20,", "no_count_of_cash"),
        ("cash", "denominations", "-2 x 20", "no_count_of_cash"),
        ("cash", "denominations", "2 x 0.001", "no_count_of_cash"),
        ("cash", "denominations", "2 x 0", "no_count_of_cash"),
        ("cash", "currency", "dollars", "code.unknown"),
        ("vehicle", "storage_a_day", "-5", "money"),
        ("phone", "imei", "49015420323751", None),
        ("phone", "imei", "4901542032375", "digits"),
        ("phone", "imei", "49015420323751A", "digits"),
        ("photo", "sha256", "ab" * 31, "no_digest"),
        ("photo", "sha256", "zz" * 32, "no_digest"),
        ("photo", "taken_at", "2026-11-14", "no_moment"),
        ("photo", "taken_at", "2026-11-14T03:20+00:00", "no_moment"),
        ("photo", "taken_at", "1026-11-14 03:20", "implausible"),
        ("document", "certified_on", "14.11.2026", "no_day"),
        ("document", "pages", "12", None),
        ("document", "imei", IMEI, "not_asked"),
        ("tool", "pages", "12", "not_asked"),
    ],
)
def test_an_answer_that_cannot_be_read_names_its_field(
    kind: str, key: str, typed: str, code: str | None
) -> None:
    if code is None:
        assert kept(kind, key, typed)
        return
    with pytest.raises(Refused, match=code) as refused:
        kept(kind, key, typed)
    assert refused.value.field == key


def test_an_answer_stands_once_and_an_empty_one_not_at_all() -> None:
    assert checked("document", (("pages", " "),)) == ()
    with pytest.raises(Refused, match="twice"):
        checked("document", (("pages", "1"), ("pages", "2")))


def test_answers_are_kept_in_the_order_of_the_sheet() -> None:
    typed = (("original", "copy"), ("pages", "3"))
    assert checked("document", typed) == (("pages", "3"), ("original", "copy"))


@pytest.mark.parametrize(
    ("item", "field"),
    [
        (facts("narcotics", gross_weight="1 g", net_weight="0.01 lb"), "net_weight"),
        (facts("cash", counted_by="A. Lee", counted_second="a. lee"), "counted_second"),
        (facts("cash", denominations="100 x 30"), "denominations"),
        (replace(facts("cash", denominations="3 x 5"), value_cents=1600), "denominations"),
        (replace(facts("tool"), value_cents=-1), "value_cents"),
        (
            facts("video", begins_at="2026-11-14 03:20", ends_at="2026-11-14 03:19"),
            "ends_at",
        ),
    ],
)
def test_answers_that_contradict_each_other_are_refused(item: ItemFacts, field: str) -> None:
    with pytest.raises(Refused) as refused:
        item.tidied()
    assert refused.value.field == field


def test_foreign_money_has_other_notes_and_no_value_in_dollars() -> None:
    pesos = facts("cash", currency="MXN", denominations="4 x 200")
    assert replace(pesos, value_cents=4_000).tidied().particulars == pesos.particulars


@given(st.dictionaries(st.sampled_from([100, 50, 20, 10, 5, 1]), st.integers(1, 9999), min_size=1))
def test_a_count_adds_up_whatever_its_order(lots: dict[int, int]) -> None:
    typed = ", ".join(f"{count} x {face}" for face, count in lots.items())
    count = kept("cash", "denominations", typed)
    assert {(int(face), number) for number, face in lots_of_cash(count)} == set(lots.items())
    assert total_cents(count) == sum(face * number for face, number in lots.items()) * 100


@given(st.decimals(0, 10**6, places=3), st.sampled_from(["mg", "g", "kg", "oz", "lb"]))
def test_a_weight_comes_back_as_it_was_typed(amount: Decimal, unit: str) -> None:
    text = kept("narcotics", "gross_weight", f"{amount} {unit}")
    assert Decimal(text.split()[0]) == amount
    assert kept("narcotics", "gross_weight", text) == text
    assert weight_in_grams(text) >= 0


@given(st.text(max_size=40), st.sampled_from([*known_kinds()]), st.data())
def test_any_text_is_kept_or_refused_by_name(text: str, kind: str, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from([each.key for each in sheet_of(kind).particulars]))
    kept_or_not = tried(kind, key, text)
    if isinstance(kept_or_not, Refused):
        assert kept_or_not.field == key
    else:
        assert checked(kind, kept_or_not) == kept_or_not


def test_check_digits_come_out() -> None:
    assert vin_is_whole(VIN)
    assert luhn_is_whole(IMEI)


@given(st.integers(0, 14), st.integers(1, 9))
def test_a_wrong_digit_of_an_imei_is_noticed(place: int, step: int) -> None:
    wrong = (int(IMEI[place]) + step) % 10
    assert not luhn_is_whole(IMEI[:place] + str(wrong) + IMEI[place + 1 :])


@pytest.mark.parametrize(
    ("item", "codes"),
    [
        (facts("vehicle", vin=VIN), []),
        (facts("vehicle", vin=VIN.replace("7", "8")), ["doubt.vin"]),
        (facts("vehicle", vin="1MOGDM9AXKP042788"), ["doubt.vin"]),
        (facts("vehicle", vin="F10GRX12345"), ["doubt.vin_length"]),
        (facts("phone", imei=IMEI[:-1] + "9"), ["doubt.imei"]),
        (facts("phone", imei=IMEI[:-1]), []),
        (facts("phone", iccid="8914800000000000000"), ["doubt.iccid"]),
        (
            replace(facts("firearm", serial_state="obliterated"), serial="77-1"),
            ["doubt.serial_state"],
        ),
        (facts("narcotics", gross_weight="1 g", lab_net_weight="2 g"), ["doubt.lab_above_gross"]),
    ],
)
def test_what_is_odd_is_said_and_taken_in(item: ItemFacts, codes: list[str]) -> None:
    assert [doubt.code for doubt in doubts(item.tidied())] == codes


def test_what_is_wanting_is_told_until_it_is_there() -> None:
    gun = facts("firearm", serial_state="obliterated", made_safe_by="Dunn")
    assert wanting(replace(gun, make="Smith & Wesson")) == (
        *("model", "firearm_type", "caliber", "made_safe_at", "rounds_removed"),
    )
    assert "serial" in wanting(facts("firearm", serial_state="legible"))
    assert wanting(facts("other")) == ()


def test_a_moment_ahead_is_refused() -> None:
    now = datetime(2026, 11, 14, 3, 20)  # noqa: DTZ001  by the courthouse clock, as the answers
    require_past("photo", (("taken_at", "2026-11-14 03:20"),), now)
    with pytest.raises(Refused, match="ahead_of_now"):
        require_past("photo", (("taken_at", "2026-11-14 03:21"),), now)


def test_a_sealed_answer_is_masked_and_stays_what_it_was() -> None:
    stored = (("power_state", "off"), ("passcode", "0042"))
    shown = masked("phone", stored)
    assert dict(shown)["passcode"] == MASK
    assert unmasked("phone", shown, stored) == stored
    assert dict(unmasked("phone", (("passcode", "1111"),), stored))["passcode"] == "1111"
    assert "N-0042" not in repr(facts("phone", passcode="N-0042"))


def test_an_item_is_found_by_the_numbers_of_its_kind() -> None:
    car = (("vin", VIN), ("plate", "CA 7ABC123"), ("color", "red"))
    assert identifiers("vehicle", car) == (VIN, "CA 7ABC123")
    assert identifiers("phone", (("passcode", "0042"),)) == ()


def test_an_item_with_a_parent_lies_in_it_unless_more_is_said() -> None:
    parent = ItemId(new_id())
    bag = replace(facts("tool"), parent=parent)
    assert bag.tidied().relation is ItemRelation.INSIDE
    assert replace(facts("tool"), relation=ItemRelation.PART).tidied().relation is None
