"""`dossier evidence dispose`: how items leave for good, from the request to the certificate."""

from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from app.cli.arguments import case_number, item_tag, item_tags
from app.cli.evidence.retention_files import items_called, show_each
from app.cli.output import show_json
from app.cli.papers import show_written, to_file
from app.cli.session import OfficeCommand, Session
from app.cli.typed_days import PAST, Day, Moment, by_the_courthouse
from app.cli.typed_words import Coded
from app.domain.errors import Missing, Refused
from app.domain.evidence import ItemId
from app.domain.retention.disposal import Authority, Method
from app.domain.retention.notices import Answer, NoticeClock
from app.domain.retention.rules import NoticeKind
from app.i18n import _, ngettext
from app.services.documents import require_free, save_paper
from app.services.evidence import EvidenceByTag
from app.services.office import Office
from app.services.retention import (
    AnswerNotice,
    ApproveDisposal,
    ExecuteDisposal,
    GiveNotice,
    ItemRetention,
    PrintDisposalPaper,
    RefuseDisposal,
    RequestDisposal,
    RetentionFile,
    WaitingRequests,
    WithdrawDisposal,
)


@click.group()
def dispose() -> None:
    """Let items leave for good: request, approve, carry out."""


@dispose.command(cls=OfficeCommand)
@item_tags
@click.option("--method", type=Coded(Method), required=True, help="How the items leave.")
@click.option("--authority", type=Coded(Authority), required=True, help="What allows it.")
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
        named = items_called(office, items)
        wish = RequestDisposal(items=named, method=method, authority=authority, **said)
        office.do(wish)
        show_each(office, named, as_json=session.as_json)


@dispose.command(cls=OfficeCommand)
@item_tags
@click.option("--remark", default="", help="What is to be kept on record besides.")
@click.pass_obj
def approve(session: Session, items: tuple[str, ...], remark: str) -> None:
    """Approve the requests for ITEMS, which somebody else made."""
    with session.office() as office:
        named = items_called(office, items)
        office.do(ApproveDisposal(requests=_requests(office, named), remark=remark))
        show_each(office, named, as_json=session.as_json)


@dispose.command(cls=OfficeCommand)
@item_tags
@click.option("--reason", required=True, help="Why not.")
@click.pass_obj
def refuse(session: Session, items: tuple[str, ...], reason: str) -> None:
    """Refuse the requests for ITEMS."""
    with session.office() as office:
        named = items_called(office, items)
        office.do(RefuseDisposal(requests=_requests(office, named), reason=reason))
        show_each(office, named, as_json=session.as_json)


@dispose.command(cls=OfficeCommand)
@item_tags
@click.option("--reason", required=True, help="Why no longer.")
@click.pass_obj
def withdraw(session: Session, items: tuple[str, ...], reason: str) -> None:
    """Withdraw the requests for ITEMS."""
    with session.office() as office:
        named = items_called(office, items)
        office.do(WithdrawDisposal(requests=_requests(office, named), reason=reason))
        show_each(office, named, as_json=session.as_json)


@dispose.command(cls=OfficeCommand)
@item_tags
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
        requests = _requests(office, items_called(office, items))
        command = ExecuteDisposal(requests=requests, at=by_the_courthouse(at), **said)
        certificate = office.do(command).value.certificate
    if session.as_json:
        show_json({"certificate": certificate.number, "items": certificate.items})
        return
    words = ngettext("{n} item left", "{n} items left", certificate.items)
    left = words.format(n=certificate.items)
    click.echo(_("{left}. Certificate {number}.").format(left=left, number=certificate.number))


@dispose.command(cls=OfficeCommand)
@item_tags
@click.option("--kind", type=Coded(NoticeKind), required=True, help="How they were told.")
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
        named = items_called(office, items)
        office.do(GiveNotice(items=named, **said))
        show_each(office, named, as_json=session.as_json)


@dispose.command(cls=OfficeCommand)
@item_tag
@click.option("--kind", type=Coded(NoticeKind), required=True, help="Which notice was answered.")
@click.option("--answer", "said", type=Coded(Answer), required=True, help="What came back.")
@click.option("--on", type=Day(PAST), help="Day it came; without it today.")
@click.option("--note", default="", help="Remark.")
@click.pass_obj
def answer(  # noqa: PLR0917  click passes them by name
    session: Session, item: str, kind: NoticeKind, said: Answer, on: date | None, note: str
) -> None:
    """Record what came back on the last notice of a kind about ITEM."""
    with session.office() as office:
        named = office.ask(EvidenceByTag(item)).item.id
        clock = _last_notice(office.ask(ItemRetention(named)), kind)
        office.do(AnswerNotice(notice=clock.notice.id, answer=said, on=on, note=note))
        show_each(office, (named,), as_json=session.as_json)


@dispose.command(cls=OfficeCommand)
@case_number
@to_file
@click.pass_obj
def certificate(session: Session, number: str, to: Path, force: bool) -> None:  # noqa: FBT001  click's own signature
    """Print the certificate with NUMBER to a PDF file; the log keeps that it was."""
    require_free(to, overwrite=force)
    paper = session.ask(PrintDisposalPaper(number.upper()))
    save_paper(paper.pdf, to, overwrite=force)
    show_written(session, to, paper.pages)


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
