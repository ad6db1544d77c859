"""The header's payload as JSON, read strictly: nothing missing, nothing unknown, every size right.

The payload is read before it can be authenticated, so each field is checked as if it were hostile.
Format 1 knew neither revoked signers nor a notice; format 2 is what is written.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import cast
from uuid import UUID

from app.storage.header_records import (
    AGREEMENT_BYTES,
    SALT_BYTES,
    SEALED_BYTES,
    SIGNING_BYTES,
    WRAPPED_BYTES,
    Header,
    KdfCost,
    KeySlot,
    Malformed,
    UserSlot,
)

VERSION = 2
_KDF = "argon2id"
_HEADER_FIELDS = (
    *("vault", "office", "epoch", "pending_epoch"),
    *("database_salt", "users", "recovery"),
)
_SINCE_2 = ("revoked_signers", "notice")


def encode(header: Header) -> bytes:
    """Return the header as JSON text in ASCII."""
    return json.dumps(
        {
            "vault": str(header.vault),
            "office": header.office,
            "epoch": header.epoch,
            "pending_epoch": header.pending_epoch,
            "database_salt": None if header.database_salt is None else _text(header.database_salt),
            "users": [_encode_user(user) for user in header.users],
            "recovery": _encode_keys(header.recovery),
            "revoked_signers": {
                str(uid): [_text(key) for key in keys]
                for uid, keys in header.revoked_signers.items()
            },
            "notice": header.notice,
        },
        separators=(",", ":"),
    ).encode("ascii")


def decode(payload: bytes, version: int = VERSION) -> Header:
    """Return the header that `encode` wrote, in the format of that version.

    Raises:
        Malformed: a field is missing, unknown, of the wrong kind or of the wrong size.
    """
    try:
        return _header(json.loads(payload), version)
    except (ValueError, TypeError, RecursionError) as error:
        raise Malformed from error


def _encode_user(user: UserSlot) -> dict[str, object]:
    cost = user.cost
    return {
        "login": user.login,
        "display_name": user.display_name,
        "kdf": [_KDF, cost.memory_kib, cost.iterations, cost.lanes],
        "salt": _text(user.salt),
        "keys": _encode_keys(user.keys),
        "retired_signing_keys": [_text(key) for key in user.retired_signing_keys],
    }


def _encode_keys(slot: KeySlot) -> dict[str, object]:
    return {
        "uid": str(slot.uid),
        "sealed": _text(slot.sealed),
        "agreement_key": _text(slot.agreement_key),
        "signing_key": _text(slot.signing_key),
        "wrapped": {str(epoch): _text(blob) for epoch, blob in slot.wrapped.items()},
    }


def _header(value: object, version: int) -> Header:
    fields = _fields(value, *_HEADER_FIELDS, *(_SINCE_2 if version > 1 else ()))
    pending, salt = fields["pending_epoch"], fields["database_salt"]
    header = Header(
        vault=UUID(_string(fields["vault"])),
        office=_string(fields["office"]),
        epoch=_epoch(fields["epoch"]),
        pending_epoch=None if pending is None else _epoch(pending),
        database_salt=None if salt is None else _blob(salt, SALT_BYTES),
        users=tuple(_user(user) for user in _list(fields["users"])),
        recovery=_keys(fields["recovery"]),
        revoked_signers=_signers(fields.get("revoked_signers", {})),
        notice=_string(fields.get("notice", "")),
    )
    if not header.users:
        raise Malformed
    return header


def _user(value: object) -> UserSlot:
    fields = _fields(value, "login", "display_name", "kdf", "salt", "keys", "retired_signing_keys")
    return UserSlot(
        login=_string(fields["login"]),
        display_name=_string(fields["display_name"]),
        cost=_cost(fields["kdf"]),
        salt=_blob(fields["salt"], SALT_BYTES),
        keys=_keys(fields["keys"]),
        retired_signing_keys=tuple(
            _blob(key, SIGNING_BYTES) for key in _list(fields["retired_signing_keys"])
        ),
    )


def _signers(value: object) -> Mapping[UUID, tuple[bytes, ...]]:
    if not isinstance(value, dict):
        raise Malformed
    return {
        UUID(_string(uid)): tuple(_blob(key, SIGNING_BYTES) for key in _list(keys))
        for uid, keys in value.items()
    }


def _cost(value: object) -> KdfCost:
    algorithm, memory_kib, iterations, lanes = _list(value)
    if algorithm != _KDF:
        raise Malformed
    return KdfCost(_whole(memory_kib), _whole(iterations), _whole(lanes))


def _keys(value: object) -> KeySlot:
    fields = _fields(value, "uid", "sealed", "agreement_key", "signing_key", "wrapped")
    wrapped = fields["wrapped"]
    if not isinstance(wrapped, dict):
        raise Malformed
    return KeySlot(
        uid=UUID(_string(fields["uid"])),
        sealed=_blob(fields["sealed"], SEALED_BYTES),
        agreement_key=_blob(fields["agreement_key"], AGREEMENT_BYTES),
        signing_key=_blob(fields["signing_key"], SIGNING_BYTES),
        wrapped={_epoch(int(key)): _blob(blob, WRAPPED_BYTES) for key, blob in wrapped.items()},
    )


def _fields(value: object, *names: str) -> Mapping[str, object]:
    if not isinstance(value, dict) or value.keys() != set(names):
        raise Malformed
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise Malformed
    return cast("list[object]", value)


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise Malformed
    return value


def _whole(value: object) -> int:
    # bool is an int to Python, but not to JSON.
    if not isinstance(value, int) or isinstance(value, bool):
        raise Malformed
    return value


def _epoch(value: object) -> int:
    """Return a number that fits the eight bytes it takes in the context of a wrapped key."""
    number = _whole(value)
    if not 1 <= number < 1 << 64:
        raise Malformed
    return number


def _text(blob: bytes) -> str:
    return b64encode(blob).decode("ascii")


def _blob(value: object, size: int) -> bytes:
    blob = b64decode(_string(value), validate=True)
    if len(blob) != size:
        raise Malformed
    return blob
