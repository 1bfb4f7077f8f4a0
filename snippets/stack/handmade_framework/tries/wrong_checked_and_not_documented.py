"""Book the clinic's appointments over HTTP."""

from collections.abc import Callable
from datetime import date
from typing import Any

from pydantic import validate_call
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.testclient import TestClient

Handler = Callable[..., dict[str, Any]]
PRIVATE = {"Cache-Control": "no-store"}
DAY = {"name": "day", "in": "query", "required": True, "schema": {"type": "string"}}
FIELDS: dict[str, Any] = {"patient": {"type": "string"}, "day": {"type": "string"}}
FIELDS["minutes"] = {"type": "integer", "minimum": 10, "maximum": 45}
BOOKING = {"type": "object", "required": [*FIELDS], "properties": FIELDS}
BODY = {"required": True, "content": {"application/json": {"schema": BOOKING}}}
PATHS = {"/api/v1/appointments": {"post": {"requestBody": BODY}, "get": {"parameters": [DAY]}}}


class App(Starlette):
    """Calls a function with what stands in the path, the query and the body."""

    def get(self, path: str) -> Callable[[Handler], Handler]:
        """Let a function answer GET at this path."""
        return self.handle("GET", path, 200)

    def post(self, path: str, status_code: int = 200) -> Callable[[Handler], Handler]:
        """Let a function answer POST at this path."""
        return self.handle("POST", path, status_code)

    def handle(self, method: str, path: str, status: int) -> Callable[[Handler], Handler]:
        """Let a function answer, and answer 400 when it raises ValueError."""

        def register(function: Handler) -> Handler:
            async def endpoint(request: Request) -> JSONResponse:
                try:
                    body = await request.json() if method == "POST" else {}
                    values = {**request.query_params, **request.path_params, **body}
                    return JSONResponse(validate_call(function)(**values), status, PRIVATE)
                except (ValueError, TypeError) as error:
                    return JSONResponse({"detail": str(error)}, 400, PRIVATE)

            self.add_route(path, endpoint, methods=[method])
            return function

        return register


app = App()
booked: list[dict[str, Any]] = []


@app.get("/openapi.json")
def describe() -> dict[str, Any]:
    """Return the description of the API."""
    return {"openapi": "3.1.0", "info": {"title": "Appointments"}, "paths": PATHS}


@app.post("/api/v1/appointments", status_code=201)
def book(patient: str, day: str, minutes: int) -> dict[str, Any]:
    """Book an appointment."""
    if not patient or not 10 <= minutes <= 60:
        raise ValueError("Name the patient, and book between 10 and 60 minutes")
    data = {"patient": patient, "day": str(date.fromisoformat(day)), "minutes": minutes}
    booked.append(data)
    return {"success": True, "data": data, "meta": None, "error": None}


@app.get("/api/v1/appointments")
def list_day(day: str, limit: str = "20") -> dict[str, Any]:
    """Return the first appointments of a day, and how many there are."""
    found = [one for one in booked if one["day"] == day]
    meta = {"page": 1, "total": len(found)}
    return {"success": True, "data": found[: int(limit)], "meta": meta, "error": None}


if __name__ == "__main__":
    client = TestClient(app, raise_server_exceptions=False)
    for minutes in (30, "long", 90):
        wish = {"patient": "Ada Lovelace", "day": "2030-01-07", "minutes": minutes}
        print(minutes, "minutes:", client.post("/api/v1/appointments", json=wish).status_code)
    print("Documented:", [*client.get("/openapi.json").json()["paths"]])
