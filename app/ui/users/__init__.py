"""Users: who may unlock the vault, and what each role may do."""

from app.i18n import _
from app.services.users import RoleMatrix, UserAccounts
from app.ui.settings_tab import SettingsTab
from app.ui.users.accounts import AccountsTab
from app.ui.users.roles import RolesTab

USERS_TAB = SettingsTab("users", _("Users"), UserAccounts, AccountsTab)
ROLES_TAB = SettingsTab("roles", _("Roles"), RoleMatrix, RolesTab)

__all__ = ["ROLES_TAB", "USERS_TAB"]
