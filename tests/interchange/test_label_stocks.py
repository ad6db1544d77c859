"""Stocks of labels as files: what is wrong in one is said with its line."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import ImportRefused
from app.domain.resources import resource_path
from app.i18n.sentences import sentence
from app.interchange.label_stocks import read_stock

SHIPPED = resource_path("labels", "avery-5160.json")


def written(tmp_path: Path, **changes: Any) -> Path:
    facts = json.loads(SHIPPED.read_text("utf-8")) | changes
    file = tmp_path / "own.json"
    said = [f"  {json.dumps(k)}: {json.dumps(v)}" for k, v in facts.items() if v is not ...]
    file.write_text("{\n" + ",\n".join(said) + "\n}\n")
    return file


def refusal(file: Path) -> str:
    with pytest.raises(ImportRefused, match=r"labels\.bad_stock") as caught:
        read_stock(file)
    return sentence(caught.value)


def test_inches_become_millimeters() -> None:
    stock = read_stock(SHIPPED)
    assert stock.page == pytest.approx((215.9, 279.4))
    assert stock.corner(0) == pytest.approx((4.7625, 12.7))
    assert stock.corner(29) == pytest.approx((144.4625, 241.3))
    assert stock.per_page == 30


@pytest.mark.parametrize(
    ("changes", "line", "words"),
    [
        ({"rows": 0}, 8, "at least one row"),
        ({"rows": True}, 8, "whole number"),
        ({"rows": 11}, 6, "would not lie on the page"),
        ({"columns": 10**14}, 7, "at least one column"),
        ({"pitch": [2.0, 1]}, 10, "lie on each other"),
        ({"pitch": [2.75]}, 10, "two lengths"),
        ({"label": [0.1, 1]}, 6, "shorter than 10 mm"),
        ({"page": [1e300, 11]}, 5, "longer than a meter"),
        ({"page": ["8.5", 11]}, 5, "two lengths"),
        ({"first": [-1, 0]}, 9, "lies on the page"),
        ({"unit": "cm"}, 4, "one of mm, in"),
        ({"code": "../../etc"}, 2, "one word"),
        ({"name": "n" * 81}, 3, "at most 80"),
        ({"name": ""}, 3, "at most 80"),
        ({"dots_per_inch": 2}, 11, "dots an inch"),
        ({"unit": ...}, 1, '"unit" is missing'),
        ({"colour": "red"}, 12, "is not known here"),
    ],
)
def test_a_wrong_fact_is_named_with_its_line(
    tmp_path: Path, changes: dict[str, Any], line: int, words: str
) -> None:
    said = refusal(written(tmp_path, **changes))
    assert f"line {line}" in said
    assert words in said


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "line 1: this is no JSON"),
        (b"[]", "a stock of labels is a JSON object"),
        (b'{\n"code": "a",,', "line 2: this is no JSON"),
        (b'{\n"code": "\xff"}', "line 2: the file is not UTF-8"),
        (b"[" * 19_000, "nested too deeply"),
        (b" " * 20_001, "too large"),
        (b'{"rows": 1' + b"0" * 5_000 + b"}", "too many figures"),
        (b'{"page": [NaN, 1]}', "this is no JSON"),
        (b'{"rows": 1,\n"rows": 2}', 'line 2: "rows" is given twice'),
    ],
)
def test_what_is_no_stock_at_all_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    file = tmp_path / "own.json"
    file.write_bytes(content)
    assert words in refusal(file)
