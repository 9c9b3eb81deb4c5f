"""Statements made ready once: Core says what is wanted, and each execution goes straight to the driver.

Core spends seven times on a small statement what SQLite spends on it (docs/decisions/15-statements-prepared-once.md). A
statement that somebody waits for is therefore compiled a single time for each dialect and length of its lists; after that
it is SQL and a tuple of values, in the same transaction as everything else on the connection.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table, bindparam, insert, update
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError, NoResultFound
from sqlalchemy.sql.expression import Executable

Row = Any
"""What comes back: values by the names of their columns."""


@dataclass(frozen=True, slots=True)
class _Compiled:
    """SQL for one dialect. `take` gives the values in their order where the driver takes them by position, `constants` are those
    that the statement brings itself; `spread` says what the items of a list are called."""

    sql: str
    take: Callable[[Mapping[str, Any]], Any] | None
    constants: Mapping[str, Any]
    spread: Mapping[str, tuple[str, ...]]
    converters: tuple[tuple[int, Callable[[Any], Any]], ...]

    def parameters(self, values: dict[str, Any]) -> Any:
        """These values, to which the others are added here, as the driver takes them."""
        if self.constants:
            values.update(self.constants)
        for name, items in self.spread.items():
            values.update(zip(items, values[name], strict=True))
        return values if self.take is None else self.take(values)

    def many(self, rows: Sequence[Mapping[str, Any]], same: Mapping[str, Any]) -> list[Any]:
        every = {**self.constants, **same}
        if self.take is None:
            return [{**every, **values} for values in rows]
        taken = []
        for values in rows:
            every.update(values)
            taken.append(self.take(every))
        return taken


class Prepared:
    """A Core statement whose values are `bindparam`s; lists (`expanding=True`) are named in `lists`.

    Values are integers, text and booleans, as they lie in the tables. Raises what Core raises (IntegrityError, ...).
    """

    def __init__(self, statement: Executable, *, lists: tuple[str, ...] = ()) -> None:
        self._statement: Any = statement
        self._lists = lists
        self._compiled: dict[Any, _Compiled] = {}
        self._row: Callable[[Any], Row] | None = None

    def all(self, db: Connection, **values: Any) -> list[Row]:
        """Every row."""
        cursor, compiled = self._execute(db, values)
        rows = cursor.fetchall()
        if not rows:
            return []
        make = self._row or self._named(cursor)
        if not compiled.converters:
            return [make(row) for row in rows]
        return [make(_converted(row, compiled)) for row in rows]

    def tuples(self, db: Connection, **values: Any) -> list[tuple[Any, ...]]:
        """Every row as the driver gives it, without names, for statements of many rows; not for columns of booleans."""
        rows: list[tuple[Any, ...]] = self._execute(db, values)[0].fetchall()
        return rows

    def first(self, db: Connection, **values: Any) -> Row | None:
        """The first row, or None."""
        rows = self.all(db, **values)
        return rows[0] if rows else None

    def one(self, db: Connection, **values: Any) -> Row:
        """The first row. Raises NoResultFound where there is none."""
        row = self.first(db, **values)
        if row is None:
            raise NoResultFound("no such row")
        return row

    def scalar(self, db: Connection, **values: Any) -> Any:
        """The first value of the first row, or None."""
        row = self.first(db, **values)
        return None if row is None else row[0]

    def write(self, db: Connection, **values: Any) -> int:
        """Insert, update or delete; returns how many rows it touched."""
        cursor, _ = self._execute(db, values)
        touched: int = cursor.rowcount
        return touched

    def write_many(self, db: Connection, many: Sequence[Mapping[str, Any]], **same: Any) -> int:
        """The same for one row of values after another, handed to the driver at once; returns how many rows they touched.
        `same`: values that all of them have; no lists."""
        if not many:
            return 0
        compiled = self._ready(db, {**same, **many[0]})
        cursor = db.connection.cursor()
        execute(db, cursor, compiled.sql, compiled.many(many, same), many=True)
        touched: int = cursor.rowcount
        return touched

    def _ready(self, db: Connection, values: Mapping[str, Any]) -> _Compiled:
        key: Any = db.dialect.name
        if self._lists:
            key = (key, *(len(values[name]) for name in self._lists))
        compiled = self._compiled.get(key)
        if compiled is None:
            compiled = self._compiled[key] = _compile(self._statement, db.dialect, values, self._lists)
        return compiled

    def _execute(self, db: Connection, values: dict[str, Any]) -> tuple[Any, _Compiled]:
        compiled = self._ready(db, values)
        cursor = db.connection.cursor()
        execute(db, cursor, compiled.sql, compiled.parameters(values))
        return cursor, compiled

    def _named(self, cursor: Any) -> Callable[[Any], Row]:
        names = [column[0] for column in cursor.description]
        row: Any = namedtuple("Row", names, rename=True)  # type: ignore[misc]
        self._row = make = row._make
        return make


def adding(table: Table, names: Sequence[str], **same: Any) -> Prepared:
    """Adds a row of these columns; the value of each is called `new_` and its name. `same`: values that all rows have."""
    return Prepared(insert(table).values({name: bindparam(f"new_{name}") for name in names} | same))


class Put:
    """Keeps a row whole: changes the one with this key, or adds it. `but`: columns that are kept by others."""

    def __init__(self, table: Table, *, key: tuple[str, ...] = ("id",), but: tuple[str, ...] = ()) -> None:
        self._key = key
        names = [column.name for column in table.columns if column.name not in but]
        changed: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names if name not in key}
        wanted = [table.c[name] == bindparam(f"new_{name}") for name in key]
        self._change = Prepared(update(table).where(*wanted).values(changed))
        self._add = adding(table, names)

    def __call__(self, db: Connection, **values: Any) -> None:
        """Keep this row; every column is given."""
        new = {f"new_{name}": value for name, value in values.items()}
        if self._change.write(db, **new) == 0:
            self._add.write(db, **new)


def execute(db: Connection, cursor: Any, sql: str, parameters: Any = (), *, many: bool = False) -> None:
    """Execute on a cursor of the driver, for `many` parameters one after another; what the driver raises comes out as
    Core's own error."""
    try:
        (cursor.executemany if many else cursor.execute)(sql, parameters)
    except Exception as error:
        dbapi = db.dialect.loaded_dbapi
        if not isinstance(error, dbapi.Error):
            raise
        raise DBAPIError.instance(
            sql, parameters, error, dbapi.Error, hide_parameters=True, dialect=db.dialect
        ) from error


