"""Who sits at the window and whose office it is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Identity:
    """What the window says of the user and the office.

    Attributes:
        person: the user's name.
        role: the user's post, in words.
        office: the office's name.
        is_demo: whether everything in it is made up; marks every screen.
    """

    person: str
    role: str
    office: str
    is_demo: bool = False
