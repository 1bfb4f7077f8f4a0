"""The migrations make what the models say, and take it away again."""

import pytest
from alembic import command
from sqlalchemy import Engine, inspect, text

from tests.conftest import ALEMBIC


def test_the_migrations_make_what_the_models_say(engine: Engine) -> None:
    assert set(inspect(engine).get_table_names()) == {"alembic_version", "appointments", "patients"}
    command.check(ALEMBIC)


def test_what_is_looked_for_is_indexed(engine: Engine) -> None:
    indexed = {one["column_names"][0]: one for one in inspect(engine).get_indexes("appointments")}

    assert set(indexed) == {"patient_id", "starts_at", "ends_at"}
    assert indexed["starts_at"]["unique"]


def test_there_is_a_way_back_and_forth(engine: Engine) -> None:
    command.downgrade(ALEMBIC, "base")

    assert inspect(engine).get_table_names() == ["alembic_version"]
    command.upgrade(ALEMBIC, "head")
    assert "appointments" in inspect(engine).get_table_names()


def test_postgresql_says_what_each_constraint_is_for(engine: Engine) -> None:
    if engine.dialect.name != "postgresql":
        pytest.skip("SQLite keeps no comments")
    said = text("""
        SELECT count(*) FROM pg_description WHERE objoid IN (
            SELECT oid FROM pg_constraint WHERE contype = 'c' AND conname LIKE 'appointments_%'
            UNION SELECT 'appointments_once'::regclass)
    """)

    with engine.connect() as connection:
        assert connection.scalar(said) == 3
