"""Statements made ready once run like Core's own: in the same transaction, with its values and its errors."""

from __future__ import annotations

import pytest
from sqlalchemy import Boolean, Column, Integer, MetaData, String, Table, bindparam, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import IntegrityError, NoResultFound, OperationalError

from storage.dialect import engine_for
from storage.prepared import Prepared, Put, _compile

CUP = Table(
    "cup",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("colour", String, unique=True),
    Column("clean", Boolean),
)
BY_ID = Prepared(select(CUP).where(CUP.c.id == bindparam("id")))
AMONG = Prepared(
    select(CUP.c.id, CUP.c.colour)
    .where(CUP.c.id.in_(bindparam("ids", expanding=True)), CUP.c.colour != "grey")
    .order_by(CUP.c.id),
    lists=("ids",),
)


@pytest.fixture
def engine():
    engine = engine_for("sqlite://")
    CUP.metadata.create_all(engine)
    return engine


@pytest.fixture
def db(engine):
    with engine.connect() as db, db.begin():
        put = Put(CUP)
        for id, colour in enumerate(("red", "grey", "blue"), start=1):
            put(db, id=id, colour=colour, clean=id == 1)
        yield db


def test_a_row_comes_back_by_the_names_of_its_columns_and_booleans_as_booleans(db):
    row = BY_ID.one(db, id=1)
    assert (row.id, row.colour) == (1, "red")
    assert row.clean is True
    assert BY_ID.one(db, id=2).clean is False


def test_what_is_not_there_is_none_or_an_error(db):
    assert BY_ID.first(db, id=9) is None
    assert BY_ID.scalar(db, id=9) is None
    with pytest.raises(NoResultFound):
        BY_ID.one(db, id=9)


@pytest.mark.parametrize(("ids", "colours"), [([], []), ([3], ["blue"]), ([1, 2, 3], ["red", "blue"]), ([1], ["red"])])
def test_a_list_may_have_any_length_beside_values_of_the_statement_itself(db, ids, colours):
    assert [row.colour for row in AMONG.all(db, ids=ids)] == colours


def test_putting_changes_the_row_with_this_key_or_adds_it(db):
    put = Put(CUP)
    put(db, id=1, colour="green", clean=False)
    put(db, id=4, colour="black", clean=True)
    rows = [tuple(row) for row in db.execute(select(CUP).order_by(CUP.c.id))]
    assert rows == [(1, "green", False), (2, "grey", False), (3, "blue", False), (4, "black", True)]


def test_a_unique_key_is_refused_as_core_refuses_it(db):
    with pytest.raises(IntegrityError):
        Put(CUP)(db, id=7, colour="red", clean=True)


def test_a_table_that_is_gone_is_an_error_of_core(db):
    db.exec_driver_sql("DROP TABLE cup")
    with pytest.raises(OperationalError, match="no such table"):
        BY_ID.first(db, id=1)


def test_a_wrong_value_stays_the_mistake_it_is(db):
    with pytest.raises(KeyError):
        BY_ID.all(db, name=1)


def test_what_was_put_is_rolled_back_with_its_transaction(engine):
    with engine.connect() as db:
        with db.begin() as unit:
            Put(CUP)(db, id=1, colour="red", clean=True)
            unit.rollback()
        with db.begin():
            assert BY_ID.first(db, id=1) is None


def test_another_dialect_gets_its_own_sql_and_its_values_by_name():
    compiled = _compile(AMONG._statement, postgresql.dialect(), {"ids": [1, 2]}, ("ids",))
    assert compiled.take is None
    assert "%(ids_1)s::INTEGER, %(ids_2)s::INTEGER" in compiled.sql
    assert compiled.parameters({"ids": [5, 6]}) == {"ids_1": 5, "ids_2": 6, "colour_1": "grey", "ids": [5, 6]}
