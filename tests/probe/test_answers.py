"""An application answers otherwise at one route, and as ever at all others."""

import pytest
from fastapi import APIRouter, FastAPI, HTTPException, Response

from playbook import probe


@pytest.fixture
def app() -> FastAPI:
    router = APIRouter(prefix="/rooms")

    @router.get("/{number:int}")
    def read(number: int, response: Response) -> dict[str, int]:
        if not number:
            raise HTTPException(404)
        response.headers["X-Room"] = str(number)
        return {"number": number}

    @router.delete("/{number}", status_code=204)
    def remove(number: int) -> None:
        assert number

    made = FastAPI()
    made.include_router(router)
    return made


def route(app: FastAPI, method: str) -> probe.Route:
    return next(one for one in probe.routes(app) if one.method == method)


def test_what_is_asked_for_is_altered_and_the_rest_is_kept(app: FastAPI) -> None:
    probe.alter(app, route(app, "GET"), status=202, body=lambda room: [room], headers={"X-More": "yes"})
    client = probe.client(app)
    answer = client.get("/rooms/7")
    assert (answer.status_code, answer.json()) == (202, [{"number": 7}])
    assert (answer.headers["x-room"], answer.headers["x-more"]) == ("7", "yes")
    assert int(answer.headers["content-length"]) == len(answer.content)


def test_failures_and_other_routes_answer_as_ever(app: FastAPI) -> None:
    probe.alter(app, route(app, "GET"), status=202)
    client = probe.client(app)
    statuses = [client.get("/rooms/0").status_code, client.delete("/rooms/7").status_code, client.get("/").status_code]
    assert statuses == [404, 204, 404]


def test_an_answer_without_a_body_stays_without(app: FastAPI) -> None:
    probe.alter(app, route(app, "DELETE"), status=202, body=lambda _body: "never")
    answer = probe.client(app).delete("/rooms/7")
    assert (answer.status_code, answer.content) == (202, b"")
