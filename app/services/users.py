"""Who may unlock the vault: adding people, changing what they may do, and taking keys away.

Records and audit entries are written in the transaction, the vault's header after it (`members`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import ClassVar

from app.domain.audit import Fact
from app.domain.errors import Missing, Refused
from app.domain.ids import new_id
from app.domain.logins import fit_login, fit_name
from app.domain.passphrases import check_passphrase
from app.domain.record import Version
from app.domain.settings import OfficeSettings
from app.domain.text import one_line
from app.domain.users import ROLE_PERMISSIONS, OfficeRole, OffReason, Permission, User, UserId
from app.services.keys import known_of
from app.services.office import Command, Query
from app.storage.header_records import UserSlot, comparable
from app.storage.nameplate import Account
from app.storage.unit_of_work import Reading, UnitOfWork

LONGEST_TITLE = 200


class Finding(StrEnum):
    """What a review of the accounts should look at (CJIS AC-2)."""

    NEVER_SEEN = "never_seen"
    ASLEEP = "asleep"
    STALE_SECRET = "passphrase_old"  # noqa: S105  a word, no secret


@dataclass(frozen=True, kw_only=True)
class UserLine:
    """An account as the list shows it.

    Attributes:
        has_key: whether there is anything to unlock the vault with; some people only have work.
        is_locked: after failed unlocks, until somebody releases the login.
        findings: what a review should look at; empty for accounts that are switched off.
    """

    user: User
    has_key: bool
    is_locked: bool
    is_self: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class UserAccounts(Query[tuple[UserLine, ...]]):
    """Everybody in the office with the state of the account, by name."""

    needs: ClassVar[Permission] = Permission.USERS_REVIEW

    def run(self, reading: Reading) -> tuple[UserLine, ...]:
        """Return the accounts, those that are switched off last."""
        settings = reading.settings.current()
        keys, locked = reading.members.uids, reading.members.locked
        lines = (
            UserLine(
                user=user,
                has_key=user.id in keys,
                is_locked=user.id in locked,
                is_self=user.id == reading.user,
                findings=_findings(user, reading.now, settings) if user.id in keys else (),
            )
            for user in reading.users.where()
        )
        return tuple(
            sorted(lines, key=lambda line: (not line.user.is_active, line.user.name.casefold()))
        )


@dataclass(frozen=True, kw_only=True)
class AddUser(Command[User]):
    """Give a new person a login and a first passphrase, good for one entry.

    Attributes:
        also: further posts of the same person.
        passphrase: the person must choose another at the first entry.
    """

    login: str
    name: str
    role: OfficeRole
    passphrase: str = field(repr=False)
    title: str = ""
    also: tuple[OfficeRole, ...] = ()
    needs: ClassVar[Permission] = Permission.USERS_MANAGE
    needs_confirmation: ClassVar[bool] = True

    def noted(self, done: User) -> tuple[Fact, ...]:
        """Name the posts."""
        return _posts(done)

    def run(self, work: UnitOfWork) -> User:
        """Write the record; the keys follow.

        Raises:
            Refused: the login is taken, a name is missing, or the passphrase is too easy.
        """
        login = fit_login(one_line(self.login, "login"))
        name = _fit_person(self.name)
        _require_free(work, login)
        user = User(
            id=UserId(new_id()),
            login=login,
            name=name,
            role=self.role,
            title=_fit_title(self.title),
            also=_further(self.role, self.also),
            since=work.now,
            on_since=work.now,
            must_change=True,
        )
        _give_keys(work, user, self.passphrase)
        return work.users.add(user)


@dataclass(frozen=True, kw_only=True)
class AmendUser(Command[User]):
    """Change a person's name, title or posts; what is None stays."""

    user: UserId
    name: str | None = None
    title: str | None = None
    role: OfficeRole | None = None
    also: tuple[OfficeRole, ...] | None = None
    expects: Version | None = None
    needs: ClassVar[Permission] = Permission.USERS_MANAGE
    needs_confirmation: ClassVar[bool] = True

    def noted(self, done: User) -> tuple[Fact, ...]:
        """Name the posts."""
        return _posts(done)

    def run(self, work: UnitOfWork) -> User:
        """Write the record; the name shown before unlock follows.

        Raises:
            Refused: it is the last administrator, or one's own posts.
            Stale: somebody changed the record.
        """
        before = work.users.get(self.user)
        role = self.role or before.role
        also = before.roles[1:] if self.also is None else self.also
        after = replace(
            before,
            name=before.name if self.name is None else _fit_person(self.name),
            title=before.title if self.title is None else _fit_title(self.title),
            role=role,
            also=_further(role, also),
        )
        if set(after.roles) != set(before.roles) and before.id == work.user:
            raise Refused("user.own_posts", field="role")
        if before.is_administrator and not after.is_administrator:
            _require_another_administrator(work, before)
        work.afterwards.append(partial(work.members.rename, before.id, after.name))
        return work.users.change(after, self.expects)


