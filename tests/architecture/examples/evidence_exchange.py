"""Examples of chains of custody that go out and come in."""

from pathlib import Path

from app.services.evidence_exchange import ExportChains, ImportChains, PreviewChains
from tests.architecture.examples.world import Example, World

FOREIGN = Path(__file__).resolve().parents[2] / "interchange" / "case_uco" / "handover.jsonld"
"""A chain of another program's: two exhibits, three steps."""

EXAMPLES: dict[type, Example] = {
    ExportChains: lambda world: ExportChains(case=world.case.id, to=_beside(world)),
    ImportChains: lambda world: ImportChains(path=FOREIGN, case=world.case.id),
    PreviewChains: lambda world: PreviewChains(path=FOREIGN, case=world.case.id),
}


def _beside(world: World) -> Path:
    return world.file.with_name("chains.jsonld")
