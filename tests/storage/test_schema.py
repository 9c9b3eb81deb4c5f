"""Migrations: every earlier version comes to head, and models and migrations agree."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from storage.dialect import engine_for
from storage.schema import HEAD, MIGRATIONS, upgrade, version
from storage.tables import metadata


def scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return ScriptDirectory.from_config(config)


VERSIONS = [None, *(script.revision for script in scripts().walk_revisions())]


@pytest.mark.parametrize("earlier", VERSIONS)
def test_an_empty_database_and_every_earlier_version_upgrade_to_head(earlier, tmp_path):
    engine = engine_for(f"sqlite:///{tmp_path / 'old.db'}")
    if earlier is not None:
        upgrade(engine, to=earlier)
        assert version(engine) == earlier
    upgrade(engine)
    assert version(engine) == HEAD == scripts().get_current_head()
    engine.dispose()


def test_models_and_migrations_agree():
    engine = engine_for("sqlite://")
    upgrade(engine)
    with engine.connect() as db:
        context = MigrationContext.configure(db, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_what_lies_in_a_row_has_no_zone_to_guess():
    from datetime import datetime

    from storage.times import stamp

    with pytest.raises(ValueError, match="without a zone"):
        stamp(datetime(2026, 10, 12))  # noqa: DTZ001
