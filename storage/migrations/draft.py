"""Writes the next migration from the difference between tables and head: `python -m storage.migrations.draft ID "words"`."""

from __future__ import annotations

import sys

from alembic import command
from alembic.config import Config

from storage.dialect import engine_for
from storage.schema import MIGRATIONS, upgrade


def draft(revision: str, words: str) -> None:
    """Draft `versions/REVISION_….py`; read it before committing it."""
    engine = engine_for("sqlite://")
    upgrade(engine)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.connect() as db, db.begin():
        config.attributes["connection"] = db
        command.revision(config, words, autogenerate=True, rev_id=revision)


if __name__ == "__main__":
    draft(sys.argv[1], sys.argv[2])
