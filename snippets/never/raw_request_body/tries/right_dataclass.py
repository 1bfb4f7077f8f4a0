"""Take what patients send from home: a weight from their scale, a score for their visit."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Annotated

from fastapi import FastAPI, Form, Header
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import Field

app = FastAPI()
received: list[Mapping[str, object]] = []


@dataclass
class Weight:
    """What a scale sends."""

    patient_id: Annotated[int, Field(strict=True, gt=0)]
    kilograms: Annotated[float, Field(strict=True, ge=1, le=400)]


def keep(kind: str, entry: Mapping[str, object]) -> JSONResponse:
    """File what was sent, and answer with its number."""
    received.append(entry)
    number = len(received)
    body = {"success": True, "data": {"id": number}, "meta": None, "error": None}
    return JSONResponse(body, 201, {"Location": f"/api/v1/{kind}/{number}"})


@app.post("/api/v1/weights")
async def add_weight(
    sent: Weight, scale: Annotated[int, Header(alias="X-Scale", gt=0)]
) -> JSONResponse:
    """File a weight, with the number of the scale that took it."""
    return keep("weights", {"scale": scale, **asdict(sent)})


@app.post("/api/v1/scores")
def add_score(
    patient_id: Annotated[int, Form(gt=0)], score: Annotated[int, Form(gt=0, lt=6)]
) -> JSONResponse:
    """File a score from the form."""
    return keep("scores", {"score": score, "patient_id": patient_id})


if __name__ == "__main__":
    client = TestClient(app, raise_server_exceptions=False)
    print(client.post("/api/v1/weights", json={"patient_id": 7}).text)
    print(client.post("/api/v1/scores", data={"patient_id": 7, "score": "five"}).text)
