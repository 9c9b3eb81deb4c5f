"""Brings a database to the newest version of the tables."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine

from storage.faults import WrongDatabase, in_words

MIGRATIONS = Path(__file__).parent / "migrations"
HEAD = "0001"
"""The newest version; a test holds it against the migrations."""


def version(engine: Engine) -> str | None:
    """The version a database is at; None where it is empty."""
    with engine.connect() as db:
        exists = db.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").first()
        if exists is None:
            return None
        row = db.exec_driver_sql("SELECT version_num FROM alembic_version").first()
        return None if row is None else str(row[0])


def upgrade(engine: Engine, to: str = "head") -> None:
    """Upgrade in one transaction; what stands in the way is told as WrongDatabase.

    Alembic is imported only where there is something to do: it is slow to load.
    """
    with in_words(str(engine.url)):
        at = version(engine)
        if at is not None and not any((MIGRATIONS / "versions").glob(f"{at}_*.py")):
            raise WrongDatabase(
                f"The database {engine.url.database} is at version {at}, which a newer companion made. "
                "Install that one, or put a backup in its place."
            )
        if to != "head" or at != HEAD:
            _migrate(engine, to)


def _migrate(engine: Engine, to: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.connect() as db, db.begin():
        config.attributes["connection"] = db
        command.upgrade(config, to)
