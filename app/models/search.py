"""The index of words: full-text tables, which only SQL can declare, and the vocabulary behind them.

Full-text tables have no content of their own: rowid is the event's number, words are folded by core.folding
and parted by spaces, so that the tokenizer has nothing to decide. Source: json-api, section 7.
"""

from typing import Final

from sqlmodel import Field, SQLModel

from app.core.locales import LOCALES

# How much a word weighs in each column; `date` holds the event's own day in words and as 19911216.
WEIGHTS: Final = {"title": 10, "date": 10, "summary": 4, "names": 4, "body": 1}
SEARCH_TABLES: Final = (
    *(
        f"CREATE VIRTUAL TABLE search_{locale} USING"
        f" fts5({', '.join(WEIGHTS)}, content = '', columnsize = 0, tokenize = 'ascii', prefix = '2 3')"
        for locale in LOCALES
    ),
    """CREATE VIRTUAL TABLE label USING fts5(
        words, keys, kind UNINDEXED, key UNINDEXED, locale UNINDEXED, text UNINDEXED,
        tokenize = 'ascii', prefix = '2 3'
    )""",
)


class SearchWord(SQLModel, table=True):
    """A folded word of one language and a stem that it shares with its other forms.

    keys: the word as typed on a Russian keyboard. spelling: as texts write it, capitals kept.
    uses: how often the texts hold it; 0 for forms that no text holds, which only lead to their stem.
    """

    locale: str = Field(primary_key=True)
    word: str = Field(primary_key=True)
    stem: str = Field(primary_key=True, index=True)
    keys: str = Field(index=True)
    spelling: str
    uses: int
