"""Every command and query class of the product, found by importing all services."""

import dataclasses
import importlib
import inspect
import pkgutil
from typing import Any

import app.services
from app.services.office import Command, Query

for _module in pkgutil.walk_packages(app.services.__path__, "app.services."):
    importlib.import_module(_module.name)


def _leaves(base: type[Any]) -> list[type[Any]]:
    found: list[type[Any]] = []
    for each in base.__subclasses__():
        found += [each, *_leaves(each)]
    ours = [each for each in found if each.__module__.startswith("app.")]
    complete = (e for e in ours if dataclasses.is_dataclass(e) and not inspect.isabstract(e))
    return sorted(complete, key=lambda e: e.__name__)


COMMANDS = _leaves(Command)
QUERIES = _leaves(Query)
ACTS = COMMANDS + QUERIES
