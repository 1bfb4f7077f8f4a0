"""One answer for every error, whichever route it comes from."""

import logging

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from booking.api.views import Detail, Failure, Fault
from booking.domain.refusals import Conflict, NotFound, Refused

_logger = logging.getLogger(__name__)


def answer_error(request: Request, error: Exception) -> JSONResponse:
    """Return the error in the envelope; of a bug, only that it is ours."""
    fault = _fault(error)
    if fault.status_code >= 500:  # noqa: PLR2004 - where HTTP's errors of a server begin
        _logger.error("A bug in %s %s", request.method, request.url.path, exc_info=error)
    body = Failure(error=fault).model_dump(mode="json", by_alias=True)
    return JSONResponse(body, fault.status_code, getattr(error, "headers", None))


def _fault(error: Exception) -> Fault:
    match error:
        case RequestValidationError():
            text, details = "The request is malformed", _details(error)
            return Fault(code="VALIDATION_FAILED", message=text, status_code=400, details=details)
        case Refused(code=code, message=message):
            return Fault(code=code, message=message, status_code=_status(error))
        case HTTPException(status_code=status, detail=message):
            return Fault(code=f"HTTP_{status}", message=message, status_code=status)
        case _:
            return Fault(code="INTERNAL_ERROR", message="The fault is ours", status_code=500)


def _status(refused: Refused) -> int:
    match refused:
        case NotFound():
            return 404
        case Conflict():
            return 409
        case _:
            return 422


def _details(error: RequestValidationError) -> list[Detail]:
    """Return all that is malformed at once, without what was sent: that is a patient's."""
    return [
        Detail(field=".".join(map(str, fault["loc"])), message=fault["msg"])
        for fault in error.errors()
    ]
