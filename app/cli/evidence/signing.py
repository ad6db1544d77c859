"""`dossier evidence sign`: signatures for the steps of a chain of custody."""

from pathlib import Path

import click

from app.cli.arguments import item_tag
from app.cli.output import Shown, show_rows
from app.cli.session import OfficeCommand, Session
from app.domain.errors import Refused
from app.domain.signatures import Signatory, Signature, SignatureKind
from app.services.evidence import EvidenceByTag, SignatureEntry, SignStep

_SIGNED = (
    Shown[Signature]("Part", "part", lambda each: each.part.value),
    Shown[Signature]("Name", "name", lambda each: each.name),
    Shown[Signature]("How", "kind", lambda each: each.kind.value),
    Shown[Signature]("Statement", "statement", lambda each: each.statement),
)


@click.command(cls=OfficeCommand)
@item_tag
@click.option("--step", type=click.IntRange(1), required=True, help="Number of the step.")
@click.option(
    "--part",
    type=click.Choice([part.value for part in Signatory]),
    required=True,
    help="In which part.",
)
@click.option("--name", default="", help="Who signs; without it whom the step names.")
@click.option("--drawn", type=click.Path(path_type=Path), help="File with the drawn strokes.")
@click.option("--scan", default="", help="Name of the attached scan of the signed form.")
@click.option("--unable", default="", help="Why the person cannot sign.")
@click.pass_obj
def sign(
    session: Session,
    /,
    *,
    item: str,
    step: int,
    part: str,
    name: str,
    drawn: Path | None,
    scan: str,
    unable: str,
) -> None:
    """Sign for a step of the chain of ITEM; without another option with typed words."""
    with session.office() as office:
        shown = office.ask(EvidenceByTag(item))
        file = next((each.id for each in shown.files if each.name == scan), None)
        kind = _kind(drawn=drawn, scan=scan, unable=unable)
        entry = SignatureEntry(
            part=Signatory(part),
            kind=kind,
            name=name,
            strokes=_strokes(drawn),
            scan=file,
            reason=unable,
        )
        signed = office.do(SignStep(item=shown.item.id, seq=step, entries=(entry,))).value
    show_rows(signed, _SIGNED, as_json=session.as_json, empty="")


def _kind(*, drawn: Path | None, scan: str, unable: str) -> SignatureKind:
    if drawn is not None:
        return SignatureKind.DRAWN
    if scan:
        return SignatureKind.SCANNED
    return SignatureKind.UNABLE if unable else SignatureKind.TYPED


def _strokes(drawn: Path | None) -> str:
    if drawn is None:
        return ""
    try:
        return drawn.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Refused("attachment.unreadable", reason=reason) from None


COMMANDS = (sign,)
