"""The one check of what is chosen from a code list."""

from app.domain.codes import CodeList
from app.domain.errors import Refused
from app.storage.unit_of_work import Reading


def require_code(work: Reading, list_: CodeList, code: str, field: str) -> str:
    """Return the code, refused where the list does not have it or it is missing.

    Raises:
        Refused: ``text.required`` or ``code.unknown``.
    """
    if not code:
        raise Refused("text.required", field=field)
    return optional_code(work, list_, code, field)


def optional_code(work: Reading, list_: CodeList, code: str, field: str) -> str:
    """Return the code or an empty one.

    Raises:
        Refused: ``code.unknown``.
    """
    if code and not work.codes.knows(list_, code):
        raise Refused("code.unknown", field=field, given=code)
    return code
