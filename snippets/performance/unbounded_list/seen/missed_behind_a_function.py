"""The route calls a function, and the query is in that one."""

from fastapi import FastAPI
from sqlalchemy import Connection, Engine, text

app = FastAPI()


def all_patients(connection: Connection) -> list[str]:
    return list(connection.scalars(text("SELECT name FROM patients")))


def add_routes(engine: Engine) -> None:
    @app.get("/api/v1/patients")
    def list_patients() -> list[str]:
        with engine.connect() as connection:
            return all_patients(connection)
