"""The treatment rooms over HTTP, and the tests of that."""

import itertools
from typing import Any

import pytest
from fastapi import FastAPI, HTTPException, Response
from fastapi.testclient import TestClient
from pydantic import BaseModel

ROOMS: dict[int, str] = {}
numbers = itertools.count(1)


class NewRoom(BaseModel):
    """What is sent to add a room."""

    name: str


def create_app() -> FastAPI:
    """Return the application that production starts."""
    app = FastAPI()

    @app.post("/api/v1/rooms", status_code=201)
    def add_room(new: NewRoom, response: Response) -> dict[str, Any]:
        """Add a room, and say where it is found."""
        number = next(numbers)
        ROOMS[number] = new.name
        response.headers["Location"] = f"/api/v1/rooms/{number}"
        return answered({"id": number, "name": new.name})

    @app.get("/api/v1/rooms/{number}")
    def read_room(number: int) -> dict[str, Any]:
        """Return one room."""
        name = ROOMS.get(number)
        if name is None:
            raise HTTPException(404, "There is no such room")
        return answered({"id": number, "name": name})

    return app


def answered(data: dict[str, Any]) -> dict[str, Any]:
    """Return a success in the envelope of every answer."""
    return {"success": True, "data": data, "meta": None, "error": None}


app = create_app()
client = TestClient(app)


def test_add_room() -> None:
    """The answer names the room that was added."""
    answer = client.post("/api/v1/rooms", json={"name": "Blue"})
    assert answer.status_code == 201
    assert answer.json()["data"]["name"] == "Blue"


def test_read_room() -> None:
    """A room that is there is returned."""
    ROOMS[700] = "Green"
    answer = client.get("/api/v1/rooms/700")
    assert answer.status_code == 200
    assert answer.json()["data"] == {"id": 700, "name": "Green"}


if __name__ == "__main__":
    raise SystemExit(pytest.main(["-q", "--disable-warnings", __file__]))
