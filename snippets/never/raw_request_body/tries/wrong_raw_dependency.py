"""Take what patients send from home: a weight from their scale, a score for their visit."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import Depends, FastAPI, Header, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel, ConfigDict, Field, ValidationError

app = FastAPI()
received: list[Mapping[str, object]] = []


class Weight(BaseModel):
    """What a scale sends."""

    model_config = ConfigDict(extra="forbid")
    patient_id: int = Field(strict=True, gt=0, lt=2**63)
    kilograms: float = Field(strict=True, ge=1, le=400, allow_inf_nan=False)


class Score(BaseModel):
    """What a patient fills in after a visit."""

    model_config = ConfigDict(extra="forbid")
    patient_id: int = Field(gt=0, lt=2**63)
    score: int = Field(ge=1, le=5)


def keep(kind: str, entry: Mapping[str, object]) -> JSONResponse:
    """File what was sent, and answer with its number."""
    received.append(entry)
    number = len(received)
    body = {"success": True, "data": {"id": number}, "meta": None, "error": None}
    return JSONResponse(body, 201, {"Location": f"/api/v1/{kind}/{number}"})


async def read_weight(request: Request) -> Weight:
    """Read the body."""
    try:
        return Weight.model_validate_json(await request.body())
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from None


async def read_score(request: Request) -> Score:
    """Read the form."""
    try:
        return Score.model_validate(dict(await request.form()))
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from None


@app.post("/api/v1/weights")
async def add_weight(
    sent: Annotated[Weight, Depends(read_weight)], scale: Annotated[int, Header(alias="X-Scale", gt=0)]
) -> JSONResponse:
    """File a weight, with the number of the scale that took it."""
    return keep("weights", {"scale": scale, **sent.model_dump()})


@app.post("/api/v1/scores")
async def add_score(sent: Annotated[Score, Depends(read_score)]) -> JSONResponse:
    """File a score from the form."""
    return keep("scores", sent.model_dump())


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
