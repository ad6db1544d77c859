"""Examples of printed documents."""

from app.domain.profiles import Profile
from app.services.documents import PreviewCaseSummary, PrintCaseSummary
from tests.architecture.examples.world import Example

EXAMPLES: dict[type, Example] = {
    PreviewCaseSummary: lambda world: PreviewCaseSummary(
        case=world.case.id, profile=Profile.INTERNAL
    ),
    PrintCaseSummary: lambda world: PrintCaseSummary(case=world.case.id, profile=Profile.COURT),
}
