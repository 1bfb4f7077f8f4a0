"""A day has sixteen visits at most. The condition limits the list, and no number says so."""

from datetime import date

from fastapi import FastAPI
from sqlalchemy import Engine, text

app = FastAPI()
OF_A_DAY = text("SELECT patient FROM visits WHERE day = :day")


def add_routes(engine: Engine) -> None:
    @app.get("/api/v1/visits")
    def list_visits(day: date) -> list[str]:
        with engine.connect() as connection:
            return list(connection.scalars(OF_A_DAY, {"day": day}).all())