def say(db: Connection, sql: str) -> None:
    """Something about the transaction itself, which has no values."""
    execute(db, db.connection.cursor(), sql)


def _compile(statement: Any, dialect: Dialect, values: Mapping[str, Any], lists: tuple[str, ...]) -> _Compiled:
    compiled = statement.compile(dialect=dialect)
    state = compiled.construct_expanded_state({name: values[name] for name in values})
    spread = {name: tuple(state.parameter_expansion[name]) for name in lists}
    given = {*values, *(item for items in spread.values() for item in items)}
    return _Compiled(
        sql=state.statement,
        take=_taking(state.positiontup) if compiled.positional else None,
        constants={name: value for name, value in state.parameters.items() if name not in given},
        spread=spread,
        converters=_converters(statement, dialect),
    )


def _taking(order: Sequence[str]) -> Callable[[Mapping[str, Any]], Any]:
    if len(order) > 1:
        return itemgetter(*order)
    return lambda values: [values[name] for name in order]


def _converters(statement: Any, dialect: Dialect) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
    """What the dialect has to convert (SQLite gives booleans back as 0 and 1), by position."""
    columns = statement.selected_columns if statement.is_select else ()
    found = ((nth, each.type.dialect_impl(dialect).result_processor(dialect, None)) for nth, each in enumerate(columns))
    return tuple((nth, convert) for nth, convert in found if convert is not None)


def _converted(row: Any, compiled: _Compiled) -> list[Any]:
    values = list(row)
    for nth, convert in compiled.converters:
        values[nth] = convert(values[nth])
    return values
