"""Statements in plain SQL: where answers must be quick, to make one anew takes longer than to run it."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlmodel import Session

from app.db import run_statement

Value = str | int | None


class Fragment(NamedTuple):
    """A part of a statement, such as a condition on `event`, and the values of its question marks."""

    sql: str
    values: tuple[Value, ...] = ()


def ask(session: Session, sql: str, values: Iterable[Value] = ()) -> list[tuple[Any, ...]]:
    """Give the rows of a statement, all at once; what a visitor typed is only ever among the values."""
    return run_statement(session, sql, tuple(values))


def mark_values(values: Sequence[Value]) -> str:
    """Give a question mark for each value, in brackets, as IN takes them."""
    return f"({', '.join('?' * len(values))})"


def join_conditions(conditions: Sequence[Fragment]) -> Fragment:
    """Give the condition that all of them hold; any row passes where there is none."""
    if not conditions:
        return Fragment("true")
    values = tuple(value for condition in conditions for value in condition.values)
    return Fragment(" AND ".join(condition.sql for condition in conditions), values)
