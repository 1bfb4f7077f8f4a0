"""Each act gives a result, as in most tests through HTTP: to ask again for what was added is often no second act."""

from clinic import client


def test_room() -> None:
    added = client.post("/api/v1/rooms", json={"name": "Blue"})
    assert added.status_code == 201
    renamed = client.patch("/api/v1/rooms/1", json={"name": "Green"})
    assert renamed.status_code == 200
