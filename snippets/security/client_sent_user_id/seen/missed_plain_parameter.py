"""The ID is a parameter like any other. On a route of the staff the same line would be right."""

from fastapi import FastAPI

app = FastAPI()
diary: dict[str, list[str]] = {}


@app.get("/api/v1/appointments")
def list_appointments(user_id: str) -> list[str]:
    return diary.get(user_id, [])
