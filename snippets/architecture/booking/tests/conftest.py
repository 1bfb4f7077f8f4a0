"""What the tests share: a database made by the migrations alone, and the application on it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from fastapi.testclient import TestClient
from sqlalchemy import Engine, event, text

from booking.api.app import create_app
from booking.main import connect
from booking.repository.sql import SqlAppointments, SqlPatients
from booking.service import Reception
from tests.clinic import LONDON, clock

ALEMBIC = Config(Path(__file__).parents[1] / "alembic.ini")


@pytest.fixture(scope="session")
def database_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a database with today's tables: TEST_DATABASE_URL, or else one of SQLite."""
    file = tmp_path_factory.mktemp("database") / "booking.db"
    url = os.environ.get("TEST_DATABASE_URL", f"sqlite:///{file}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", url)
        patch.setenv("CLINIC_TIME_ZONE", "Europe/London")
        command.upgrade(ALEMBIC, "head")
        yield url
        command.downgrade(ALEMBIC, "base")


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """That database, which is empty again afterwards."""
    engine = connect(database_url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda made, _: made.execute("PRAGMA synchronous = OFF"))
    yield engine
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM appointments"))
        connection.execute(text("DELETE FROM patients"))
    engine.dispose()


@pytest.fixture
def client(engine: Engine) -> Iterator[TestClient]:
    """The whole application on that database; the clock stands."""
    reception = Reception(SqlAppointments(engine), SqlPatients(engine), LONDON, clock)
    with TestClient(create_app(reception), raise_server_exceptions=False) as client:
        yield client
