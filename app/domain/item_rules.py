"""What the answers about one item must be among each other."""

from collections.abc import Callable

from app.domain.errors import Refused
from app.domain.money import dollars
from app.domain.particular_values import (
    US_DENOMINATIONS,
    lots_of_cash,
    total_cents,
    weight_in_grams,
)
from app.domain.particulars import Particulars

Answers = dict[str, str]


def require_consistent(kind: str, pairs: Particulars, value_cents: int | None) -> None:
    """Refuse answers that cannot all be true.

    The answers are as kept (see `item_particulars.checked`), the value is what it is said to be
    worth.

    Raises:
        Refused: naming the field to look at.
    """
    answers = dict(pairs)
    if answers and kind in _RULES:
        _RULES[kind](answers, value_cents)


def _narcotics(answers: Answers, _value: int | None) -> None:
    gross, net = answers.get("gross_weight"), answers.get("net_weight")
    if gross and net and weight_in_grams(net) > weight_in_grams(gross):
        raise Refused("particular.net_above_gross", field="net_weight", gross=gross)


def _cash(answers: Answers, value: int | None) -> None:
    """Two people count (IAPE standards, currency), and the count is the value."""
    first, second = answers.get("counted_by", ""), answers.get("counted_second", "")
    if first and first.casefold() == second.casefold():
        raise Refused("particular.same_counter", field="counted_second")
    count = answers.get("denominations", "")
    is_dollars = answers.get("currency", "USD") == "USD"
    if is_dollars and count:
        _require_us_money(count)
    if is_dollars and count and value is not None and total_cents(count) != value:
        raise Refused(
            "particular.total_differs",
            field="denominations",
            total=dollars(total_cents(count)),
            value=dollars(value),
        )


def _require_us_money(count: str) -> None:
    for _number, face in lots_of_cash(count):
        if face not in US_DENOMINATIONS:
            raise Refused("particular.no_such_note", field="denominations", face=face)


def _recording(answers: Answers, _value: int | None) -> None:
    begins, ends = answers.get("begins_at", ""), answers.get("ends_at", "")
    if begins and ends and ends < begins:
        raise Refused("date.ends_before_begin", field="ends_at")


_RULES: dict[str, Callable[[Answers, int | None], None]] = {
    "narcotics": _narcotics,
    "cash": _cash,
    **dict.fromkeys(("video", "audio", "body_camera", "digital_file"), _recording),
}
