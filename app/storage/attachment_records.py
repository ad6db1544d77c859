"""What the database knows of attached files: their records, their checks, and lists of both."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.attachments import (
    Attachment,
    AttachmentCheck,
    CheckResult,
    KeptFile,
)
from app.storage.evidence import evidence_items
from app.storage.journal import Journal
from app.storage.known import visible_to
from app.storage.repository import Repository, in_portions
from app.storage.schema import record_table
from app.storage.search_index import SearchIndex

attachments = record_table("attachments", Attachment, indexed=[("sha256",)], append_only=True)
attachment_checks = record_table(
    "attachment_checks",
    AttachmentCheck,
    indexed=[("result", "attachment", "id", "case")],
    append_only=True,
)

_FAILED = (CheckResult.DAMAGED, CheckResult.MISSING)


def still_failed() -> sa.ColumnElement[bool]:
    """Return that a check found a file to be no longer what was taken in, and none since did not.

    Nearly all checks find a file whole: those that failed are few, and each is looked at alone.
    """
    check, later = attachment_checks.c, attachment_checks.alias("later").c
    superseded = sa.exists().where(later.attachment == check.attachment, later.id > check.id)
    return sa.and_(check.result.in_(_FAILED), ~superseded)


class Attachments(Repository[Attachment]):
    """Files kept with cases; rows are only ever added."""

    record = Attachment
    table = attachments

    def stored_names(self) -> frozenset[str]:
        """Return the name of every encrypted object a record knows, each record proven whole.

        Raises:
            Damaged: a record is not what was written, and so might name another object.
        """
        return frozenset(each.stored_as for each in self.every())

    def named_objects(self) -> frozenset[str]:
        """Return the same names as they stand there: enough to see that nothing is to be done."""
        return frozenset(self._connection.scalars(sa.select(attachments.c.stored_as)))

    def of_content(self, case: UUID, item: UUID | None, sha256: str) -> tuple[Attachment, ...]:
        """Return the files of a case, or of its item, that have this content."""
        c = attachments.c
        return self.where(c.case == case, c.item.is_not_distinct_from(item), c.sha256 == sha256)


class AttachmentChecks(Repository[AttachmentCheck]):
    """When files were read back, and what that showed; rows are only ever added."""

    record = AttachmentCheck
    table = attachment_checks

    def of_file(self, attachment: UUID) -> tuple[AttachmentCheck, ...]:
        """Return the history of one file, newest first."""
        c = attachment_checks.c
        return self.where(c.attachment == attachment, order=(c.id.desc(),))

    def newest(self, files: Iterable[UUID], *, whole: bool = False) -> dict[UUID, AttachmentCheck]:
        """Return the last check of each file, or the last one that found it whole."""
        found = dict[UUID, AttachmentCheck]()
        conditions = [attachment_checks.c.result == CheckResult.WHOLE] if whole else []
        for some in in_portions(files):
            of_some = attachment_checks.c.attachment.in_(some)
            last = _last_checks(of_some, *conditions).subquery()
            checks = self.where(attachment_checks.c.id.in_(sa.select(last.c.last)))
            found.update((check.attachment, check) for check in checks)
        return found


class KeptFiles:
    """Files with what their checks showed, for those who may see their cases."""

    def __init__(self, parts: tuple[sa.Connection, Journal, SearchIndex, UUID]) -> None:
        self._connection = parts[0]
        self._open = visible_to(parts[-1], attachments.c.case)
        self._files = Attachments(*parts)
        self._checks = AttachmentChecks(*parts)

    def of_item(self, item: UUID) -> tuple[KeptFile, ...]:
        """Return the files of one item, oldest first."""
        return self._kept(self._files.where(attachments.c.item == item, self._open))

    def of_case(self, case: UUID) -> tuple[KeptFile, ...]:
        """Return the files of a case and of its items, oldest first."""
        return self._kept(self._files.where(attachments.c.case == case, self._open))

    def count(self) -> int:
        """Return how many files there are."""
        return self._files.count(self._open)

    def count_due(self, before: datetime, case: UUID | None = None) -> int:
        """Return how many files were last checked, or taken in, then or before."""
        due = self._due(attachments.c.id, before, case).subquery()
        return self._connection.execute(sa.select(sa.func.count()).select_from(due)).scalar_one()

    def due(self, before: datetime, case: UUID | None, most: int) -> tuple[KeptFile, ...]:
        """Return those files, longest unchecked first, at most ``most``."""
        since = sa.func.coalesce(attachment_checks.c.at, attachments.c.added_at)
        query = self._due(attachments.c.id, before, case).order_by(since, attachments.c.id)
        return self.named(self._connection.scalars(query.limit(most)))

    def damaged(self, most: int) -> tuple[KeptFile, ...]:
        """Return the files whose last check failed, oldest failure first."""
        query = (
            sa.select(attachments.c.id)
            .join(attachment_checks, attachment_checks.c.attachment == attachments.c.id)
            .where(still_failed(), self._open)
            .order_by(attachment_checks.c.id)
        )
        return self.named(self._connection.scalars(query.limit(most)))

    def named(self, identities: Iterable[UUID]) -> tuple[KeptFile, ...]:
        """Return these files in this order; those that are not open to the user are left out."""
        wanted = list(identities)
        found = dict[UUID, Attachment]()
        for some in in_portions(wanted):
            named = attachments.c.id.in_(some)
            found.update((file.id, file) for file in self._files.where(named, self._open))
        return self._kept(tuple(found[each] for each in wanted if each in found))

    def _due(self, column: sa.Column[UUID], before: datetime, case: UUID | None) -> sa.Select[Any]:
        last = _last_checks().subquery()
        since = sa.func.coalesce(attachment_checks.c.at, attachments.c.added_at)
        limit = sa.type_coerce(before, attachments.c.added_at.type)
        query = (
            sa.select(column)
            .outerjoin(last, last.c.attachment == attachments.c.id)
            .outerjoin(attachment_checks, attachment_checks.c.id == last.c.last)
            .where(since <= limit, self._open)
        )
        return query if case is None else query.where(attachments.c.case == case)

    def _kept(self, files: tuple[Attachment, ...]) -> tuple[KeptFile, ...]:
        """Put together what lists show; each record was proven whole when it was read."""
        newest = self._checks.newest(file.id for file in files)
        lacking = [file.id for file in files if not file.md5]
        whole = self._checks.newest(lacking, whole=True)
        tags, names = self._tags(files), self._source_names(files)
        return tuple(
            _kept(file, newest.get(file.id), whole.get(file.id), tags, names) for file in files
        )

    def _tags(self, files: tuple[Attachment, ...]) -> dict[UUID, str]:
        tags = dict[UUID, str]()
        for some in in_portions({file.item for file in files if file.item}):
            query = sa.select(evidence_items.c.id, evidence_items.c.tag).where(
                evidence_items.c.id.in_(some)
            )
            tags.update((id_, tag) for id_, tag in self._connection.execute(query))
        return tags

    def _source_names(self, files: tuple[Attachment, ...]) -> dict[UUID, str]:
        return {
            file.id: file.name
            for some in in_portions({file.source for file in files if file.source})
            for file in self._files.where(attachments.c.id.in_(some))
        }


def _last_checks(*conditions: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Return the last check of each file; identities rise with time."""
    c = attachment_checks.c
    last = sa.func.max(c.id, type_=c.id.type).label("last")
    return sa.select(c.attachment, last).where(*conditions).group_by(c.attachment)


def _kept(
    file: Attachment,
    last: AttachmentCheck | None,
    whole: AttachmentCheck | None,
    tags: dict[UUID, str],
    names: dict[UUID, str],
) -> KeptFile:
    return KeptFile(
        id=file.id,
        case=file.case,
        item=file.item,
        item_tag=tags.get(file.item, "") if file.item else "",
        name=file.name,
        size=file.size,
        role=file.role,
        media_type=file.media_type,
        sha256=file.sha256,
        md5=file.md5 or (whole.md5 if whole else ""),
        sha1=file.sha1 or (whole.sha1 if whole else ""),
        source=file.source,
        source_name=names.get(file.source, "") if file.source else "",
        basis=file.basis,
        came_from=file.came_from,
        modified_at=file.modified_at,
        note=file.note,
        added_at=file.added_at,
        added_by=file.added_by,
        checked_at=last.at if last else None,
        check=last.result if last else None,
    )
