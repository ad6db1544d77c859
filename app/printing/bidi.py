"""Right-to-left text for a page that draws glyphs from left to right.

A reduced form of the Unicode bidirectional algorithm (UAX #9): implicit levels only. Explicit
controls are dropped before text comes here, because they can make a line read as something else.
Arabic letters are joined with the presentation forms of Unicode, which the fallback face carries.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

_RTL = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_LEFT, _RIGHT, _NUMBER, _NEUTRAL = "L", "R", "N", "O"
_STRENGTH = {"L": _LEFT, "R": _RIGHT, "AL": _RIGHT, "EN": _NUMBER, "AN": _NUMBER}
_MIRRORED = dict(zip("()[]{}<>«»‹›", ")(][}{><»«›‹", strict=True))  # noqa: RUF001  the characters mirrored are meant
_LAM = "\N{ARABIC LETTER LAM}"
_NON_SPACING = frozenset({"Mn", "Me"})


def has_rtl(text: str) -> bool:
    """Return whether any character reads from right to left."""
    return _RTL.search(text) is not None


def is_rtl(text: str) -> bool:
    """Return whether the first strong character reads from right to left (UAX #9, P2)."""
    strong = (_STRENGTH.get(unicodedata.bidirectional(char)) for char in text)
    return next((kind == _RIGHT for kind in strong if kind in (_LEFT, _RIGHT)), False)


def visual(line: str, *, rtl: bool) -> str:
    """Return one line in the order in which its glyphs stand from left to right.

    `rtl` is the direction of the paragraph. Characters that mirror (brackets) are mirrored.
    """
    clusters = _clusters(line)
    levels = _levels([cluster[0] for cluster in clusters], base=1 if rtl else 0)
    ordered = [
        _MIRRORED.get(cluster, cluster) if level % 2 else cluster
        for cluster, level in zip(clusters, levels, strict=True)
    ]
    return "".join(ordered[index] for index in _reorder(levels))


def _clusters(line: str) -> list[str]:
    """Cut a line into base characters with the marks that sit on them."""
    clusters: list[str] = []
    for char in line:
        if clusters and unicodedata.category(char) in _NON_SPACING:
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters


def _levels(chars: list[str], *, base: int) -> list[int]:
    """Return the embedding level of each character: even reads left to right, odd the other way."""
    kinds = _kinds(chars)
    before = _nearest(kinds, base)
    after = _nearest(kinds[::-1], base)[::-1]
    return [_level(*around, base) for around in zip(kinds, before, after, strict=True)]


def _kinds(chars: list[str]) -> list[str]:
    """Return what each character does to direction; separators inside a number belong to it."""
    classes = [unicodedata.bidirectional(char) for char in chars]
    kinds = [_STRENGTH.get(each, _NEUTRAL) for each in classes]
    for index in range(1, len(kinds) - 1):
        inside = kinds[index - 1] == _NUMBER and _STRENGTH.get(classes[index + 1]) == _NUMBER
        if inside and classes[index] in ("ES", "CS"):
            kinds[index] = _NUMBER
    return kinds


def _nearest(kinds: list[str], base: int) -> list[str]:
    """Return for each place the direction of the last strong character up to it."""
    current = _RIGHT if base else _LEFT
    nearest = []
    for kind in kinds:
        if kind in (_LEFT, _RIGHT):
            current = kind
        nearest.append(current)
    return nearest


def _level(kind: str, before: str, after: str, base: int) -> int:
    if kind == _NUMBER:
        # A number keeps its digits in order inside right-to-left text, one level deeper.
        return 2 if base or before == _RIGHT else 0
    if kind == _NEUTRAL:
        kind = before if before == after else (_RIGHT if base else _LEFT)
    if kind == _RIGHT:
        return 1
    return 2 if base else 0


def _reorder(levels: list[int]) -> list[int]:
    """Return the indices in visual order: reverse from the highest level down (UAX #9, L2)."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end + 1
    return order


class _Forms(NamedTuple):
    """Presentation forms of a letter; None where it has none."""

    isolated: str | None = None
    final: str | None = None
    initial: str | None = None
    medial: str | None = None


@cache
def _arabic() -> dict[str, _Forms]:
    """Return the presentation forms of each letter and of each lam-alef pair."""
    forms: dict[str, _Forms] = {}
    for form in map(chr, [*range(0xFB50, 0xFBB2), *range(0xFBD3, 0xFC00), *range(0xFE80, 0xFEFD)]):
        tag, *points = unicodedata.decomposition(form).split()
        base = "".join(chr(int(point, 16)) for point in points)
        if len(base) == 1 or base[0] == _LAM:
            forms[base] = forms.get(base, _Forms())._replace(**{tag.strip("<>"): form})
    return forms


def join_arabic(text: str, has_glyph: Callable[[str], bool]) -> str:
    """Return the text with each Arabic letter in the form its neighbors ask for.

    A form that `has_glyph` denies stays the plain letter.
    """
    forms = _arabic()
    units = _units(text, forms)
    joined = []
    for index, unit in enumerate(units):
        own = forms.get(unit)
        form = own and _form(own, _beside(units, index, -1, forms), _beside(units, index, 1, forms))
        joined.append(form if form and has_glyph(form) else unit)
    return "".join(joined)


def _units(text: str, forms: dict[str, _Forms]) -> list[str]:
    """Cut a text into characters, but keep lam-alef pairs together: they are one glyph."""
    units: list[str] = []
    for char in text:
        if units and units[-1] == _LAM and _LAM + char in forms:
            units[-1] += char
        else:
            units.append(char)
    return units


def _beside(units: list[str], index: int, step: int, forms: dict[str, _Forms]) -> _Forms:
    """Return the forms of the next letter on one side, past marks that do not break a join."""
    index += step
    while 0 <= index < len(units) and unicodedata.category(units[index][0]) in _NON_SPACING:
        index += step
    return forms.get(units[index], _Forms()) if 0 <= index < len(units) else _Forms()


def _form(own: _Forms, before: _Forms, after: _Forms) -> str | None:
    joins_before = own.final is not None and before.initial is not None
    joins_after = own.initial is not None and after.final is not None
    if joins_before and joins_after:
        return own.medial
    if joins_before:
        return own.final
    return own.initial if joins_after else own.isolated
