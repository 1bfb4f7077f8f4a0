"""The log: one line of JSON for each record, with the ID of the request that it belongs to."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TextIO

from pythonjsonlogger.json import JsonFormatter

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
_logger = logging.getLogger(__name__)


def log_to(stream: TextIO) -> None:
    """Write the log to the stream, what the server says too."""
    handler = logging.StreamHandler(stream)
    handler.addFilter(_add_context)
    fields = ["levelname", "request_id", "message"]
    names = {"levelname": "level"}
    handler.setFormatter(JsonFormatter(fields, timestamp=True, rename_fields=names))
    logging.basicConfig(level="INFO", handlers=[handler], force=True)
    for name in ("uvicorn", "uvicorn.access"):
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True


def _add_context(record: logging.LogRecord) -> bool:
    record.request_id = request_id.get()
    return True


@contextmanager
def logged(operation: str, **what: object) -> Iterator[None]:
    """Log that the operation has started, and how it ended. Hand in IDs, and nobody's name."""
    about = {"operation": operation, **{name: str(value) for name, value in what.items()}}
    _logger.info("Started", extra={"outcome": "started", **about})
    try:
        yield
    except BaseException as error:
        reason = getattr(error, "code", type(error).__name__)
        _logger.info("Failed", extra={"outcome": "failed", "reason": reason, **about})
        raise
    _logger.info("Succeeded", extra={"outcome": "succeeded", **about})
