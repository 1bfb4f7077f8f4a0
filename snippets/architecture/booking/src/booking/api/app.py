"""The application: routes, the handler of all errors, and what is on every answer."""

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from booking.api.errors import answer_error
from booking.api.headers import identified, keep_private
from booking.api.routes import router
from booking.domain.refusals import Refused
from booking.service import Reception


def create_app(reception: Reception) -> ASGIApp:
    """Return the API of this reception."""
    app = FastAPI(title="Booking", docs_url=None, redoc_url=None)
    app.state.reception = reception
    app.include_router(router)
    for kind in (Refused, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, answer_error)
    return identified(keep_private(app))
