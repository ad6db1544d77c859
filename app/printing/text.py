"""The only road from user text to paper.

Text is set line by line from plain characters. No markup language is involved: reportlab's
`Paragraph` reads `<b>` and `&` as commands, so no module of ours uses it. Every document sets its
words with `set_text` or `fit_line` and draws them with `draw_line` or `draw_lines`.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from math import inf

from reportlab.pdfgen.canvas import Canvas

from app.printing.bidi import has_rtl, is_rtl, join_arabic, visual
from app.printing.fonts import MISSING, has_glyph, runs, widths
from app.printing.styles import TextStyle

_LINE_ENDS = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")
_WORDS = re.compile(r" *[^ ]+")
_MARKS = frozenset({"Mn", "Me"})
_BREAK_AFTER = frozenset("-/,;:._@&=?")
_ELLIPSIS = "…"
_LONGEST_LINE = 500
"""Characters of a one-line text worth measuring; no line of a page holds more."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line, set and measured.

    Attributes:
        text: the characters in the order they stand on paper, left to right.
        width: in points.
    """

    text: str
    style: TextStyle
    width: float


class _Printable(dict[int, str]):
    """What is printed for each code point; filled as code points turn up."""

    def __missing__(self, point: int) -> str:
        shown = self[point] = _shown(chr(point))
        return shown


def _shown(char: str) -> str:
    """Return what stands on paper for a character.

    Control and format characters vanish: some of them (U+202E) make a line read as another line.
    """
    category = unicodedata.category(char)
    if char == "\n":
        return char
    if char == "\t":
        return "    "
    if category == "Zs":
        return " "
    if category in ("Cc", "Cf") or unicodedata.name(char, "").startswith("VARIATION SELECTOR"):
        return ""
    return char if has_glyph(char) else MISSING


@cache
def _printable_table() -> _Printable:
    return _Printable()


def printable(text: str) -> str:
    """Return the text as it can be printed: composed, without controls, `MISSING` for the rest.

    More than one blank line in a row becomes one.
    """
    unix = _LINE_ENDS.sub("\n", text)
    composed = unicodedata.normalize("NFC", unix).translate(_printable_table())
    return _BLANK_LINES.sub("\n\n", composed).strip("\n").rstrip()


def unprintable(text: str) -> set[str]:
    """Return the characters that no face can draw."""
    table = _printable_table()
    composed = set(unicodedata.normalize("NFC", text))
    return {char for char in composed if char != MISSING and table[ord(char)] == MISSING}


def set_text(text: str, style: TextStyle, width: float) -> tuple[Line, ...]:
    """Return plain text as lines no wider than `width` points; nothing for an empty text.

    Words longer than a line are broken; a column narrower than one character gets one a line.
    """
    ready = printable(text)
    if not ready.strip():
        return ()
    return tuple(line for part in ready.split("\n") for line in _set_paragraph(part, style, width))


@lru_cache(maxsize=64)
def fit_line(text: str, style: TextStyle, width: float) -> Line:
    """Return one line; what does not fit in `width` points is cut and shown as an ellipsis."""
    ready = printable(" ".join(text[:_LONGEST_LINE].split()))
    if len(text) > _LONGEST_LINE or _measure(ready, style) > width:
        ready = _start(ready, style, width - _measure(_ELLIPSIS, style)).rstrip() + _ELLIPSIS
    return next(iter(set_text(ready, style, inf)), Line("", style, 0))


def draw_line(canvas: Canvas, line: Line, x: float, baseline: float) -> None:
    """Draw a line from `x` on, both in points from the lower left corner of the page."""
    draw_lines(canvas, (line,), x, baseline)


def draw_lines(canvas: Canvas, lines: Sequence[Line], x: float, baseline: float) -> None:
    """Draw lines of one style below each other; `baseline` is the first one's."""
    style = lines[0].style
    text = canvas.beginText(x, baseline)
    text.setFillGray(style.gray)
    text.setCharSpace(style.tracking)
    text.setLeading(style.leading)
    current = ""
    for line in lines:
        for face, run in runs(line.text, style.weight):
            if face != current:
                text.setFont(face, style.size, style.leading)
                current = face
            text.textOut(run)
        text.textLine()
    canvas.drawText(text)


def _measure(text: str, style: TextStyle) -> float:
    table = widths(style.weight)
    return sum(map(table.__getitem__, text)) * style.size + style.tracking * len(text)


def _start(text: str, style: TextStyle, width: float) -> str:
    """Return the beginning of a text that fits in a width."""
    advances = (_measure(char, style) for char in text)
    fitting = sum(end <= width for end in accumulate(advances))
    return text[:fitting]


def _set_paragraph(paragraph: str, style: TextStyle, width: float) -> Iterator[Line]:
    if not has_rtl(paragraph):
        yield from (Line(text, style, used) for text, used in _wrap(paragraph, style, width))
        return
    rtl = is_rtl(paragraph)
    for text, used in _wrap(join_arabic(paragraph, has_glyph), style, width):
        yield Line(visual(text, rtl=rtl), style, used)


def _wrap(paragraph: str, style: TextStyle, width: float) -> Iterator[tuple[str, float]]:
    """Yield lines broken at spaces, greedily, with their widths; one line for a blank paragraph."""
    line, used = "", 0.0
    for found in _WORDS.findall(paragraph):
        word, needed = found, _measure(found, style)
        if line and used + needed > width:
            yield line, used
            line, used = "", 0.0
            word = found.lstrip(" ")
            needed = _measure(word, style)
        if used + needed > width:
            *full, word = _break_word(word, style, width)
            yield from ((part, _measure(part, style)) for part in full)
            needed = _measure(word, style)
        line, used = line + word, used + needed
    yield line, used


def _break_word(word: str, style: TextStyle, width: float) -> Iterator[str]:
    """Cut a word that is wider than a line, after punctuation where there is some."""
    table = widths(style.weight)
    start, used, index = 0, 0.0, 0
    while index < len(word):
        advance = table[word[index]] * style.size + style.tracking
        if used + advance > width and index > start and not _is_mark(word[index]):
            cut = _nicer_cut(word, start, index)
            yield word[start:cut]
            start, used = cut, _measure(word[cut:index], style)
        used += advance
        index += 1
    yield word[start:]


def _nicer_cut(word: str, start: int, end: int) -> int:
    """Return a place after punctuation in the last third of the line, or the end of the line."""
    earliest = end - (end - start) // 3
    after = (cut for cut in range(end, earliest, -1) if word[cut - 1] in _BREAK_AFTER)
    return next(after, end)


def _is_mark(char: str) -> bool:
    return unicodedata.category(char) in _MARKS
