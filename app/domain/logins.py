"""How logins and names are written that stand in the header of a vault."""

from app.domain.errors import Refused

LONGEST_LOGIN = 64
LONGEST_NAME = 200
"""Characters: the header is small, and these names only tell people and offices apart."""


def fit_login(typed: str) -> str:
    """Return a login as it is kept.

    Raises:
        Refused: it is empty, too long, or holds what nobody can see.
    """
    login = typed.strip()
    if not login:
        raise Refused("vault.login_missing", field="login")
    if len(login) > LONGEST_LOGIN or not login.isprintable():
        raise Refused("vault.login_unfit", field="login", limit=LONGEST_LOGIN)
    return login


def fit_name(typed: str, field: str) -> str:
    """Return the name of a person or office as it is kept.

    Raises:
        Refused: it is empty or too long.
    """
    name = typed.strip()
    if not name:
        raise Refused("vault.name_missing", field=field)
    if len(name) > LONGEST_NAME:
        raise Refused("vault.name_too_long", field=field, limit=LONGEST_NAME)
    return name
