"""Models for the envelope, and one handler for every kind of failure."""
from http import HTTPStatus
from typing import Generic, TypeVar

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException as StarletteHTTPException

T = TypeVar("T")


class Error(BaseModel):
    """What went wrong."""

    code: str
    message: str
    statusCode: int


class Envelope(BaseModel, Generic[T]):
    """The four keys of every answer."""

    success: bool = True
    data: T | None = None
    meta: dict[str, int] | None = None
    error: Error | None = None


class Clinician(BaseModel):
    """A clinician."""

    id: int
    name: str


async def answer_failure(request: Request, error: Exception) -> JSONResponse:
    """Answer any failure in the envelope."""
    status, message, headers = 500, "We have failed", None
    if isinstance(error, RequestValidationError):
        status, message = 400, "The request does not fit"
    elif isinstance(error, StarletteHTTPException):
        status, message, headers = error.status_code, str(error.detail), error.headers
    try:
        code = HTTPStatus(status).name
    except ValueError:
        code = "OTHER"
    problem = Error(code=code, message=message, statusCode=status)
    body = Envelope[None](success=False, error=problem).model_dump()
    return JSONResponse(body, status, headers)


kinds = (StarletteHTTPException, RequestValidationError, Exception)
app = FastAPI(exception_handlers=dict.fromkeys(kinds, answer_failure))
clinicians = [Clinician(id=1, name="Ada"), Clinician(id=2, name="Bob"), Clinician(id=3, name="Cleo")]


@app.get("/api/v1/clinicians")
def list_clinicians(page: int = 1) -> Envelope[list[Clinician]]:
    """Return a page of two."""
    return Envelope(data=clinicians[2 * (page - 1) :][:2], meta={"page": page, "total": len(clinicians)})


@app.get("/api/v1/clinicians/{number}")
def get_clinician(number: int) -> Envelope[Clinician]:
    """Return one."""
    for one in clinicians:
        if one.id == number:
            return Envelope(data=one)
    raise HTTPException(404, "No clinician has this number")
