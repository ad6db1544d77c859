"""The label stocks of this machine: those that come with the program, and the office's own.

Printers belong to machines, so a stock added here is kept beside the user's other settings of this
machine and not in the vault.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from app.domain.errors import ImportRefused, Missing, Refused
from app.domain.labels import LabelStock
from app.domain.resources import resource_path
from app.interchange.label_stocks import read_stock
from app.storage.durable import disk_errors

_FILES = "*.json"


@dataclass(frozen=True)
class KnownStocks:
    """What labels can be printed on.

    Attributes:
        stocks: by name, those of the program first.
        troubles: own files that are no stock, with the reason.
    """

    stocks: tuple[LabelStock, ...]
    troubles: tuple[ImportRefused, ...] = ()


def known_stocks() -> KnownStocks:
    """Return every stock that can be chosen."""
    shipped = [read_stock(file) for file in sorted(resource_path("labels").glob(_FILES))]
    taken = {stock.code for stock in shipped}
    own: list[LabelStock] = []
    troubles: list[ImportRefused] = []
    for file in sorted(_own_folder().glob(_FILES)):
        try:
            stock = read_stock(file)
        except ImportRefused as trouble:
            troubles.append(trouble)
        except OSError:
            continue
        else:
            own += [stock] if stock.code not in taken else []
    return KnownStocks((*shipped, *own), tuple(troubles))


def stock_named(code: str) -> LabelStock:
    """Return a stock by its code, or the one described by a file of that path.

    Raises:
        Missing: there is none.
        ImportRefused: the file describes none.
        Unavailable: the file cannot be read.
    """
    stocks = known_stocks().stocks
    found = next((stock for stock in stocks if stock.code == code), None)
    if found is not None:
        return found
    if code.endswith(".json"):
        with disk_errors(Path(code)):
            return read_stock(Path(code))
    raise Missing(
        "labels.no_such_stock",
        field="stock",
        name=code,
        known=", ".join(stock.code for stock in stocks),
    )


def add_stock(file: Path) -> LabelStock:
    """Keep an own stock on this machine; a second one of the same code takes its place.

    Raises:
        ImportRefused: the file describes none; the values name file, line and reason.
        Refused: the program has a stock of that code.
        Unavailable: the disk refuses.
    """
    with disk_errors(file):
        stock = read_stock(file)
    if (resource_path("labels") / f"{stock.code}.json").exists():
        raise Refused("labels.stock_taken", field="stock", name=stock.code)
    kept = _own_folder() / f"{stock.code}.json"
    with disk_errors(kept):
        kept.parent.mkdir(parents=True, exist_ok=True)
        if kept.resolve() != file.resolve():
            shutil.copyfile(file, kept)
    return stock


def _own_folder() -> Path:
    return user_data_path("dossier") / "labels"
