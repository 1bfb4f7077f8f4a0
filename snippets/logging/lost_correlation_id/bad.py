"""Show what patients owe, which the billing service knows."""

import logging
import sys
from contextvars import ContextVar
from secrets import token_hex
from typing import TextIO

import httpx2
from fastapi import FastAPI, Request, Response
from fastapi.testclient import TestClient
from pythonjsonlogger.json import JsonFormatter
from starlette.middleware.base import RequestResponseEndpoint

BILLING = "http://billing.example"
logger = logging.getLogger("clinic")
trace_id: ContextVar[str | None] = ContextVar("trace_id", default=None)


def add_trace(record: logging.LogRecord) -> bool:
    """Note on the record which trace it belongs to."""
    record.trace_id = trace_id.get()
    return True


def log_to(stream: TextIO) -> None:
    """Write the log to the stream, as JSON."""
    handler = logging.StreamHandler(stream)
    handler.addFilter(add_trace)
    shown = ["levelname", "trace_id", "message"]
    handler.setFormatter(JsonFormatter(shown, timestamp=True, rename_fields={"levelname": "level"}))
    logging.basicConfig(level="INFO", handlers=[handler], force=True)


async def keep_trace(request: Request, call_next: RequestResponseEndpoint) -> Response:
    """Begin a trace for the request."""
    own = token_hex(16)
    trace_id.set(own)
    response = await call_next(request)
    response.headers["X-Trace-ID"] = own
    return response


def create_app(network: httpx2.AsyncBaseTransport) -> FastAPI:
    """Return the application, which reaches the billing service over this network."""
    app = FastAPI()
    app.middleware("http")(keep_trace)
    billing = httpx2.AsyncClient(base_url=BILLING, transport=network, timeout=5)

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
