"""The name of the product, and the licence of its texts and data."""

from typing import Final

NAME: Final = "Алтын бесік"
LICENCE: Final = "CC BY 4.0"
LICENCE_URL: Final = "https://creativecommons.org/licenses/by/4.0/"

# Raised with every change to the form of what programs read: answers, exports, files of the dump.
API_FORM: Final = 3
