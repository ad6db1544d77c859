"""The office's words read as our codes, from `resources/imports/cook_county.json`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.domain.resources import resource_path

_FILE = ("imports", "cook_county.json")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Code lists by name; words are compared without case and spacing, and some have no code."""

    lists: Mapping[str, Mapping[str, str | None]]

    @classmethod
    def load(cls, path: Path | None = None) -> "Vocabulary":
        """Read the mapping, by default the bundled one."""
        text = (path or resource_path(*_FILE)).read_text(encoding="utf-8")
        lists = json.loads(text)["lists"]
        return cls(
            {
                name: {_key(word): entry["code"] for word, entry in words.items()}
                for name, words in lists.items()
            }
        )

    def find(self, name: str, word: str) -> tuple[bool, str | None]:
        """Return whether the list knows the word, and its code."""
        key = _key(word)
        known = self.lists[name]
        return key in known, known.get(key)


def _key(word: str) -> str:
    return " ".join(word.casefold().split())
