"""Take what patients send from home: a weight from their scale, a score for their visit."""

from collections.abc import Mapping

from fastapi import FastAPI, Request

from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient


app = FastAPI()
received: list[Mapping[str, object]] = []


def keep(kind: str, entry: Mapping[str, object]) -> JSONResponse:
    """File what was sent, and answer with its number."""
    received.append(entry)
    number = len(received)
    body = {"success": True, "data": {"id": number}, "meta": None, "error": None}
    return JSONResponse(body, 201, {"Location": f"/api/v1/{kind}/{number}"})


@app.post("/api/v1/weights")
async def add_weight(request: Request) -> JSONResponse:
    """File a weight, with the number of the scale that took it."""
    sent = await request.json()
    weight = {name: sent[name] for name in ("patient_id", "kilograms")}
    return keep("weights", {"scale": request.headers["X-Scale"], **weight})


@app.post("/api/v1/scores")
async def add_score(request: Request) -> JSONResponse:
    """File a score from the form."""
    sent = await request.form()
    score = {name: sent[name] for name in ("patient_id", "score")}
    return keep("scores", score)


@app.exception_handler(KeyError)
@app.exception_handler(ValueError)
@app.exception_handler(TypeError)
def refuse(request: Request, error: Exception) -> JSONResponse:
    """Say what is malformed."""
    faults = [("body", "A field is missing or cannot be read")]
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
