"""FastAPI is there, and this route goes past it. NEV03 finds it."""

from fastapi import FastAPI, Request

app = FastAPI()


@app.post("/api/v1/appointments")
async def book(request: Request) -> dict[str, object]:
    body = await request.json()
    return {"patient": body["patient"]}
