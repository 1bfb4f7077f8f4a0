"""Serve the clinic's list of clinicians to its web pages and its apps."""

from typing import Annotated, Any

from fastapi import FastAPI, HTTPException, Query
from fastapi.testclient import TestClient

clinicians = {1: "Ada Lovelace", 2: "Bob Khan", 3: "Cleo Ito"}
app = FastAPI()
Answer = dict[str, Any]


@app.get("/api/v1/clinicians")
async def list_clinicians(page: Annotated[int, Query(ge=1)] = 1) -> Answer:
    """Return a page of clinicians, two at a time."""
    found = [{"id": number, "name": name} for number, name in clinicians.items()]
    return {"clinicians": found[page * 2 - 2 : page * 2], "page": page, "total": len(found)}


@app.get("/api/v1/clinicians/{number}")
async def get_clinician(number: int) -> Answer:
    """Return one clinician."""
    if number not in clinicians:
        raise HTTPException(404, "No clinician has this number")
    return {"id": number, "name": clinicians[number]}


if __name__ == "__main__":
    client = TestClient(app)
    for path in ("clinicians", "clinicians/1", "clinicians/9", "clinicians/x", "nothing"):
        print(path, client.get(f"/api/v1/{path}").json())
