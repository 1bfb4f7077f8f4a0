"""Runs the migrations on the database that the environment names."""

import os

from alembic import context

from booking.main import connect
from booking.repository.tables import Base
from booking.settings import read_settings

engine = connect(read_settings(os.environ).database_url.get_secret_value())
with engine.connect() as connection:
    context.configure(connection, target_metadata=Base.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
