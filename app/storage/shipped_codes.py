"""The code lists that come with the program."""

import json
from datetime import date

from app.domain.codes import Code, CodeList
from app.domain.resources import resource_path


def shipped_codes() -> tuple[Code, ...]:
    """Return the code lists that come with the program (`resources/codes`)."""
    return tuple(
        Code(
            list=list_,
            code=row["code"],
            label=row["label"],
            category=row.get("category", ""),
            position=position,
            active_from=_day(row.get("active_from")),
            active_to=_day(row.get("active_to")),
        )
        for list_ in CodeList
        for position, row in enumerate(_rows(list_), start=1)
    )


def _rows(list_: CodeList) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = json.loads(
        resource_path("codes", f"{list_}.json").read_text("utf-8")
    )
    return rows


def _day(stated: str | None) -> date | None:
    return date.fromisoformat(stated) if stated else None
