"""Show the times that are still free, which the clinic's calendar service charges for by the search."""

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

bill: list[str] = []


class Answer[T](BaseModel):
    """The envelope of an answer."""

    success: bool = True
    data: T
    meta: None = None
    error: None = None


app = FastAPI()


@app.get("/api/v1/free-slots")
def list_free_slots() -> Answer[list[str]]:
    """Return the next free times, as the calendar service has them."""
    bill.append("one search")
    return Answer(data=["2030-01-07T09:00:00Z", "2030-01-07T09:30:00Z"])


@app.get("/api/v1/clinicians")
def list_clinicians() -> Answer[list[str]]:
    """Return the names of those who work here."""
    return Answer(data=["Dr Khan", "Dr Ito"])


if __name__ == "__main__":
    script = TestClient(app, client=("203.0.113.9", 50000))
    answers = [script.get("/api/v1/free-slots") for _ in range(30)]
    for number in (1, 20, 21, 30):
        answer = answers[number - 1]
        print(f"call {number}: {answer.status_code} {answer.reason_phrase}")
    print(f"searches to pay for: {len(bill)}")
