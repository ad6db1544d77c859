"""The first screen: unlock a vault, recover one, or make one.

Nothing here may bring in the services or the database: the screen is painted before they are
loaded.
"""

from app.ui.unlock.doors import Doors, NewVault, RestoreWish, Standing, VaultPlate
from app.ui.unlock.window import UnlockWindow

__all__ = ["Doors", "NewVault", "RestoreWish", "Standing", "UnlockWindow", "VaultPlate"]