@dataclass(frozen=True, kw_only=True)
class DisableUser(Command[User]):
    """Switch an account off: the person keeps the key and is not let in."""

    user: UserId
    why: OffReason = OffReason.SUSPENDED
    needs: ClassVar[Permission] = Permission.USERS_MANAGE
    needs_confirmation: ClassVar[bool] = True

    def noted(self, done: User) -> tuple[Fact, ...]:
        """Name the reason."""
        return (("why", done.off_why),)

    def run(self, work: UnitOfWork) -> User:
        """Write the record.

        Raises:
            Refused: it is oneself or the last administrator, or it is off already.
        """
        user = _another(work, self.user)
        if not user.is_active:
            raise Refused("user.off_already", name=user.name)
        _require_another_administrator(work, user)
        return work.users.change(_switched_off(user, self.why, work.now))


@dataclass(frozen=True, kw_only=True)
class EnableUser(Command[User]):
    """Switch an account on again; the days without an entry are counted anew."""

    user: UserId
    needs: ClassVar[Permission] = Permission.USERS_MANAGE
    needs_confirmation: ClassVar[bool] = True

    def run(self, work: UnitOfWork) -> User:
        """Write the record.

        Raises:
            Refused: it is on already.
        """
        user = work.users.get(self.user)
        if user.is_active:
            raise Refused("user.on_already", name=user.name)
        on = replace(user, is_active=True, off_since=None, off_why="", on_since=work.now)
        return work.users.change(on)


@dataclass(frozen=True, kw_only=True)
class RevokeUser(Command[User]):
    """Take a person's key away and give the database one the person never had.

    Copies and backups made before stay readable to whoever has them and the old passphrase.
    """

    user: UserId
    needs: ClassVar[Permission] = Permission.USERS_MANAGE
    needs_confirmation: ClassVar[bool] = True

    def run(self, work: UnitOfWork) -> User:
        """Write the record; slot and database follow, and are finished at the next unlock if cut.

        Raises:
            Refused: it is oneself or the last administrator, or there is no key.
            Unavailable: the disk has no room to encrypt the database anew.
        """
        user = _another(work, self.user)
        if user.id not in work.members.uids:
            raise Refused("user.no_key", name=user.name)
        _require_another_administrator(work, user)
        work.require_room_for_rekey()
        work.afterwards.append(partial(work.revoke, user.id))
        return work.users.change(_switched_off(user, OffReason.REVOKED, work.now))


@dataclass(frozen=True, kw_only=True)
class ResetPassphrase(Command[User]):
    """Give a person new keys under a passphrase that is good for one entry.

    Also for somebody who has none yet, or whose key was revoked. Old signatures can still be
    checked.
    """

    user: UserId
    passphrase: str = field(repr=False)
    needs: ClassVar[Permission] = Permission.USERS_MANAGE
    needs_confirmation: ClassVar[bool] = True

    def run(self, work: UnitOfWork) -> User:
        """Write the record; the keys follow, and a locked login is released.

        Raises:
            Refused: it is oneself, the account is off, or the passphrase is too easy.
        """
        user = _another(work, self.user)
        if not user.is_active:
            raise Refused("user.enable_first", name=user.name)
        _give_keys(work, user, self.passphrase)
        work.afterwards.append(partial(work.members.release, user.id))
        given = replace(user, must_change=True, passphrase_at=None, on_since=work.now)
        return work.users.change(given)


