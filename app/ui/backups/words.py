"""Backups in words: how long ago, how large, what is wrong."""

from datetime import datetime

from app.domain.backups import BackupStanding, DrillReport
from app.i18n import _, ngettext
from app.i18n.courthouse import courthouse
from app.ui import wording

_MEGABYTE = 1_000_000
_WRONG = {
    "database": _("the database"),
    "records": _("records"),
    "log": _("the audit log"),
    "attachments": _("attached files"),
}


def size(number: int) -> str:
    """Return e.g. "2.5 MB"."""
    return _("{n} MB").format(n=f"{number / _MEGABYTE:,.1f}")


def files(number: int) -> str:
    """Return e.g. "12 attached files"."""
    return ngettext("{n} attached file", "{n} attached files", number).format(
        n=wording.count(number)
    )


def ago(when: datetime) -> str:
    """Return e.g. "today 09:30" or "9 days ago"."""
    local = courthouse.local(when)
    distance = wording.distance(local.date())
    if local.date() == courthouse.today():
        return f"{distance} {wording.clock(local)}"
    return distance


def last_backup(stand: BackupStanding) -> str:
    """Return e.g. "Last backup today 09:30"."""
    if stand.last is None:
        return _("No backup yet")
    return _("Last backup {when}").format(when=ago(stand.last.at))


def reminder(stand: BackupStanding) -> str:
    """Return what people must be told of late backups and drills; empty when nothing is late."""
    if stand.is_late and stand.last is None:
        return _("No backup was made yet. If this disk fails, everything is lost.")
    if stand.is_late:
        return _("{last}. If this disk fails, what was entered since is lost.").format(
            last=last_backup(stand)
        )
    if stand.drill_is_due:
        return _("It is time to practise a restore: the last time is three months ago or more.")
    return ""


def drilled(report: DrillReport) -> str:
    """Return what a drill showed."""
    if report.is_whole:
        return _("The backup of {when} can be restored: {n} records and {files} were read.").format(
            when=wording.moment(report.moment),
            n=wording.count(report.records),
            files=files(report.files),
        )
    wrong = ", ".join(_WRONG.get(part, part) for part in report.wrong)
    return _("The backup of {when} cannot be relied on: {wrong}. Make a new one now.").format(
        when=wording.moment(report.moment), wrong=wrong
    )
