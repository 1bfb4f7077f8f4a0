"""Show what patients owe, which the billing service knows."""

import logging
import re
import sys
from contextvars import ContextVar
from secrets import token_hex
from typing import NamedTuple, TextIO

import httpx2
from fastapi import FastAPI, Request, Response
from fastapi.testclient import TestClient
from pythonjsonlogger.json import JsonFormatter
from starlette.middleware.base import RequestResponseEndpoint

TRACEPARENT = re.compile(  # the version, the trace ID, the caller's span, the flags
    r"(?!ff|00.{54})[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})"
    r"-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(?:-.*)?"
)
BILLING = "http://billing.example"
logger = logging.getLogger("clinic")


class Trace(NamedTuple):
    """What all services know of a trace; flag 1 says that the caller may have recorded it."""

    id: str
    flags: int = 1
    state: str = ""


trace: ContextVar[Trace | None] = ContextVar("trace", default=None)


def add_trace(record: logging.LogRecord) -> bool:
    """Note on the record which trace it belongs to."""
    record.trace_id = getattr(trace.get(), "id", None)
    return True


def log_to(stream: TextIO) -> None:
    """Write the log to the stream, as JSON."""
    handler = logging.StreamHandler(stream)
    handler.addFilter(add_trace)
    shown = ["levelname", "trace_id", "message"]
    handler.setFormatter(JsonFormatter(shown, timestamp=True, rename_fields={"levelname": "level"}))
    logging.basicConfig(level="INFO", handlers=[handler], force=True)


async def keep_trace(request: Request, call_next: RequestResponseEndpoint) -> Response:
    """Go on with the caller's trace, or begin one where there is none."""
    own = Trace(token_hex(16))
    if parent := TRACEPARENT.fullmatch(request.headers.get("traceparent", "")):
        states = request.headers.getlist("tracestate")
        own = Trace(parent[1], int(parent[2], 16), ",".join(states))
    trace.set(own)
    response = await call_next(request)
    response.headers["X-Trace-ID"] = own.id
    return response


async def pass_on(request: httpx2.Request) -> None:
    """Tell the service that is asked which trace and which call its work belongs to."""
    trace.set(own := trace.get() or Trace(token_hex(16)))
    span = token_hex(8)
    request.headers["traceparent"] = f"00-{own.id}-{span}-{own.flags:02x}"
    if own.state:
        request.headers["tracestate"] = own.state
    logger.info("Asking %s", request.url.host, extra={"span_id": span})


def create_app(network: httpx2.AsyncBaseTransport) -> FastAPI:
    """Return the application, which reaches the billing service over this network."""
    app = FastAPI()
    app.middleware("http")(keep_trace)
    billing = httpx2.AsyncClient(base_url=BILLING, transport=network, timeout=5)
    billing.event_hooks = {"request": [pass_on]}

    @app.get("/api/v1/patients/{patient_id}/balance")
    async def show_balance(patient_id: int, response: Response) -> dict[str, object]:
        """Return what the patient owes, and what she has paid."""
        owed = await billing.get(f"/balances/{patient_id}")
        paid = await billing.get(f"/payments/{patient_id}")
        logger.info("Balance shown", extra={"patient_id": patient_id})
        response.headers["Cache-Control"] = "no-store"
        data = {"owed": owed.json(), "paid": paid.json()}
        return {"success": True, "data": data, "meta": None, "error": None}

    return app


if __name__ == "__main__":
    log_to(sys.stdout)
    logging.getLogger("httpx2").setLevel("WARNING")  # the client below
    billing = httpx2.MockTransport(
        lambda asked: httpx2.Response(200, json=[asked.headers.get("traceparent")])
    )
    caller = {"traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}
    client = TestClient(create_app(billing), headers=caller)
    print("Billing was sent", client.get("/api/v1/patients/7/balance").json()["data"])
