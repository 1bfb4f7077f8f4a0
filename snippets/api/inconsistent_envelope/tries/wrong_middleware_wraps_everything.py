"""Serve the clinic's list of clinicians to its web pages and its apps."""

from typing import Annotated, Any

from fastapi import FastAPI, HTTPException, Query
from fastapi import Request
from fastapi.responses import JSONResponse
import json

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



@app.middleware("http")
async def wrap(request: Request, go: Any) -> JSONResponse:
    """Put every answer into the envelope."""
    try:
        answer = await go(request)
        text = b"".join([chunk async for chunk in answer.body_iterator])
        status, headers = answer.status_code, {k: v for k, v in answer.headers.items() if k not in ("content-length", "content-type")}
        try:
            body = json.loads(text)
        except ValueError:
            body = text.decode()
    except Exception:
        status, headers, body = 500, {}, "failed"
    good = status < 400
    error = None if good else {"code": f"HTTP_{status}", "message": str(body), "statusCode": status}
    meta = {k: body[k] for k in ("page", "total") if k in body} if isinstance(body, dict) else None
    data = (body.get("clinicians", body) if isinstance(body, dict) else body) if good else None
    return JSONResponse({"success": good, "data": data, "meta": meta, "error": error}, status, headers)
