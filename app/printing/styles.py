"""Type sizes, grays, rules and gaps of the printed page: one family, one bold level, hairlines."""

from dataclasses import dataclass

from app.printing.fonts import Weight

INK = 0.0
SOFT_INK = 0.33
WATERMARK_GRAY = 0.92

HAIRLINE = 0.4
HEAVY_RULE = 0.9
RULE_GRAY = 0.55
FAINT_RULE_GRAY = 0.8


@dataclass(frozen=True)
class TextStyle:
    """How text is set; sizes in points, `gray` from 0 (black) to 1 (white).

    Attributes:
        tracking: extra space after each character, in points.
    """

    size: float
    leading: float
    weight: Weight = Weight.REGULAR
    gray: float = INK
    tracking: float = 0.0


OFFICE = TextStyle(7.2, 10, gray=SOFT_INK, tracking=0.75)
TITLE = TextStyle(16, 20, Weight.BOLD)
HEADING = TextStyle(9, 12, Weight.BOLD)
BODY = TextStyle(8.2, 11)
STRONG = TextStyle(8.2, 11, Weight.BOLD)
SOFT = TextStyle(8.2, 11, gray=SOFT_INK)
COLUMN_HEAD = TextStyle(7.6, 10, Weight.BOLD)
NUMBER = TextStyle(7.8, 10.4, gray=SOFT_INK)
MARKING = TextStyle(7.8, 10.4, Weight.BOLD)
FOOT = TextStyle(6.8, 9, gray=SOFT_INK)
WATERMARK = TextStyle(150, 150, Weight.BOLD, gray=WATERMARK_GRAY)
