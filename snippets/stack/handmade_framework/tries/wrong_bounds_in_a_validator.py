"""Book the clinic's appointments over HTTP."""

from datetime import date
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Query, Response
from fastapi.testclient import TestClient
from pydantic import AfterValidator, BaseModel, Field


def short(minutes: int) -> int:
    """Return the minutes. Raises ValueError if they are out of bounds."""
    if not 10 <= minutes <= 60:
        raise ValueError("between 10 and 60")
    return minutes


class Booking(BaseModel):
    """What somebody wants to book."""

    patient: Annotated[str, Field(min_length=1, max_length=100)]
    day: date
    minutes: Annotated[int, AfterValidator(short)]


def keep_private(response: Response) -> None:
    """Keep patients' data out of every cache."""
    response.headers["Cache-Control"] = "no-store"


app = FastAPI(title="Appointments", dependencies=[Depends(keep_private)])
booked: list[Booking] = []


@app.post("/api/v1/appointments", status_code=201)
def book(booking: Booking) -> dict[str, Any]:
    """Book an appointment."""
    booked.append(booking)
    data = booking.model_dump(mode="json")
    return {"success": True, "data": data, "meta": None, "error": None}


@app.get("/api/v1/appointments")
def list_day(day: date, limit: Annotated[int, Query(ge=1, le=100)] = 20) -> dict[str, Any]:
    """Return the first appointments of a day, and how many there are."""
    found = [one.model_dump(mode="json") for one in booked if one.day == day]
    meta = {"page": 1, "total": len(found)}
    return {"success": True, "data": found[:limit], "meta": meta, "error": None}


if __name__ == "__main__":
    client = TestClient(app)
    for minutes in (30, "long", 90):
        wish = {"patient": "Ada Lovelace", "day": "2030-01-07", "minutes": minutes}
        print(minutes, "minutes:", client.post("/api/v1/appointments", json=wish).status_code)
    print("Documented:", [*client.get("/openapi.json").json()["paths"]])
