"""A health check may ask the database whether it is there."""

from fastapi import FastAPI
from sqlalchemy import Engine, text

from clinic.services import build

app, engine = FastAPI(), Engine


@app.get("/health")
def health() -> str:
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
    return "ok"
