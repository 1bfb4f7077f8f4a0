"""The treatment rooms over HTTP, and the tests of that."""

import itertools
from typing import Any

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


client = TestClient(app)
PREFIXES = ("/api/v1", "/v1", "/api", "")


def ask(method: str, path: str, **sent: Any) -> Any:
    """Send a request to wherever the rooms are mounted."""
    for prefix in PREFIXES:
        answer = client.request(method, f"{prefix}{path}", **sent)
        if answer.status_code not in (404, 405):
            return answer
    return pytest.fail(f"{path} is nowhere")


def test_add_room() -> None:
    """The answer names the room that was added."""
    answer = ask("POST", "/rooms", json={"name": "Blue"})
    assert answer.status_code == 201
    assert answer.json()["data"]["name"] == "Blue"


def test_read_room() -> None:
    """A room that is there is returned."""
    ROOMS[700] = "Green"
    answer = ask("GET", "/rooms/700")
    assert answer.status_code == 200
    assert answer.json()["data"] == {"id": 700, "name": "Green"}


if __name__ == "__main__":
    raise SystemExit(pytest.main(["-q", "--disable-warnings", __file__]))
