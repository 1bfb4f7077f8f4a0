"""Send the one-time codes that patients log in with, as text messages."""

import secrets
import time
from math import ceil

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.testclient import TestClient
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from pydantic import BaseModel, Field

LIMIT = parse("5/minute")
limiter = FixedWindowRateLimiter(MemoryStorage())
outbox: list[str] = []


class CodeRequest(BaseModel):
    """Where the code is to go."""

    phone: str = Field(pattern=r"^\+[0-9]{8,15}$")


async def limit_rate(request: Request) -> None:
    """Count the call for the address it came from. Raises a 429 for one too many."""
    address = request.client.host if request.client else "unknown"
    if not limiter.hit(LIMIT, address):
        seconds = limiter.get_window_stats(LIMIT, address).reset_time - time.time()
        retry = {"Retry-After": str(max(1, ceil(seconds)))}
        raise HTTPException(429, "Too many requests, please wait", retry)


app = FastAPI(dependencies=[Depends(limit_rate)])


@app.post("/login-codes", status_code=202)
def send_login_code(wanted: CodeRequest) -> dict[str, str]:
    """Text a new code to the patient's phone."""
    code = f"{secrets.randbelow(1_000_000):06}"
    outbox.append(f"To {wanted.phone}: your code is {code}")
    return {"status": "sent"}


if __name__ == "__main__":
    script = TestClient(app, client=("203.0.113.9", 50000))
    for call in range(1, 9):
        answer = script.post("/login-codes", json={"phone": f"+44770090010{call}"})
        print(f"call {call}: {answer.status_code} {answer.reason_phrase}")
    print(f"text messages to pay for: {len(outbox)}")
