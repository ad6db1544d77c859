"""Court rules: packs the office counts by, their files, and changing them."""

from app.services.court_rules.editing import (
    ActivatePack,
    AddRule,
    AmendRule,
    AmendRulePack,
    CopyRulePack,
    DeactivatePack,
    ReinstateRule,
    RetireRule,
)
from app.services.court_rules.files import (
    Trial,
    check_pack,
    read_pack_file,
    save_pack_file,
    try_in_file,
)
from app.services.court_rules.installing import (
    ComparePack,
    Comparison,
    InstallRulePack,
    InstallShippedPacks,
)
from app.services.court_rules.shipped import install_shipped, shipped_packs
from app.services.court_rules.views import (
    PackLine,
    PackList,
    PackText,
    PackView,
    RuleLine,
    RuleOf,
    RuleOffer,
    RulePacks,
    RulesForEvent,
    RulesOfPack,
    RuleView,
    ShippedOffer,
    TryRule,
)
from app.services.court_rules.writing import PackWritten, TakeBackRules

__all__ = [
    "ActivatePack",
    "AddRule",
    "AmendRule",
    "AmendRulePack",
    "ComparePack",
    "Comparison",
    "CopyRulePack",
    "DeactivatePack",
    "InstallRulePack",
    "InstallShippedPacks",
    "PackLine",
    "PackList",
    "PackText",
    "PackView",
    "PackWritten",
    "ReinstateRule",
    "RetireRule",
    "RuleLine",
    "RuleOf",
    "RuleOffer",
    "RulePacks",
    "RuleView",
    "RulesForEvent",
    "RulesOfPack",
    "ShippedOffer",
    "TakeBackRules",
    "Trial",
    "TryRule",
    "check_pack",
    "install_shipped",
    "read_pack_file",
    "save_pack_file",
    "shipped_packs",
    "try_in_file",
]
