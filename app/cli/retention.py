"""`dossier evidence retention`, `review`, `dispose`: how long items are kept and how they leave."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from app.cli.output import Shown, printable, show_facts, show_json, show_rows
from app.cli.session import OfficeCommand, Session
from app.cli.typed_days import PAST, Day, Moment, by_the_courthouse
from app.cli.typed_words import Coded
from app.domain.errors import Missing, Refused
from app.domain.evidence import ItemId
from app.domain.retention.disposal import Authority, Method
from app.domain.retention.notices import Answer, NoticeClock
from app.domain.retention.review import ReviewFilter, ReviewLine, ReviewReason, ReviewSort
from app.domain.retention.rules import NoticeKind
from app.i18n import _, ngettext
from app.i18n.retention import (
    ANSWER_WORDS,
    REVIEW_WORDS,
    STATE_WORDS,
    earliest_words,
    ground_words,
)
from app.services.cases import CaseByNumber
from app.services.documents import require_free, save_paper
from app.services.evidence import EvidenceByTag
from app.services.office import Office
from app.services.retention import (
    AnswerNotice,
    ApproveDisposal,
    CaseHolds,
    ClassifyItems,
    ExecuteDisposal,
    GiveNotice,
    HoldCase,
    ItemRetention,
    PrintDisposalPaper,
    RefuseDisposal,
    ReleaseCaseHold,
    RequestDisposal,
    RetentionFile,
    ReviewPage,
    WaitingRequests,
    WithdrawDisposal,
)

_LINES = (
    Shown[ReviewLine]("Tag", "tag", lambda each: each.line.tag),
    Shown[ReviewLine]("Case", "case", lambda each: each.line.case_number),
    Shown[ReviewLine]("Description", "description", lambda each: each.line.description),
    Shown[ReviewLine]("Class", "retention_class", lambda each: each.retention_class),
    Shown[ReviewLine]("Kept until", "keep_until", lambda each: _day_known(each.keep_until)),
    Shown[ReviewLine]("Review on", "review_on", lambda each: each.review_on),
    Shown[ReviewLine]("Holds", "holds", lambda each: each.holds or None),
    Shown[ReviewLine]("Disposal", "disposal", lambda each: each.disposal.value),
)


@click.command(cls=OfficeCommand)
@click.argument("item")
@click.pass_obj
def retention(session: Session, item: str) -> None:
    """Show how long the ITEM with this tag is kept and why, and how far its disposal has come."""
    with session.office() as office:
        shown = office.ask(ItemRetention(_item(office, item)))
    _show(shown, as_json=session.as_json)


@click.command(cls=OfficeCommand)
@click.option(
    "--reason",
    type=Coded(ReviewReason),
    default=ReviewReason.DUE,
    show_default=True,
    help="Why they should be looked at.",
)
@click.option("--kind", default="", help="Only this kind, such as phone.")
@click.option("--limit", type=click.IntRange(1, 5000), default=100, show_default=True)
@click.pass_obj
def review(session: Session, reason: ReviewReason, kind: str, limit: int) -> None:
    """List the items whose retention somebody should look at."""
    which = ReviewFilter(reason=reason, kind=kind)
    page = session.ask(ReviewPage(which=which, sort=ReviewSort.KEEP_UNTIL, size=limit))
    empty = _("Nothing to review: {reason}.").format(reason=REVIEW_WORDS[reason])
    show_rows(page.rows, _LINES, as_json=session.as_json, empty=empty)


@click.command(cls=OfficeCommand)
@click.argument("items", nargs=-1, required=True)
@click.option("--class", "code", default=None, help="Code of the retention class, such as CASE.")
@click.option("--review-on", type=Day(), help="Day on which somebody looks at them again.")
@click.pass_obj
def classify(
    session: Session, items: tuple[str, ...], code: str | None, review_on: date | None
) -> None:
    """Choose how long ITEMS are kept."""
    with session.office() as office:
        named = _items(office, items)
        office.do(ClassifyItems(items=named, retention_class=code, review_on=review_on))
        _show_each(office, named, as_json=session.as_json)


@click.command("hold-case", cls=OfficeCommand)
@click.argument("number")
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
@click.argument("number")
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


@click.group()
def dispose() -> None:
    """Let items leave for good: request, approve, carry out."""


@dispose.command(cls=OfficeCommand)
@click.argument("items", nargs=-1, required=True)
@click.option("--method", type=Coded(Method), required=True)
@click.option("--authority", type=Coded(Authority), required=True)
@click.option("--paper", required=True, help="The paper behind it, such as an order's number.")
@click.option("--reason", required=True, help="Why now.")
@click.pass_obj
def request(
    session: Session,
    /,
    items: tuple[str, ...],
    method: Method,
    authority: Authority,
    **said: Any,  # noqa: ANN401  the options above
) -> None:
    """Ask that ITEMS leave for good."""
    with session.office() as office:
        named = _items(office, items)
        wish = RequestDisposal(items=named, method=method, authority=authority, **said)
        office.do(wish)
        _show_each(office, named, as_json=session.as_json)


@dispose.command(cls=OfficeCommand)
@click.argument("items", nargs=-1, required=True)
@click.option("--remark", default="", help="What is to be kept on record besides.")
@click.pass_obj
def approve(session: Session, items: tuple[str, ...], remark: str) -> None:
    """Approve the requests for ITEMS, which somebody else made."""
    with session.office() as office:
        named = _items(office, items)
        office.do(ApproveDisposal(requests=_requests(office, named), remark=remark))
        _show_each(office, named, as_json=session.as_json)


@dispose.command(cls=OfficeCommand)
@click.argument("items", nargs=-1, required=True)
@click.option("--reason", required=True, help="Why not.")
@click.pass_obj
def refuse(session: Session, items: tuple[str, ...], reason: str) -> None:
    """Refuse the requests for ITEMS."""
    with session.office() as office:
        named = _items(office, items)
        office.do(RefuseDisposal(requests=_requests(office, named), reason=reason))
        _show_each(office, named, as_json=session.as_json)


@dispose.command(cls=OfficeCommand)
@click.argument("items", nargs=-1, required=True)
@click.option("--reason", required=True, help="Why no longer.")
@click.pass_obj
def withdraw(session: Session, items: tuple[str, ...], reason: str) -> None:
    """Withdraw the requests for ITEMS."""
    with session.office() as office:
        named = _items(office, items)
        office.do(WithdrawDisposal(requests=_requests(office, named), reason=reason))
        _show_each(office, named, as_json=session.as_json)


@dispose.command(cls=OfficeCommand)
@click.argument("items", nargs=-1, required=True)
@click.option("--witness", required=True, help="Who stands by.")
@click.option("--saw-items", is_flag=True, help="The witness saw the items themselves.")
@click.option("--to", default="", help="Owner, agency or court that receives them.")
@click.option("--at", type=Moment(sense=PAST), help="When; without it now.")
@click.option("--place", default="", help="Where it was done.")
@click.option("--how", default="", help="How they were destroyed, such as incinerated.")
@click.option("--wipe", default="", help="Standard by which media were wiped.")
@click.option("--id-seen", default="", help="Identification the owner showed.")
@click.option("--release-form", default="", help="Number of the form the owner signed.")
@click.option("--cleared", default="", help="Check that the owner may possess a weapon.")
@click.option("--their-number", default="", help="Number under which the receiver keeps them.")
@click.option("--note", default="", help="Remark.")
@click.pass_obj
def execute(
    session: Session,
    /,
    items: tuple[str, ...],
    at: datetime | None,
    **said: Any,  # noqa: ANN401  the options above
) -> None:
    """Carry out the approved disposal of ITEMS, all under one certificate."""
    with session.office() as office:
        requests = _requests(office, _items(office, items))
        command = ExecuteDisposal(requests=requests, at=by_the_courthouse(at), **said)
        certificate = office.do(command).value.certificate
    if session.as_json:
        show_json({"certificate": certificate.number, "items": certificate.items})
        return
    words = ngettext("{n} item left", "{n} items left", certificate.items)
    left = words.format(n=certificate.items)
    click.echo(_("{left}. Certificate {number}.").format(left=left, number=certificate.number))


@dispose.command(cls=OfficeCommand)
@click.argument("items", nargs=-1, required=True)
@click.option("--kind", type=Coded(NoticeKind), required=True)
@click.option("--told", required=True, help="Who was told, as a role; no name or number.")
@click.option("--on", type=Day(PAST), help="Day the notice was sent; without it today.")
@click.option("--note", default="", help="Remark.")
@click.pass_obj
def notice(
    session: Session,
    /,
    items: tuple[str, ...],
    **said: Any,  # noqa: ANN401  the options above
) -> None:
    """Record that somebody was told that ITEMS are to leave."""
    with session.office() as office:
        named = _items(office, items)
        office.do(GiveNotice(items=named, **said))
        _show_each(office, named, as_json=session.as_json)


@dispose.command(cls=OfficeCommand)
@click.argument("item")
@click.option("--kind", type=Coded(NoticeKind), required=True)
@click.option("--answer", "said", type=Coded(Answer), required=True)
@click.option("--on", type=Day(PAST), help="Day it came; without it today.")
@click.option("--note", default="", help="Remark.")
@click.pass_obj
def answer(  # noqa: PLR0917  click passes them by name
    session: Session, item: str, kind: NoticeKind, said: Answer, on: date | None, note: str
) -> None:
    """Record what came back on the last notice of a kind about ITEM."""
    with session.office() as office:
        named = _item(office, item)
        clock = _last_notice(office.ask(ItemRetention(named)), kind)
        office.do(AnswerNotice(notice=clock.notice.id, answer=said, on=on, note=note))
        _show_each(office, (named,), as_json=session.as_json)


@dispose.command(cls=OfficeCommand)
@click.argument("number")
@click.option(
    "--out", "to", required=True, type=click.Path(path_type=Path), help="The file to write."
)
@click.option("--force", is_flag=True, help="Replace an older PDF of that name.")
@click.pass_obj
def certificate(session: Session, number: str, to: Path, force: bool) -> None:  # noqa: FBT001  click's own signature
    """Print the certificate with NUMBER to a PDF file; the log keeps that it was."""
    require_free(to, overwrite=force)
    paper = session.ask(PrintDisposalPaper(number.upper()))
    save_paper(paper.pdf, to, overwrite=force)
    if session.as_json:
        show_json({"file": str(to), "pages": paper.pages})
        return
    pages = ngettext("{n} page", "{n} pages", paper.pages).format(n=paper.pages)
    click.echo(_("{file}: {pages}.").format(file=printable(str(to)), pages=pages))


COMMANDS = (retention, review, classify, hold_case, release_case, dispose)
"""What this module adds to `dossier evidence`."""


def _item(office: Office, tag: str) -> ItemId:
    return office.ask(EvidenceByTag(tag)).item.id


def _items(office: Office, tags: Sequence[str]) -> tuple[ItemId, ...]:
    return tuple(_item(office, tag) for tag in tags)


def _requests(office: Office, items: tuple[ItemId, ...]) -> tuple[UUID, ...]:
    """Return the requests that wait, one for each item.

    Raises:
        Refused: an item has none.
    """
    found = office.ask(WaitingRequests(items))
    known = {each.tag for each in found}
    for item in items:
        tag = office.ask(ItemRetention(item)).item.tag
        if tag not in known:
            raise Refused("disposal.not_requested", tag=tag)
    return tuple(each.id for each in found)


def _last_notice(shown: RetentionFile, kind: NoticeKind) -> NoticeClock:
    found = [clock for clock in shown.notices if clock.notice.kind is kind]
    if not found:
        raise Missing("notice.none", tag=shown.item.tag)
    return found[-1]


def _show_each(office: Office, items: tuple[ItemId, ...], *, as_json: bool) -> None:
    shown = [office.ask(ItemRetention(item)) for item in items]
    if as_json:
        show_json([_as_json(each) for each in shown])
        return
    for place, each in enumerate(shown):
        if place:
            click.echo()
        _show(each, as_json=False)


def _show(shown: RetentionFile, *, as_json: bool) -> None:
    if as_json:
        show_json(_as_json(shown))
        return
    asked = shown.request
    show_facts(
        (
            ("Tag", shown.item.tag),
            ("Class", shown.class_words or _("none chosen")),
            ("Review on", shown.item.review_on),
            ("May leave", shown.certificate or earliest_words(shown.earliest, shown.today)),
            ("Disposal", STATE_WORDS[shown.state]),
            ("Method", asked.method_words if asked else ""),
            ("Authority", f"{asked.authority}, {asked.paper}" if asked else ""),
            ("Requested by", asked.asked_by if asked else ""),
            ("Approved by", asked.approved_by if asked else ""),
        )
    )
    show_facts(("Why", words) for words in _grounds(shown))
    show_facts(("Notice", _notice_words(clock)) for clock in shown.notices)


def _grounds(shown: RetentionFile) -> list[str]:
    found = []
    for ground in shown.assessment.grounds:
        words = ground_words(ground, shown.item.tag, shown.today)
        found.append(f"{words} [{ground.citation}]" if ground.citation else words)
    return found


def _notice_words(clock: NoticeClock) -> str:
    said = ANSWER_WORDS[clock.answer] if clock.answer else _("no answer yet")
    return f"{clock.notice.kind} {clock.notice.told}, {clock.notice.on:%d %b %Y}: {said}"


def _day_known(day: date | None) -> date | None:
    return None if day == date.min else day


def _as_json(shown: RetentionFile) -> dict[str, object]:
    asked = shown.request
    return {
        "tag": shown.item.tag,
        "retention_class": shown.item.retention_class,
        "review_on": shown.item.review_on,
        "earliest": _day_known(shown.earliest),
        "is_free": not shown.standing,
        "grounds": [
            {
                "reason": each.reason.value,
                "stands": each.stands(shown.today),
                "free_on": each.free_on,
                "words": ground_words(each, shown.item.tag, shown.today),
                "citation": each.citation,
                "verify_locally": each.verify_locally,
            }
            for each in shown.assessment.grounds
        ],
        "state": shown.state.value,
        "method": asked.method if asked else None,
        "requested_by": asked.asked_by if asked else None,
        "approved_by": asked.approved_by if asked else None,
        "certificate": shown.certificate,
    }
