"""Show when somebody could come next; the calendar service charges for each search."""

from collections import defaultdict
from time import monotonic

from fastapi import FastAPI
from fastapi.responses import PlainTextResponse
from fastapi.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send
from pydantic import BaseModel

bill: list[str] = []


class Answer(BaseModel):
    """The envelope of an answer."""

    success: bool = True
    data: dict[str, str]
    meta: None = None
    error: None = None


class Bucket:
    """Holds ten calls, and gets one more every three seconds."""

    def __init__(self) -> None:
        self.calls, self.since = 10.0, monotonic()

    def take(self) -> bool:
        """Return whether there was a call left."""
        moment = monotonic()
        self.calls, self.since = min(10.0, self.calls + (moment - self.since) / 3), moment
        taken = self.calls >= 1
        self.calls -= taken
        return taken


class Limited:
    """Refuses the calls of an address whose bucket is empty."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.buckets: defaultdict[str, Bucket] = defaultdict(Bucket)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on, or answer 429."""
        if scope["type"] == "http" and not self.buckets[scope["client"][0]].take():
            await PlainTextResponse("slow down", 429, {"Retry-After": "3"})(scope, receive, send)
        else:
            await self.app(scope, receive, send)


app = FastAPI()
app.add_middleware(Limited)


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