@dataclass(frozen=True, kw_only=True)
class ReleaseLogin(Command[None]):
    """Let somebody try again whose login was locked after failed unlocks."""

    user: UserId
    needs: ClassVar[Permission] = Permission.USERS_MANAGE
    needs_confirmation: ClassVar[bool] = True

    def noted(self, done: None) -> tuple[Fact, ...]:
        """Name whose login it is."""
        return (("user", self.user.hex),)

    def run(self, work: UnitOfWork) -> None:
        """Write nothing: the door's own entry says who released it; the counter follows.

        Raises:
            Refused: it is not locked.
        """
        user = work.users.get(self.user)
        if user.id not in work.members.locked:
            raise Refused("user.not_locked", name=user.name)
        work.afterwards.append(partial(work.members.release, user.id))


@dataclass(frozen=True)
class UserNamed(Query[User]):
    """The person with a login, however it is capitalized."""

    login: str
    needs: ClassVar[Permission] = Permission.USERS_REVIEW

    def run(self, reading: Reading) -> User:
        """Return the record.

        Raises:
            Missing: there is none.
        """
        wanted = comparable(self.login)
        for user in reading.users.where():
            if comparable(user.login) == wanted:
                return user
        raise Missing("user.no_such_login", field="login", login=self.login)


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """What each role may do."""

    by_role: Mapping[OfficeRole, frozenset[Permission]]
    permissions: tuple[Permission, ...]


@dataclass(frozen=True)
class RoleMatrix(Query[Matrix]):
    """Every role and every permission."""

    needs: ClassVar[Permission] = Permission.USERS_VIEW

    def run(self, reading: Reading) -> Matrix:
        """Return them in the order they are declared in."""
        return Matrix(
            by_role={role: ROLE_PERMISSIONS[role] for role in OfficeRole},
            permissions=tuple(Permission),
        )


def _findings(user: User, now: datetime, settings: OfficeSettings) -> tuple[Finding, ...]:
    if not user.is_active:
        return ()
    found = {
        Finding.NEVER_SEEN: user.seen_at is None,
        Finding.ASLEEP: user.is_asleep(now, settings.sleeping_days),
        Finding.STALE_SECRET: user.is_passphrase_old(now, settings.passphrase_days),
    }
    return tuple(finding for finding, applies in found.items() if applies)


def _give_keys(work: UnitOfWork, user: User, passphrase: str) -> None:
    """Make the keys now, so that a refusal takes the record back; write them afterwards."""
    check_passphrase(passphrase, about=known_of(work, user.login, user.name))
    account = Account(user.login, user.name)
    slot: UserSlot = work.members.given_keys(account, user.id, passphrase)
    work.afterwards.append(partial(work.members.put, slot))


def _another(work: UnitOfWork, id_: UserId) -> User:
    if id_ == work.user:
        raise Refused("user.oneself")
    return work.users.get(id_)


def _switched_off(user: User, why: OffReason, now: datetime) -> User:
    return replace(user, is_active=False, off_since=now, off_why=why.value)


def _require_another_administrator(work: UnitOfWork, user: User) -> None:
    """Make sure that somebody else can manage users, where this person does."""
    if user.is_administrator and not has_other_administrator(work, user):
        raise Refused("user.last_administrator", name=user.name)


def has_other_administrator(reading: Reading, user: User) -> bool:
    """Return whether somebody else who can unlock the vault may manage users."""
    keys = reading.members.uids
    return any(
        other.is_administrator and other.id in keys and other.id != user.id
        for other in reading.users.where()
    )


def _require_free(work: UnitOfWork, login: str) -> None:
    wanted = comparable(login)
    if any(comparable(user.login) == wanted for user in work.users.where()):
        raise Refused("user.login_taken", field="login", login=login)


def _further(role: OfficeRole, also: Iterable[OfficeRole]) -> tuple[str, ...]:
    return tuple(each.value for each in OfficeRole if each in set(also) and each is not role)


def _fit_person(name: str) -> str:
    return fit_name(one_line(name, "name"), "name")


def _fit_title(title: str) -> str:
    fit = one_line(title, "title")
    if len(fit) > LONGEST_TITLE:
        raise Refused("text.too_long", field="title", longest=LONGEST_TITLE)
    return fit


def _posts(user: User) -> tuple[Fact, ...]:
    return tuple(("role", role.value) for role in user.roles)
