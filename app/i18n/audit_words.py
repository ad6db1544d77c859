"""What was found wrong with the audit log, in sentences for window and terminal."""

from collections.abc import Iterator

from app.domain.audit_report import (
    AnchorFinding,
    AnchorPlace,
    AnchorState,
    ChainReport,
    DeepReport,
    Mismatch,
)
from app.i18n import _, ngettext
from app.i18n.courthouse import courthouse

_NAMED = 10
"""Positions named one by one."""

_PLACES = {
    AnchorPlace.VAULT: _("the anchor in the vault's folder"),
    AnchorPlace.MACHINE: _("the anchor this computer keeps"),
}

_MISMATCHES = {
    Mismatch.CHANGED: _("is not what the log last said of it"),
    Mismatch.LOST: _("is gone, and the log does not say why"),
    Mismatch.BACK: _("is back, although the log says it was taken out"),
    Mismatch.UNKNOWN: _("is in the vault, but in no entry"),
}


def chain_faults(report: ChainReport) -> tuple[str, ...]:
    """Return a sentence for each thing wrong with the log; empty when it is whole."""
    return tuple(_chain_faults(report))


def _chain_faults(report: ChainReport) -> Iterator[str]:
    if report.broken:
        yield _(
            "Entries of the audit log were changed, dropped or put in, at position {where}."
            " Restore a backup, and keep this vault as evidence."
        ).format(where=_listed(report.broken))
    if report.unsigned:
        yield _(
            "Signatures under the audit log are missing or do not hold, at position {where}."
            " Restore a backup, and keep this vault as evidence."
        ).format(where=_listed(report.unsigned))
    yield from (_anchor_fault(each) for each in report.anchors if not each.is_whole)


def _anchor_fault(finding: AnchorFinding) -> str:
    place = _PLACES[finding.place]
    way_out = _(
        "If nobody restored or moved this vault, restore the newest backup; an administrator can"
        " accept the log as it is."
    )
    if finding.state is AnchorState.MISSING:
        said = _("The vault's anchor file is gone.")
    elif finding.state is AnchorState.FORGED:
        said = _("Somebody without a key changed {place}.").format(place=place)
    elif finding.state is AnchorState.OLD_HEADER:
        said = _("The key file is older than {place} says.").format(place=place)
    else:
        said = _behind(finding, place)
    return f"{said} {way_out}"


def _behind(finding: AnchorFinding, place: str) -> str:
    if finding.at is None:
        return _("The log is not the one {place} knows.").format(place=place)
    moment = courthouse.local(finding.at)
    return _(
        "The audit log is not the one {place} knows: entry {seq} of {day} is missing or another."
        " Acts were lost, or an older copy was put back."
    ).format(place=place, seq=finding.seq, day=f"{moment:%Y-%m-%d %H:%M}")


def deep_faults(report: DeepReport) -> tuple[str, ...]:
    """Return a sentence for each record that is not what the log says; empty when all are."""
    said = [
        _("{kind} {id} {what}.").format(kind=each.kind, id=each.id, what=_MISMATCHES[each.what])
        for each in report.wrong[:_NAMED]
    ]
    more = report.wrong_count - len(said)
    if more > 0:
        said.append(
            ngettext("{n} further record differs.", "{n} further records differ.", more).format(
                n=more
            )
        )
    if report.miscounted:
        where = _listed(report.miscounted)
        said.append(
            _("What entries say they touched does not come out, at {where}.").format(where=where)
        )
    for table, number in report.stale:
        stale = ngettext(
            "{n} line of {table} is not what the records say.",
            "{n} lines of {table} are not what the records say.",
            number,
        )
        said.append(stale.format(n=number, table=table))
    return tuple(said)


def clock_notes(report: ChainReport) -> tuple[str, ...]:
    """Return a sentence where the computer's clock was set back between two entries."""
    if not report.clock_set_back:
        return ()
    where = _listed(report.clock_set_back)
    return (_("The computer's clock was set back before entry {where}.").format(where=where),)


def _listed(positions: tuple[int, ...]) -> str:
    named = ", ".join(f"{each}" for each in positions[:_NAMED])
    more = len(positions) - _NAMED
    return f"{named} … (+{more})" if more > 0 else named
