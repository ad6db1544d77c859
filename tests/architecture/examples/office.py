"""Examples of what concerns the office as a whole."""

from pathlib import Path

from app.domain.codes import CodeList
from app.domain.ids import new_id
from app.domain.settings import OfficeSettings, SettingsId
from app.services.codes import Choices
from app.services.demo.company import AddColleague
from app.services.demo.script import Colleague
from app.services.founding import FoundOffice
from app.services.imports import ImportCookCounty
from app.services.keys import ChangePassphrase, ConfirmIdentity, UseRecoveryCode
from app.services.offices import TheOffice
from app.services.presence import EnterOffice, LeaveOffice
from app.services.settings import ChangeSettings, TheSettings
from tests.architecture.examples.world import Example
from tests.conftest import PASSPHRASE

FILES = Path(__file__).resolve().parents[2] / "interchange" / "cook_county"
NEIL = Colleague(login="n.ito", name="N. Ito", role="paralegal", title="")

EXAMPLES: dict[type, Example] = {
    FoundOffice: lambda _: FoundOffice(
        name="Office", zone="UTC", administrator=new_id(), login="a", person="A. Rivera"
    ),
    AddColleague: lambda _: AddColleague(NEIL),
    EnterOffice: lambda _: EnterOffice(),
    LeaveOffice: lambda _: LeaveOffice(),
    UseRecoveryCode: lambda _: UseRecoveryCode(),
    # The header of the vault is no part of the transaction that is rolled back.
    ChangePassphrase: lambda _: ChangePassphrase(old=PASSPHRASE, new=PASSPHRASE),
    ConfirmIdentity: lambda _: ConfirmIdentity(PASSPHRASE),
    ImportCookCounty: lambda _: ImportCookCounty(FILES),
    TheSettings: lambda _: TheSettings(),
    ChangeSettings: lambda _: ChangeSettings(OfficeSettings(id=SettingsId(new_id()), version=0)),
    TheOffice: lambda _: TheOffice(),
    Choices: lambda _: Choices((CodeList.PLEA,)),
}
