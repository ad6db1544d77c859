"""`dossier rules`: packs of court rules, their files, and what a rule gives for an event."""

import sys
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path

import click

from app.cli.output import Shown, printable, show_facts, show_json, show_rows
from app.cli.session import OfficeCommand, Session
from app.cli.typed_days import Clock, Day
from app.domain.court_time import at_court, time_zone
from app.domain.errors import ImportRefused, Missing
from app.domain.rule_counting import RuleAnswer
from app.domain.rule_packs import PackChange, PackProblem
from app.domain.rule_wording import period_words
from app.i18n import ngettext
from app.i18n.courthouse import courthouse
from app.i18n.sentences import sentence
from app.services.court_rules import (
    ComparePack,
    FormerRule,
    InstallRulePack,
    PackLine,
    PackText,
    PackView,
    RuleLine,
    RuleOf,
    RuleOffer,
    RulePacks,
    RulesForEvent,
    RulesOfPack,
    RuleView,
    Trial,
    TryRule,
    check_pack,
    read_pack_file,
    save_pack_file,
    try_in_file,
)
from app.services.office import Office
from app.services.offices import TheOffice

_ZONE = "America/New_York"
_LONGEST_CODE = 40
_HAS_PROBLEMS = 1


@click.group()
def rules() -> None:
    """Court rules that dates are counted by."""


@rules.command("list", cls=OfficeCommand)
@click.pass_obj
def list_(session: Session) -> None:
    """List the packs of the office, and the program's packs that are not installed."""
    packs = session.ask(RulePacks())
    show_rows(packs.lines, _PACKS, as_json=session.as_json, empty="No pack is installed.")
    if session.as_json:
        return
    for offer in packs.offers:
        instead = f" (installed: {offer.installed})" if offer.installed else ""
        click.echo(f"To be had: {offer.code} {offer.edition}, {offer.title}{instead}")


@rules.command(cls=OfficeCommand)
@click.argument("pack", help="Code of the pack.")
@click.argument("rule", required=False, help="Code of one rule; else all are listed.")
@click.pass_obj
def show(session: Session, pack: str, rule: str | None) -> None:
    """List the rules of PACK, or tell all of one RULE."""
    with session.office() as office:
        view = _view(office, pack)
        told = office.ask(RuleOf(_rule_of(view, rule).rule.id)) if rule is not None else None
    if told is not None:
        _show_rule(session, told)
        return
    show_rows(view.lines, _RULES, as_json=session.as_json, empty="The pack has no rules.")


@rules.command("for", cls=OfficeCommand)
@click.argument("event", help="Code of the event, e.g. ARRAIGNMENT.")
@click.option("--on", type=Day(), required=True, help="The day of the event.")
@click.pass_obj
def for_(session: Session, event: str, on: date) -> None:
    """List the rules in use that EVENT starts on a day."""
    found = session.ask(RulesForEvent(event.upper(), on))
    show_rows(found, _OFFERS, as_json=session.as_json, empty="No rule in use starts from it.")


@rules.command(cls=OfficeCommand)
@click.argument("file", type=click.Path(path_type=Path), help="The pack; - for standard input.")
@click.pass_context
def check(ctx: click.Context, file: Path) -> None:
    """Say everything that is wrong in the pack FILE (- for standard input), with its line.

    Needs no vault. Ends with 1 where anything is wrong.
    """
    found = check_pack(_text(file), courthouse.today())
    session = ctx.ensure_object(Session)
    if session.as_json:
        show_rows(found.problems, _PROBLEMS, as_json=True, empty="")
    elif found.problems:
        _show_problems(found.problems)
    else:
        click.echo(f"Nothing is wrong: {len(found.rules)} rules can be installed.")
    if found.problems:
        ctx.exit(_HAS_PROBLEMS)


