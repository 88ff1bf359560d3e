"""The PIN of staff as a salted hash."""

import re

import pytest

from app.core.errors import PinUnfit
from app.core.pins import HASH_PATTERN, hash_pin

SALT = bytes(range(16))


def test_a_hash_names_its_way_rounds_and_salt() -> None:
    wanted = "pbkdf2_sha256$1000$AAECAwQFBgcICQoLDA0ODw==$bjhJERvo0wcGNCIGZuk8Vdv9dekj8001cWgFRkwKfq8="
    assert hash_pin("123456", SALT, 1000) == wanted
    assert re.fullmatch(HASH_PATTERN, wanted)


def test_another_pin_and_another_salt_give_another_hash() -> None:
    hashes = {hash_pin(pin, salt, 1000) for pin in ("123456", "123457") for salt in (SALT, SALT[::-1])}
    assert len(hashes) == 4


@pytest.mark.parametrize("pin", ["", "12345", "1234567890123", "12345a", "１２３４５６", "123456\n"])
def test_a_pin_has_6_to_12_digits(pin: str) -> None:
    with pytest.raises(PinUnfit):
        hash_pin(pin, SALT, 1000)
