"""The name of the product, and the licence of its texts and data."""

from typing import Final

NAME: Final = "Алтын бесік"
LICENCE: Final = "CC BY 4.0"
LICENCE_URL: Final = "https://creativecommons.org/licenses/by/4.0/"
