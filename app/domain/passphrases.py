"""How long a passphrase must be."""

from app.domain.errors import Refused

SHORTEST, LONGEST = 12, 1_000
"""Characters (CJIS IA-5 asks for at least 8; a copied file is guessed at without limit)."""


def check_passphrase(passphrase: str, field: str = "passphrase") -> str:
    """Return a new passphrase that is long enough; nothing else is asked of it.

    Raises:
        Refused: ``passphrase.short`` or ``text.too_long``.
    """
    if len(passphrase) < SHORTEST:
        raise Refused("passphrase.short", field=field, least=SHORTEST)
    if len(passphrase) > LONGEST:
        raise Refused("text.too_long", field=field, longest=LONGEST)
    return passphrase
