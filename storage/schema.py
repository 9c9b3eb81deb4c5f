"""Brings a database to the newest version of the tables."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine

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
    """Upgrade in one transaction. Alembic is imported only where there is something to do: it is slow to load."""
    if to == "head" and version(engine) == HEAD:
        return
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.connect() as db, db.begin():
        config.attributes["connection"] = db
        command.upgrade(config, to)
