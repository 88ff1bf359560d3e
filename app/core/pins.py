"""The PIN of a museum's staff, kept in a screen's record as a salted hash."""

import hashlib
import re
from base64 import b64encode
from typing import Final

from app.core.errors import PinUnfit

ROUNDS: Final = 600_000
SALT_BYTES: Final = 16
# pbkdf2_sha256$rounds$salt$hash, both in base64: what the screen reads with crypto.subtle.
HASH_PATTERN: Final = r"^pbkdf2_sha256\$[1-9][0-9]{3,6}\$[A-Za-z0-9+/]{22}==\$[A-Za-z0-9+/]{43}=$"
_PIN: Final = re.compile(r"[0-9]{6,12}")


def hash_pin(pin: str, salt: bytes, rounds: int = ROUNDS) -> str:
    """Give the hash of a PIN by PBKDF2 with SHA-256, as `staff_pin` holds it.

    Raises PinUnfit. Source of the rounds: OWASP's cheat sheet on storing passwords (2023).
    """
    if not _PIN.fullmatch(pin):
        raise PinUnfit("a PIN has 6 to 12 digits and nothing else")
    digest = hashlib.pbkdf2_hmac("sha256", pin.encode(), salt, rounds)
    return f"pbkdf2_sha256${rounds}${b64encode(salt).decode()}${b64encode(digest).decode()}"
