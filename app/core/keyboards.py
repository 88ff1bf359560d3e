"""Words typed while the keyboard stood on another layout: ghbdtn for привет, сфзшефд for capital."""

import re
from typing import Final

_LATIN: Final = "qwertyuiop[]asdfghjkl;'zxcvbnm,."
_CYRILLIC: Final = "йцукенгшщзхъфывапролджэячсмитьбю"
# Where the Kazakh layout has its own letters, others have digits.
_DIGITS: Final = "2345890-="
_KAZAKH: Final = "әіңғүұқөһ"
_TO_CYRILLIC: Final = str.maketrans(_LATIN + _DIGITS, _CYRILLIC + _KAZAKH)
_TO_LATIN: Final = str.maketrans(_CYRILLIC, _LATIN)


def _switch(word: str) -> str:
    if re.search("[a-z]", word):
        return word.translate(_TO_CYRILLIC)
    return word.translate(_TO_LATIN)


def switch_layout(text: str) -> str:
    """Give what the same keys write on the other layout, in small letters; numbers stay."""
    return " ".join(_switch(word) for word in text.lower().split())
