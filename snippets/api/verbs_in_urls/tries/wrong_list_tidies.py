"""Keep the list of the clinic's clinicians, for the front desk."""

from itertools import count
from typing import Annotated, Any

from fastapi import Body, FastAPI, HTTPException, Response
from fastapi.testclient import TestClient
from pydantic import BaseModel

Answer = dict[str, Any]
app = FastAPI()
clinicians = {1: {"name": "Ada Lovelace", "phone": "0101"}}
numbers = count(2)


class Clinician(BaseModel):
    """A clinician, whole."""

    name: str
    phone: str


def envelope(data: object) -> Answer:
    """Return the four keys that every answer has."""
    return {"success": True, "data": data, "meta": None, "error": None}


@app.get("/api/v1/clinicians")
async def list_clinicians() -> Answer:
    """Return all clinicians, and forget those who cannot be called."""
    for number in list(clinicians):
        if not clinicians[number]["phone"]:
            del clinicians[number]
    return envelope([{"id": number, **clinicians[number]} for number in clinicians])


@app.post("/api/v1/clinicians", status_code=201)
async def create_clinician(clinician: Clinician, response: Response) -> Answer:
    """Register a clinician, and say where they are to be found."""
    number = next(numbers)
    clinicians[number] = clinician.model_dump()
    response.headers["Location"] = f"/api/v1/clinicians/{number}"
    return await get_clinician(number)


@app.get("/api/v1/clinicians/{number}")
async def get_clinician(number: int) -> Answer:
    """Return one clinician. Raises a 404 if nobody has the number."""
    if number not in clinicians:
        raise HTTPException(404, "No clinician has this number")
    return envelope({"id": number, **clinicians[number]})


@app.put("/api/v1/clinicians/{number}")
async def replace_clinician(number: int, clinician: Clinician) -> Answer:
    """Replace the whole clinician."""
    await get_clinician(number)
    clinicians[number] = clinician.model_dump()
    return await get_clinician(number)


@app.patch("/api/v1/clinicians/{number}")
async def change_clinician(number: int, phone: Annotated[str, Body(embed=True)]) -> Answer:
    """Change the clinician's phone."""
    await get_clinician(number)
    clinicians[number]["phone"] = phone
    return await get_clinician(number)


@app.delete("/api/v1/clinicians/{number}")
async def delete_clinician(number: int) -> Answer:
    """Remove the clinician."""
    await get_clinician(number)
    del clinicians[number]
    return envelope(None)


if __name__ == "__main__":
    print(*TestClient(app).get("/openapi.json").json()["paths"], sep="\n")
