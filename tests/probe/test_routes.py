"""What an application declares is seen, also what its document leaves out, and can be called."""

import re
from enum import Enum
from typing import Annotated

import pytest
from fastapi import APIRouter, Body, Cookie, Depends, FastAPI, Form, Header, Query, UploadFile
from fastapi.security import HTTPBearer
from pydantic import AwareDatetime, BaseModel, EmailStr, Field, FutureDatetime, PositiveInt
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route as PlainRoute

from playbook import probe


class Paging(BaseModel):
    page: int = 1
    per_page: Annotated[int, Field(le=100, alias="per-page")] = 20


class Kind(Enum):
    FIRST = "first"
    REPEAT = "repeat"


class Contact(BaseModel):
    mail: EmailStr


class Booking(BaseModel):
    patient: Annotated[str, Field(min_length=2, max_length=5)]
    code: Annotated[str, Field(pattern=r"^[A-Z]{2}-\d{3}$")]
    starts_at: AwareDatetime
    later: FutureDatetime
    minutes: Annotated[int, Field(gt=0, lt=60, multiple_of=5)]
    price: Annotated[float, Field(ge=0.5, le=1)]
    kind: Kind
    contacts: Annotated[list[Contact], Field(min_length=2)]
    note: str | None = None


def _caller(
    x_patient_id: Annotated[str, Header()] = "", key: Annotated[str, Query(include_in_schema=False)] = ""
) -> str:
    return x_patient_id or key


def _app() -> FastAPI:
    app = FastAPI()

    @app.post("/two")
    def two(booking: Booking, urgent: Annotated[bool, Body()]) -> bool:
        return urgent and booking.minutes > 0

    @app.post("/form")
    def form(name: Annotated[str, Form()], letter: UploadFile) -> str:
        return f"{name} {letter.filename}"

    async def plain(request: Request) -> JSONResponse:
        return JSONResponse(request.path_params)

    app.include_router(_patients(), prefix="/api/v1")
    app.mount("/inner", _inner())
    app.router.routes.append(PlainRoute("/plain/{number:int}", plain, methods=["PUT"]))
    return app


def _patients() -> APIRouter:
    router = APIRouter(prefix="/patients", dependencies=[Depends(HTTPBearer())])

    @router.get("/{patient_id}")
    def read(
        patient_id: PositiveInt,
        paging: Annotated[Paging, Query()],
        caller: Annotated[str, Depends(_caller)],
        session: Annotated[str, Cookie(alias="sid")] = "",
    ) -> list[str]:
        return [str(patient_id), caller, session][: paging.page + 9]

    @router.delete("/{patient_id}", include_in_schema=False)
    def remove(patient_id: int) -> None: ...

    return router


def _inner() -> FastAPI:
    inner = FastAPI()

    @inner.post("/bookings")
    def book(booking: Booking) -> Booking:
        return booking

    return inner


def test_all_routes_are_seen() -> None:
    seen = {(route.method, route.path, route.described) for route in probe.routes(_app())}
    assert seen == {
        ("GET", "/api/v1/patients/{patient_id}", True),
        ("DELETE", "/api/v1/patients/{patient_id}", False),
        ("POST", "/inner/bookings", True),
        ("POST", "/two", True),
        ("POST", "/form", True),
        ("PUT", "/plain/{number:int}", True),
    }
    assert {"/docs", "/openapi.json"} <= {route.path for route in probe.routes(_app(), own=True)}


def test_all_inputs_are_seen_by_the_names_that_are_sent() -> None:
    read = next(route for route in probe.routes(_app()) if route.method == "GET")
    assert {(one.where, one.name, one.required) for one in read.inputs} == {
        ("path", "patient_id", True),
        ("query", "page", False),
        ("query", "per-page", False),
        ("query", "key", False),
        ("header", "x-patient-id", False),
        ("cookie", "sid", False),
    }


def test_the_body_of_a_described_model_has_its_fields() -> None:
    app = FastAPI()

    @app.post("/bookings")
    def book(booking: Annotated[Booking, Body(description="what is booked")]) -> None: ...

    (route,) = probe.routes(app)
    assert set((route.body or {})["properties"]) == set(Booking.model_fields)
    assert route.send(probe.client(app)).status_code == 200


def test_guards_are_told() -> None:
    guarded = {route.path for route in probe.routes(_app()) if route.guards}
    assert guarded == {"/api/v1/patients/{patient_id}"}


def test_each_route_accepts_what_is_drawn_for_it() -> None:
    client = probe.client(_app())
    for _ in range(20):
        for route in probe.routes(_app()):
            answer = route.send(client, headers={"Authorization": "Bearer x"})
            assert answer.is_success, (route, answer.text)


def test_given_values_go_to_every_place_of_that_name() -> None:
    client = probe.client(_app())
    read = next(route for route in probe.routes(_app()) if route.method == "GET")
    answer = read.send(
        client, {"patient_id": 7, "x-patient-id": "bob", "sid": "s1"}, headers={"Authorization": "Bearer x"}
    )
    assert answer.json() == ["7", "bob", "s1"]
    book = next(route for route in probe.routes(_app()) if route.path == "/inner/bookings")
    assert book.send(client, {"minutes": 30}).json()["minutes"] == 30
    assert book.send(client, {"minutes": ...}).status_code == 422


def test_a_given_header_takes_the_place_of_the_drawn_one_in_any_capitals() -> None:
    app = FastAPI()

    @app.get("/who")
    def who(request: Request, authorization: Annotated[str, Header()]) -> list[str]:
        return [authorization, *request.headers.getlist("authorization")]

    (route,) = probe.routes(app)
    answer = route.send(probe.client(app), headers={"Authorization": "Bearer x"})
    assert answer.json() == ["Bearer x", "Bearer x"]


def test_body_can_be_made_from_a_model_and_damaged() -> None:
    whole = probe.body(Booking, note="by phone")
    assert Booking.model_validate(whole).note == "by phone"
    faults = dict(probe.damaged(whole))
    assert "minutes" not in faults["minutes absent"]
    assert faults["minutes -3"]["minutes"] == -3
    assert len(faults["one field too many"]) == len(whole) + 1


@pytest.mark.parametrize("pattern", [r"^\d{4}-\d\d$", r"(ab|cd)+x?", r"^[^a]{2}$", r"^\+44\s?7\d{9}$"])
def test_text_is_found_for_a_pattern(pattern: str) -> None:
    assert re.search(pattern, probe.value({"type": "string", "pattern": pattern}))
