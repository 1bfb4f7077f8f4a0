"""Show clinicians the charts of their patients, and log who opened which."""

import asyncio
import logging
import sys
from contextvars import ContextVar
from typing import TextIO
from uuid import uuid4

import httpx2
from fastapi import Depends, FastAPI, HTTPException, Request, Response
from pythonjsonlogger.json import JsonFormatter
from starlette.middleware.base import RequestResponseEndpoint

SESSIONS = {"Bearer of-osei": "osei", "Bearer of-ito": "ito"}  # in production, a table
FIELDS = ["levelname", "request_id", "user_id", "message"]
logger = logging.getLogger("clinic")
request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
user_id: ContextVar[str | None] = ContextVar("user_id", default=None)
app = FastAPI()


def add_context(record: logging.LogRecord) -> bool:
    """Note on the record which request it belongs to, and whose that is."""
    record.request_id, record.user_id = request_id.get(), user_id.get()
    return True


def log_to(stream: TextIO) -> None:
    """Write the log to the stream, as JSON."""
    handler = logging.StreamHandler(stream)
    handler.addFilter(add_context)
    names = {"levelname": "level"}
    handler.setFormatter(JsonFormatter(FIELDS, timestamp=True, rename_fields=names))
    logging.basicConfig(level="INFO", handlers=[handler], force=True)


@app.middleware("http")
async def identify(request: Request, call_next: RequestResponseEndpoint) -> Response:
    """Find out whose request it is, and give it an ID, which the answer carries too."""
    request_id.set(new := uuid4().hex)
    user_id.set(user := SESSIONS.get(request.headers.get("Authorization", "")))
    request.state.user = user
    response = await call_next(request)
    response.headers["X-Request-ID"] = request.headers.get("X-Request-ID", new)
    response.headers["Cache-Control"] = "no-store"
    return response


async def require_user(request: Request) -> None:
    """Let nobody pass without a session: raise a 401."""
    if request.state.user is None:
        raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})


@app.get("/api/v1/patients/{patient_id}", dependencies=[Depends(require_user)])
async def open_chart(patient_id: int) -> dict[str, object]:
    """Return the chart of the patient."""
    await asyncio.sleep(0.01)  # the database takes its time
    logger.info("Chart opened", extra={"patient_id": patient_id})
    return {"success": True, "data": {"id": patient_id}, "meta": None, "error": None}


async def main() -> None:
    """Let two clinicians open a chart each, in the same moment."""
    clinic = httpx2.ASGITransport(app)
    async with httpx2.AsyncClient(transport=clinic, base_url="http://clinic") as client:
        osei, ito = ({"Authorization": session} for session in SESSIONS)
        hers = client.get("/api/v1/patients/17", headers=osei)
        await asyncio.gather(hers, client.get("/api/v1/patients/18", headers=ito))


if __name__ == "__main__":
    log_to(sys.stdout)
    logging.getLogger("httpx2").setLevel("WARNING")  # the client above
    asyncio.run(main())
