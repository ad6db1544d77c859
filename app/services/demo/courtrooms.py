"""The courtrooms the demo office's cases are heard in."""

from app.services.courtrooms import AddCourtroom
from app.services.demo.script import OfficeScript
from app.services.office import Office


def list_courtrooms(office: Office, script: OfficeScript) -> None:
    """Take the rooms into the list, each with what it takes on a day."""
    for told in script.courtrooms:
        office.do(AddCourtroom(**told.__dict__))
