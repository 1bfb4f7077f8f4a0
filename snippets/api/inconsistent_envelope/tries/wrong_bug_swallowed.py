"""Serve the clinic's list of clinicians to its web pages and its apps."""

from typing import Annotated, Any

from fastapi import FastAPI, HTTPException, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from starlette.exceptions import HTTPException as AnyHTTPException

clinicians = {1: "Ada Lovelace", 2: "Bob Khan", 3: "Cleo Ito"}
app = FastAPI()
Answer = dict[str, Any]


def envelope(data: object = None, meta: object = None, error: object = None) -> Answer:
    """Return the four keys that every answer has."""
    return {"success": error is None, "data": data, "meta": meta, "error": error}


def failure(status: int, code: str, message: str, **more: object) -> JSONResponse:
    """Return a failure in the envelope."""
    error = {"code": code, "message": message, "statusCode": status, **more}
    return JSONResponse(envelope(error=error), status)


@app.exception_handler(AnyHTTPException)
async def refused(request: Request, error: AnyHTTPException) -> Response:
    """Return what a route refused, or the router itself."""
    if error.status_code in (204, 304):
        return Response(None, error.status_code, error.headers)
    answer = failure(error.status_code, f"HTTP_{error.status_code}", str(error.detail))
    answer.headers.update(error.headers or {})
    return answer


@app.exception_handler(RequestValidationError)
async def malformed(request: Request, error: RequestValidationError) -> JSONResponse:
    """Return every field that does not fit."""
    faults = [(".".join(map(str, fault["loc"])), fault["msg"]) for fault in error.errors()]
    details = [{"field": field, "message": message} for field, message in faults]
    return failure(400, "VALIDATION_FAILED", "The request does not fit", details=details)


@app.middleware("http")
async def broken(request: Request, call_next: Any) -> Response:
    """Return that we have failed."""
    try:
        return await call_next(request)
    except Exception:
        return failure(500, "INTERNAL_ERROR", "Something went wrong on our side")


@app.get("/api/v1/clinicians")
async def list_clinicians(page: Annotated[int, Query(ge=1)] = 1) -> Answer:
    """Return a page of clinicians, two at a time."""
    found = [{"id": number, "name": name} for number, name in clinicians.items()]
    return envelope(found[page * 2 - 2 : page * 2], {"page": page, "total": len(found)})


@app.get("/api/v1/clinicians/{number}")
async def get_clinician(number: int) -> Answer:
    """Return one clinician."""
    if number not in clinicians:
        raise HTTPException(404, "No clinician has this number")
    return envelope({"id": number, "name": clinicians[number]})


if __name__ == "__main__":
    client = TestClient(app)
    for path in ("clinicians", "clinicians/1", "clinicians/9", "clinicians/x", "nothing"):
        print(path, client.get(f"/api/v1/{path}").json())
