"""An application answers otherwise at one route, and as ever at all others."""

from typing import Any

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


def test_a_route_that_is_moved_is_not_found_where_it_was(app: FastAPI) -> None:
    probe.move(app, route(app, "GET"), prefix="/v2")
    client = probe.client(app)
    assert [client.get(path).status_code for path in ("/rooms/7", "/v2/rooms/7")] == [404, 200]
    assert [client.delete(path).status_code for path in ("/rooms/7", "/v2/rooms/7")] == [204, 204]


def test_who_asks_the_application_for_an_address_is_told_the_new_one(app: FastAPI) -> None:
    probe.move(app, route(app, "GET"), prefix="/v2")
    assert app.url_path_for("read", number=7) == "/v2/rooms/7"
    assert list(probe.client(app).get("/openapi.json").json()["paths"]) == ["/v2/rooms/{number}"]
    assert {one.path for one in probe.routes(app)} == {"/v2/rooms/{number:int}", "/v2/rooms/{number}"}


def test_a_route_of_the_application_itself_is_moved_as_well() -> None:
    app = FastAPI()
    app.post("/rooms", status_code=201)(lambda: {"number": 1})
    probe.move(app, route(app, "POST"), prefix="/v2")
    assert [probe.client(app).post(path).status_code for path in ("/rooms", "/v2/rooms")] == [404, 201]


def test_a_route_that_is_moved_is_still_found_among_the_routes_of_the_application() -> None:
    app = FastAPI()

    @app.get("/rooms/{number}")
    def read(number: int) -> int:
        return number

    probe.move(app, route(app, "GET"), prefix="/v2")
    declared: list[Any] = list(app.routes)
    assert [one.path for one in declared if getattr(one, "endpoint", None) is read] == ["/v2/rooms/{number}"]


def test_a_route_that_is_elsewhere_answers_under_every_prefix_but_its_own(app: FastAPI) -> None:
    made = FastAPI()
    made.mount("/api/v1", app)
    probe.elsewhere(made, route(made, "GET"))
    client = probe.client(made)
    paths = ("/api/v1/rooms/7", "/rooms/7", "/api/rooms/7", "/v2/rooms/7", "/v2/halls/7", "/rooms/7/", "/rooms")
    assert [client.get(path).status_code for path in paths] == [404, 200, 200, 200, 404, 404, 404]
    assert client.delete("/api/v1/rooms/7").status_code == 204


def test_a_route_that_is_elsewhere_leaves_the_addresses_of_the_others() -> None:
    app = FastAPI()
    app.get("/api/rooms")(lambda: "all")
    app.get("/api/mine/rooms")(lambda: "mine")
    app.get("/{number}")(lambda number: number)
    probe.elsewhere(app, route(app, "GET"))
    client = probe.client(app)
    paths = ("/api/rooms", "/rooms", "/api/mine/rooms", "/your/rooms", "/7")
    assert [client.get(path).json() for path in paths] == [{"detail": "Not Found"}, "rooms", "mine", "all", "7"]
