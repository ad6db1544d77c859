"""The role and permission matrix on paper."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.audit import Fact, fingerprint
from app.domain.users import ROLE_PERMISSIONS, OfficeRole, Permission
from app.i18n import _
from app.i18n.accounts import permission_words, role_words
from app.printing.page import Paper
from app.printing.role_matrix import RoleSheet, typeset_roles
from app.services.office import Query
from app.storage.unit_of_work import Reading


@dataclass(frozen=True)
class PrintRoles(Query[Paper]):
    """What each role may do, to be printed or saved; the log keeps that it was."""

    needs: ClassVar[Permission] = Permission.USERS_VIEW
    is_audited: ClassVar[bool] = True

    def run(self, reading: Reading) -> Paper:
        """Return the PDF, which names the last entry of the log at this moment."""
        office = reading.offices.only()
        return typeset_roles(
            RoleSheet(
                office=office.name,
                title=_("Roles and permissions"),
                roles=tuple(map(role_words, OfficeRole)),
                lines=tuple(
                    (
                        permission_words(permission),
                        tuple(permission in ROLE_PERMISSIONS[role] for role in OfficeRole),
                    )
                    for permission in Permission
                ),
                remark=_(
                    "Several roles of one person add up. Walls are asked besides: the most"
                    " restrictive one counts, also for administrators."
                ),
                printed_at=reading.local(reading.now),
                printed_by=reading.actor.name,
                fingerprint=fingerprint(*reading.audit.head()),
                is_demo=office.is_demo,
            )
        )

    def noted(self, answer: Paper) -> tuple[Fact, ...]:
        """How many pages went out."""
        return (("pages", str(answer.pages)),)
