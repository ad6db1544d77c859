"""Examples of what concerns the office as a whole."""

from pathlib import Path

from app.domain.codes import CodeList
from app.domain.ids import new_id
from app.services.codes import Choices
from app.services.demo.company import AddColleague
from app.services.demo.script import Colleague
from app.services.founding import FoundOffice
from app.services.imports import ImportCookCounty
from app.services.keys import ChangePassphrase, ConfirmIdentity, UseRecoveryCode
from app.services.offices import TheOffice
from app.services.presence import EnterOffice, LeaveOffice, VisitOffice
from app.services.settings import ChangeSettings, TheSettings
from tests.architecture.examples.world import Example
from tests.conftest import PASSPHRASE

FILES = Path(__file__).resolve().parents[2] / "interchange" / "cook_county"
ANOTHER = "quite another passphrase"
NEIL = Colleague(login="n.ito", name="N. Ito", role="paralegal", title="")

EXAMPLES: dict[type, Example] = {
    FoundOffice: lambda _: FoundOffice(
        name="Office", zone="UTC", administrator=new_id(), login="a", person="A. Rivera"
    ),
    AddColleague: lambda _: AddColleague(NEIL),
    EnterOffice: lambda _: EnterOffice(),
    LeaveOffice: lambda _: LeaveOffice(),
    VisitOffice: lambda _: VisitOffice(),
    UseRecoveryCode: lambda _: UseRecoveryCode(),
    ChangePassphrase: lambda _: ChangePassphrase(old=PASSPHRASE, new=ANOTHER),
    ConfirmIdentity: lambda _: ConfirmIdentity(PASSPHRASE),
    ImportCookCounty: lambda _: ImportCookCounty(FILES),
    TheSettings: lambda _: TheSettings(),
    ChangeSettings: lambda world: ChangeSettings(world.office.ask(TheSettings())),
    TheOffice: lambda _: TheOffice(),
    Choices: lambda _: Choices((CodeList.PLEA,)),
}
