"""Court rules in the settings: packs, their rules, and changing them."""

from app.i18n import _
from app.services.court_rules import InstallRulePack
from app.ui.court_rules.tab import RulesTab
from app.ui.settings_tab import SettingsTab

RULES_TAB = SettingsTab("rules", _("Court rules"), InstallRulePack, RulesTab)

__all__ = ["RULES_TAB"]
