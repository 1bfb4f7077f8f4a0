"""The treatment rooms over HTTP, and the tests of that."""

import itertools
from typing import Any

from collections.abc import Iterator
import pytest
from fastapi import FastAPI, HTTPException, Response
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()
ROOMS: dict[int, str] = {}
numbers = itertools.count(1)


class NewRoom(BaseModel):
    """What is sent to add a room."""

    name: str


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


def answered(data: dict[str, Any]) -> dict[str, Any]:
    """Return a success in the envelope of every answer."""
    return {"success": True, "data": data, "meta": None, "error": None}


@pytest.fixture
def client() -> Iterator[TestClient]:
    """Return a client of the application, without rooms."""
    ROOMS.clear()
    with TestClient(app) as started:
        yield started


def test_a_room_that_is_added_is_told(client: TestClient) -> None:
    answer = client.post("/api/v1/rooms", json={"name": "Blue"})
    assert answer.status_code == 201
    assert answer.json()["success"] is True
    assert answer.json()["data"]["name"] == "Blue"


def test_a_room_that_was_added_is_read(client: TestClient) -> None:
    added = client.post("/api/v1/rooms", json={"name": "Green"})
    answer = client.get(added.headers["Location"])
    assert answer.status_code == 200
    assert answer.json()["data"] == added.json()["data"]


def test_a_room_that_is_not_there(client: TestClient) -> None:
    assert client.get("/api/v1/rooms/1").status_code == 404


if __name__ == "__main__":
    raise SystemExit(pytest.main(["-q", __file__]))
