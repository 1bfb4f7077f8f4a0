"""The composition root: the one place where the real parts meet."""

import os
import sqlite3
import sys
from datetime import UTC, datetime

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from starlette.types import ASGIApp

from booking.api.app import create_app
from booking.domain.hours import OpeningHours
from booking.logs import log_to
from booking.repository.sql import SqlAppointments, SqlPatients
from booking.service import Reception
from booking.settings import read_settings


def utc_now() -> datetime:
    """Return the time of day, in UTC."""
    return datetime.now(UTC)


def connect(url: str) -> Engine:
    """Return the engine of this database. What is in a row is kept out of its errors."""
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", check_foreign_keys)
    return engine


def check_foreign_keys(connection: DBAPIConnection, _record: object) -> None:
    """Have SQLite refuse an appointment of nobody, as other databases do unasked."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA foreign_keys = ON")


def build() -> ASGIApp:
    """Return the application, put together. Raises SystemExit if a setting is missing."""
    settings = read_settings(os.environ)
    log_to(sys.stdout)
    engine = connect(settings.database_url.get_secret_value())
    hours = OpeningHours(settings.time_zone)
    return create_app(Reception(SqlAppointments(engine), SqlPatients(engine), hours, utc_now))
