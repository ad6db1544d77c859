"""People of the office, named by their logins as on a command line."""

from uuid import UUID

from app.domain.errors import Refused
from app.services.office import Office
from app.services.walls import Admissible


def users_of(office: Office, logins: tuple[str, ...]) -> tuple[UUID, ...]:
    """Return who has these logins.

    Raises:
        Refused: ``wall.no_such_login``: somebody is not in the office or switched off.
    """
    known = {each.login: each.user for each in office.ask(Admissible())}
    for login in logins:
        if login not in known:
            raise Refused("wall.no_such_login", login=login)
    return tuple(known[login] for login in logins)
