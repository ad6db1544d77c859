"""`dossier evidence retention`, `review`, `classify` and holds: how long items are kept."""

from datetime import date

import click

from app.cli.arguments import case_number, item_tag, item_tags
from app.cli.evidence.retention_files import day_known, items_called, show_each, show_file
from app.cli.output import Shown, printable, show_rows
from app.cli.session import OfficeCommand, Session
from app.cli.typed_days import Day
from app.cli.typed_words import Coded
from app.domain.errors import Missing
from app.domain.retention.review import ReviewFilter, ReviewLine, ReviewReason, ReviewSort
from app.i18n import _
from app.i18n.retention import REVIEW_WORDS
from app.services.cases import CaseByNumber
from app.services.evidence import EvidenceByTag
from app.services.retention import (
    CaseHolds,
    ClassifyItems,
    HoldCase,
    ItemRetention,
    ReleaseCaseHold,
    ReviewPage,
)

_LINES = (
    Shown[ReviewLine]("Tag", "tag", lambda each: each.line.tag),
    Shown[ReviewLine]("Case", "case", lambda each: each.line.case_number),
    Shown[ReviewLine]("Description", "description", lambda each: each.line.description),
    Shown[ReviewLine]("Class", "retention_class", lambda each: each.retention_class),
    Shown[ReviewLine]("Kept until", "keep_until", lambda each: day_known(each.keep_until)),
    Shown[ReviewLine]("Review on", "review_on", lambda each: each.review_on),
    Shown[ReviewLine]("Holds", "holds", lambda each: each.holds or None),
    Shown[ReviewLine]("Disposal", "disposal", lambda each: each.disposal.value),
)


@click.command(cls=OfficeCommand)
@item_tag
@click.pass_obj
def retention(session: Session, item: str) -> None:
    """Show how long the ITEM is kept and why, and how far its disposal has come."""
    with session.office() as office:
        shown = office.ask(ItemRetention(office.ask(EvidenceByTag(item)).item.id))
    show_file(shown, as_json=session.as_json)


@click.command(cls=OfficeCommand)
@click.option(
    "--reason",
    type=Coded(ReviewReason),
    default=ReviewReason.DUE,
    show_default=True,
    metavar="REASON",
    help=f"Why they should be looked at: {', '.join(ReviewReason)}.",
)
@click.option("--kind", default="", help="Only this kind, such as phone.")
@click.option(
    "--limit", type=click.IntRange(1, 5000), default=100, show_default=True, help="Items at most."
)
@click.pass_obj
def review(session: Session, reason: ReviewReason, kind: str, limit: int) -> None:
    """List the items whose retention somebody should look at."""
    which = ReviewFilter(reason=reason, kind=kind)
    page = session.ask(ReviewPage(which=which, sort=ReviewSort.KEEP_UNTIL, size=limit))
    empty = _("Nothing to review: {reason}.").format(reason=REVIEW_WORDS[reason])
    show_rows(page.rows, _LINES, as_json=session.as_json, empty=empty)


@click.command(cls=OfficeCommand)
@item_tags
@click.option("--class", "code", default=None, help="Code of the retention class, such as CASE.")
@click.option("--review-on", type=Day(), help="Day on which somebody looks at them again.")
@click.pass_obj
def classify(
    session: Session, items: tuple[str, ...], code: str | None, review_on: date | None
) -> None:
    """Choose how long ITEMS are kept."""
    with session.office() as office:
        named = items_called(office, items)
        office.do(ClassifyItems(items=named, retention_class=code, review_on=review_on))
        show_each(office, named, as_json=session.as_json)


@click.command("hold-case", cls=OfficeCommand)
@case_number
@click.option("--reason", required=True, help="Why everything in the case is kept.")
@click.option("--order", default="", help="The paper behind it.")
@click.pass_obj
def hold_case(session: Session, number: str, reason: str, order: str) -> None:
    """Keep everything logged in the case with NUMBER, now and later."""
    with session.office() as office:
        case = office.ask(CaseByNumber(number)).id
        office.do(HoldCase(case=case, reason=reason, order=order))
    click.echo(_("Everything in {number} is on hold.").format(number=printable(number)))


@click.command("release-case", cls=OfficeCommand)
@case_number
@click.option("--reason", required=True, help="Why it is no longer kept.")
@click.option("--order", default="", help="The paper behind it.")
@click.pass_obj
def release_case(session: Session, number: str, reason: str, order: str) -> None:
    """End the oldest hold over the case with NUMBER."""
    with session.office() as office:
        holds = office.ask(CaseHolds(office.ask(CaseByNumber(number)).id))
        if not holds:
            raise Missing("hold.none", number=number)
        office.do(ReleaseCaseHold(hold=holds[0].id, reason=reason, order=order))
    click.echo(_("A hold over {number} is released.").format(number=printable(number)))


COMMANDS = (retention, review, classify, hold_case, release_case)