@rules.command(cls=OfficeCommand)
@click.argument(
    "file", type=click.Path(path_type=Path), required=False, help="The pack; - for standard input."
)
@click.option("--shipped", help="Code of a pack of the program, instead of a file.")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.pass_obj
def install(session: Session, file: Path | None, shipped: str | None, *, dry_run: bool) -> None:
    """Install the pack FILE, or put its edition in the place of the one in use.

    Rules that it no longer holds are retired; dates counted by them keep their reason.
    """
    if (file is None) == (shipped is None):
        raise click.UsageError("Name a file, or a pack of the program with --shipped.")
    text = _text(file) if file is not None else ""
    with session.office() as office:
        comparison = office.ask(ComparePack(text=text, shipped=shipped or ""))
        if not dry_run:
            office.do(InstallRulePack(text=text, shipped=shipped or ""))
    if comparison.obstacle is not None:
        raise comparison.obstacle
    if session.as_json:
        show_json(_changes(comparison.change))
        return
    verb = "Would be" if dry_run else "Was"
    for what, codes in _changes(comparison.change).items():
        click.echo(f"{verb} {what}: {len(codes)}" + (f" ({', '.join(codes)})" if codes else ""))


@rules.command(cls=OfficeCommand)
@click.argument("pack", help="Code of the pack.")
@click.option("--to", type=click.Path(path_type=Path), help="A new file; else standard output.")
@click.pass_obj
def export(session: Session, pack: str, to: Path | None) -> None:
    """Write PACK as a file that can be installed elsewhere."""
    text = session.ask(PackText(pack))
    if to is None:
        click.echo(text, nl=False)
        return
    save_pack_file(text, to)


@rules.command("try", cls=OfficeCommand)
@click.argument("pack", help="Code of the pack, or a file.")
@click.argument("rule", help="Code of the rule.")
@click.option("--on", type=Day(), required=True, help="The day of the event.")
@click.option(
    "--at", "clock", type=Clock(), help="The time of the event, for rules that count hours."
)
@click.option("--service", default="", help='Means of service, e.g. "mail".')
@click.option("--zone", default=_ZONE, show_default=True, help="Of the court, with a file.")
@click.pass_obj
def try_(
    session: Session, pack: str, rule: str, *, on: date, clock: time | None, service: str, zone: str
) -> None:
    """Count RULE of PACK, a code or a file, for an event of that day, and tell every step.

    A file needs no vault; its rules are counted on the calendars as they come with the program.
    """
    if _is_file(pack):
        event = datetime.combine(on, clock) if clock else on
        trial = Trial(event, zone, service)
        answer = try_in_file(_text(Path(pack)), rule, trial, courthouse.today())
    else:
        with session.office() as office:
            found = _rule_of(_view(office, pack), rule).rule
            answer = office.ask(TryRule(rule=found, on=on, clock=clock, service=service))
            zone = office.ask(TheOffice()).zone
    _show_answer(session, answer, zone)


def _view(office: Office, pack: str) -> PackView:
    """Return a pack with its rules, by its code in any case of letters."""
    for line in office.ask(RulePacks()).lines:
        if line.pack.code.casefold() == pack.casefold():
            return office.ask(RulesOfPack(line.pack.id))
    raise Missing("rule.no_such_pack", typed=pack[:_LONGEST_CODE])


def _rule_of(view: PackView, code: str) -> RuleLine:
    for line in view.lines:
        if line.rule.code.casefold() == code.casefold():
            return line
    raise Missing("rule.no_such_rule", typed=code[:_LONGEST_CODE], pack=view.pack.code)


def _text(file: Path) -> str:
    """Return the text of a file, or of standard input."""
    if str(file) != "-":
        return read_pack_file(file)
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ImportRefused("rule_pack.not_text", file="-", line=1) from None


def _is_file(pack: str) -> bool:
    return pack == "-" or pack.endswith(".json") or Path(pack).is_file()


def _show_problems(problems: Sequence[PackProblem]) -> None:
    """Say each on a line of its own, as compilers do; sentences are not cut."""
    for each in problems:
        place = f"line {each.line}" + (f", column {each.column}" if each.column else "")
        where = " ".join(part for part in (each.rule, each.field) if part)
        click.echo(printable(f"{place}: {where + ': ' if where else ''}{sentence(each.reason)}"))
    click.echo(ngettext("{n} problem.", "{n} problems.", len(problems)).format(n=len(problems)))


