"""Show when somebody could come next; the calendar service charges for each search."""

import time
from collections.abc import Awaitable, Callable
from math import ceil

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from pydantic import BaseModel

LIMIT = parse("20/minute")
limiter = MovingWindowRateLimiter(MemoryStorage())
COSTLY = "/api/v1/next-free-slot"
bill: list[str] = []


class Answer(BaseModel):
    """The envelope of an answer."""

    success: bool = True
    data: dict[str, str]
    meta: None = None
    error: None = None


app = FastAPI()


@app.middleware("http")
async def limit_rate(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """Count each call for the address it came from, and answer 429 to one too many."""
    host = request.client.host if request.client else "unknown"
    address = host if request.url.path == COSTLY else "everybody else"
    if limiter.hit(LIMIT, address):
        return await call_next(request)
    free_at, _ = limiter.get_window_stats(LIMIT, address)
    seconds = max(1, ceil(free_at - time.time()))
    message = f"Please wait {seconds} seconds."
    error = {"code": "TOO_MANY_REQUESTS", "message": message, "statusCode": 429}
    body = {"success": False, "data": None, "meta": None, "error": error}
    return JSONResponse(body, 429, {"Retry-After": str(seconds)})


@app.get("/api/v1/next-free-slot")
def find_next_free_slot() -> Answer:
    """Return the next free time, as the calendar service has it."""
    bill.append("one search")
    return Answer(data={"starts_at": "2030-01-07T09:00:00Z"})


@app.get("/api/v1/opening-hours")
def read_opening_hours() -> Answer:
    """Return when the clinic is open, by its own clock."""
    return Answer(data={"opens": "08:00", "closes": "18:00"})


if __name__ == "__main__":
    script = TestClient(app, client=("203.0.113.9", 50000))
    answers = [script.get("/api/v1/next-free-slot") for _ in range(30)]
    for number in (1, 20, 21, 30):
        answer = answers[number - 1]
        print(f"call {number}: {answer.status_code} {answer.reason_phrase}")
    print(f"searches to pay for: {len(bill)}")
