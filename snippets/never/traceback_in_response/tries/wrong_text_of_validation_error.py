"""Add up the bills of the day: at once, line by line, or in the background."""

import logging
from collections.abc import Iterator
from typing import Any

from fastapi import BackgroundTasks, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, StreamingResponse
from fastapi.testclient import TestClient

log = logging.getLogger("clinic")
app = FastAPI()
BILLS: list[dict[str, Any]] = [{"minutes": 30, "rate": 180}, {"minutes": 45, "rate": None}]
batches: list[str] = []


def pence(bill: dict[str, Any]) -> int:
    """Return what is to be paid for one visit."""
    return int(bill["minutes"] * bill["rate"])


@app.get("/api/v1/total")
def read_total() -> dict[str, object]:
    """Return what is to be paid for all visits."""
    total = sum(map(pence, BILLS))
    return {"success": True, "data": total, "meta": None, "error": None}


@app.get("/api/v1/bills")
def stream_bills() -> StreamingResponse:
    """Return one line a bill, as it is worked out."""

    def lines() -> Iterator[str]:
        for bill in BILLS:
            yield f"{pence(bill)}\n"

    return StreamingResponse(lines(), media_type="text/csv")


def run_batch(place: int) -> None:
    """Work out all bills, and note how that ended."""
    try:
        batches[place] = f"done: {sum(map(pence, BILLS))}"
    except Exception:
        log.exception("batch %s failed", place)
        batches[place] = "failed"


@app.post("/api/v1/batches")
async def start_batch(later: BackgroundTasks) -> JSONResponse:
    """Begin a batch in the background."""
    batches.append("running")
    later.add_task(run_batch, len(batches) - 1)
    body = {"success": True, "data": len(batches), "meta": None, "error": None}
    return JSONResponse(body, 202, {"Location": "/api/v1/batches"}, background=later)


@app.get("/api/v1/batches")
def list_batches() -> dict[str, object]:
    """Return how each batch ended."""
    return {"success": True, "data": batches, "meta": None, "error": None}


@app.exception_handler(RequestValidationError)
def refuse(request: Request, error: RequestValidationError) -> JSONResponse:
    """Say what is malformed."""
    shown = {"code": "VALIDATION_FAILED", "message": str(error), "statusCode": 400}
    return JSONResponse({"success": False, "data": None, "meta": None, "error": shown}, 400)


@app.exception_handler(Exception)
def fail(request: Request, error: Exception) -> JSONResponse:
    """Log a bug with its traceback, and answer for it."""
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    shown = {"code": "INTERNAL_ERROR", "message": "The fault is ours", "statusCode": 500}
    return JSONResponse({"success": False, "data": None, "meta": None, "error": shown}, 500)


if __name__ == "__main__":
    client = TestClient(app, raise_server_exceptions=False)
    client.post("/api/v1/batches")
    for path in ("total", "bills", "batches"):
        print(client.get(f"/api/v1/{path}").text)
