"""Take what patients send from home: a weight from their scale, a score for their visit."""

from typing import Annotated, TypedDict

from fastapi import FastAPI, Form, Header, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import Field

app = FastAPI()
received: list[tuple[object, ...]] = []
Number = Annotated[int, Field(gt=0, lt=2**63)]
Points = Annotated[int, Form(ge=1, le=5)]


class Weight(TypedDict):
    """What a scale sends."""

    patient_id: Number
    kilograms: Annotated[float, Field(ge=1, le=400)]


def answer(kind: str) -> JSONResponse:
    """Answer for what was filed, with its number."""
    number = len(received)
    body = {"success": True, "data": {"id": number}, "meta": None, "error": None}
    return JSONResponse(body, 201, {"Location": f"/api/v1/{kind}/{number}"})


@app.post("/api/v1/weights")
async def add_weight(sent: Weight, x_scale: Annotated[int, Header(gt=0)]) -> JSONResponse:
    """File a weight, with the number of the scale that took it."""
    received.append((x_scale, sent["patient_id"], sent["kilograms"]))
    return answer("weights")


@app.post("/api/v1/scores")
async def add_score(patient_id: Annotated[int, Form(gt=0)], score: Points) -> JSONResponse:
    """File a score from the form."""
    received.append((patient_id, score))
    return answer("scores")


@app.exception_handler(RequestValidationError)
def refuse(request: Request, error: RequestValidationError) -> JSONResponse:
    """Say what is malformed."""
    faults = [(".".join(map(str, one["loc"])), one["msg"]) for one in error.errors()]
    shown = {
        "code": "VALIDATION_FAILED",
        "message": "The request is malformed",
        "statusCode": 400,
        "details": [{"field": field, "message": text} for field, text in faults],
    }
    body = {"success": False, "data": None, "meta": None, "error": shown}
    return JSONResponse(body, 400)


if __name__ == "__main__":
    client = TestClient(app, raise_server_exceptions=False)
    print(client.post("/api/v1/weights", json={"patient_id": 7}).text)
    print(client.post("/api/v1/scores", data={"patient_id": 7, "score": "five"}).text)
