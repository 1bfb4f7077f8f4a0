"""Show when somebody could come next; the calendar service charges for each search."""

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

bill: list[str] = []


class Answer(BaseModel):
    """The envelope of an answer."""

    success: bool = True
    data: dict[str, str]
    meta: None = None
    error: None = None


app = FastAPI()


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