def _show_rule(session: Session, told: RuleView) -> None:
    rule = told.line.rule
    facts = (
        *((column.heading, column.key, column.value(told.line)) for column in _RULES),
        ("Pack", "pack", f"{told.pack.code} {told.pack.edition}"),
        ("Source", "source", rule.source),
        ("Checked", "checked_on", rule.checked_on),
        ("Who acts", "actor", rule.actor),
        ("Applies if", "applies_if", rule.applies_if),
        ("Service adds", "service", tuple(f"{means} {days}" for means, days in rule.service)),
        ("If missed", "consequence", rule.consequence),
        ("Extendable", "extendable", rule.extendable),
        ("In force from", "effective_from", rule.effective_from),
        ("In force to", "effective_to", rule.effective_to),
        ("Method", "profile", rule.profile),
        ("Note", "note", rule.note),
        ("Until it was changed", "former", tuple(map(_former, told.former))),
    )
    if session.as_json:
        show_json({key: value for _heading, key, value in facts})
    else:
        show_facts((heading, value) for heading, _key, value in facts)


def _former(said: FormerRule) -> str:
    kept, rule = said.kept, said.rule
    return f"{kept.edition}: {period_words(rule)} ({rule.citation}), changed by {kept.by}"


def _show_answer(session: Session, answer: RuleAnswer, zone: str) -> None:
    moment = answer.due_at
    clock = f"{at_court(moment, time_zone(zone)):%H:%M:%S} ({zone})" if moment else None
    facts: tuple[tuple[str, str, object], ...] = (
        ("Due", "due", answer.due_on),
        ("Last moment", "due_at", moment if session.as_json else clock),
        ("To be safe", "conservative", answer.conservative_on),
        ("If doubtful days were holidays", "alternative", answer.alternative_on),
        ("Period", "period", answer.period),
        ("Citation", "citation", answer.citation),
    )
    cautions = tuple(caution.words for caution in answer.warnings)
    if session.as_json:
        told = {key: value for _heading, key, value in facts}
        show_json({**told, "warnings": cautions, "trace": answer.trace})
        return
    show_facts((heading, value) for heading, _key, value in facts)
    for words in cautions:
        click.echo(printable(f"! {words}"))
    for step in answer.trace:
        click.echo(printable(f"  {step}"))


def _changes(change: PackChange) -> dict[str, list[str]]:
    return {
        "added": [rule.code for rule in change.added],
        "changed": [each.new.code for each in change.changed],
        "retired": [rule.code for rule in change.removed],
    }


_PACKS = (
    Shown[PackLine]("Code", "code", lambda line: line.pack.code),
    Shown[PackLine]("Title", "title", lambda line: line.pack.title),
    Shown[PackLine]("Edition", "edition", lambda line: line.pack.edition),
    Shown[PackLine]("Calendar", "calendar", lambda line: line.pack.calendar),
    Shown[PackLine]("Rules", "rules", lambda line: line.rules),
    Shown[PackLine]("To verify", "to_verify", lambda line: line.to_verify),
    Shown[PackLine]("In use", "active", lambda line: line.pack.is_active),
    Shown[PackLine]("Of the program", "shipped", lambda line: line.pack.is_shipped),
)
_RULES = (
    Shown[RuleLine]("Code", "code", lambda line: line.rule.code),
    Shown[RuleLine]("Title", "title", lambda line: line.rule.title),
    Shown[RuleLine]("Event", "event", lambda line: line.event),
    Shown[RuleLine]("Period", "period", lambda line: line.period),
    Shown[RuleLine]("Citation", "citation", lambda line: line.rule.citation),
    Shown[RuleLine]("Confidence", "confidence", lambda line: line.rule.confidence.value),
    Shown[RuleLine]("Verify", "verify_locally", lambda line: line.rule.verify_locally),
    Shown[RuleLine]("In use", "active", lambda line: line.rule.is_active),
)
_OFFERS = (
    Shown[RuleOffer]("Pack", "pack", lambda offer: offer.pack.code),
    Shown[RuleOffer]("Code", "code", lambda offer: offer.rule.code),
    Shown[RuleOffer]("Title", "title", lambda offer: offer.rule.title),
    Shown[RuleOffer]("Period", "period", lambda offer: offer.period),
    Shown[RuleOffer]("Applies if", "applies_if", lambda offer: offer.rule.applies_if),
    Shown[RuleOffer]("Citation", "citation", lambda offer: offer.rule.citation),
)
_PROBLEMS = (
    Shown[PackProblem]("Line", "line", lambda each: each.line),
    Shown[PackProblem]("Rule", "rule", lambda each: each.rule),
    Shown[PackProblem]("Field", "field", lambda each: each.field),
    Shown[PackProblem]("Reason", "reason", lambda each: sentence(each.reason)),
)
