"""The module is called after its subject, and nothing here tells that its functions are endpoints."""

from clinic.rooms import read_room


def test_read_room() -> None:
    assert read_room(700) == {"id": 700, "name": "Green"}
