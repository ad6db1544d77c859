from app.domain.ids import new_id
from app.domain.persons import Person, PersonId
def person(family: str, given: str = "Martin") -> Person:
    """Return a new person."""
    return Person(id=PersonId(new_id()), family=family, given=given)
