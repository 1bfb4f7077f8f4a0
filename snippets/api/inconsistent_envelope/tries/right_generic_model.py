"""Serve the clinic's list of clinicians to its web pages and its apps."""

import logging
from typing import Annotated, Any

from fastapi import FastAPI, HTTPException, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel
from starlette.exceptions import HTTPException as RouterException

logger = logging.getLogger(__name__)
clinicians = {1: "Ada Lovelace", 2: "Bob Khan", 3: "Cleo Ito"}


class Clinician(BaseModel):
    id: int
    name: str


class Problem(BaseModel):
    code: str
    message: str
    statusCode: int


class Envelope[T](BaseModel):
    success: bool = True
    data: T | None = None
    meta: dict[str, Any] | None = None
    error: Problem | None = None


def failed(status: int, code: str, message: str, headers: Any = None) -> Response:
    """Return the envelope of a failure."""
    problem = Problem(code=code, message=message, statusCode=status)
    body = Envelope[None](success=False, error=problem).model_dump()
    return JSONResponse(body, status_code=status, headers=headers)


def on_http(request: Request, exc: Exception) -> Response:
    """Answer for an error with a status."""
    assert isinstance(exc, RouterException)
    if exc.status_code in {204, 304}:
        return Response(status_code=exc.status_code, headers=exc.headers)
    return failed(exc.status_code, f"HTTP_{exc.status_code}", str(exc.detail), exc.headers)


def on_validation(request: Request, exc: Exception) -> Response:
    """Answer to what no model takes."""
    return failed(400, "BAD_REQUEST", "Please check what you sent")


def on_bug(request: Request, exc: Exception) -> Response:
    """Answer for a bug, and log it."""
    logger.error("bug", exc_info=exc)
    return failed(500, "INTERNAL_SERVER_ERROR", "Something went wrong")


app = FastAPI(
    exception_handlers={
        RouterException: on_http,
        RequestValidationError: on_validation,
        Exception: on_bug,
    }
)


@app.get("/api/v1/clinicians")
def index(page: Annotated[int, Query(ge=1)] = 1) -> Envelope[list[Clinician]]:
    """Return a page of clinicians."""
    rows = [Clinician(id=n, name=name) for n, name in clinicians.items()]
    return Envelope(data=rows[2 * (page - 1) :][:2], meta={"page": page, "total": len(rows)})


@app.get("/api/v1/clinicians/{number}")
def show(number: int) -> Envelope[Clinician]:
    """Return one clinician."""
    if number not in clinicians:
        raise HTTPException(404, "No clinician has this number")
    return Envelope(data=Clinician(id=number, name=clinicians[number]))


if __name__ == "__main__":
    client = TestClient(app)
    for path in ("clinicians", "clinicians/1", "clinicians/9", "clinicians/x", "nothing"):
        print(path, client.get(f"/api/v1/{path}").json())
