"""The office's people as lines of a list."""

from dataclasses import dataclass

from app.domain.persons import PersonId, Role


@dataclass(frozen=True, kw_only=True)
class PersonLine:
    """A person as one line; never a way of contact.

    Attributes:
        name: as lists show it.
        roles: what the person is in the cases open to the user, without repeats.
        cases: how many such cases; ``number`` and ``case_title`` of the newest.
    """

    id: PersonId
    name: str
    agency: str
    roles: tuple[Role, ...]
    cases: int
    number: str
    case_title: str
