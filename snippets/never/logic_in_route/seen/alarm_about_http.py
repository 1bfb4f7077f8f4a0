"""How often a caller may ask is about HTTP, and no job at night asks."""

from fastapi import FastAPI, HTTPException

from clinic.calls import calls_of

app, CALLS_A_MINUTE = FastAPI(), 60


@app.get("/api/v1/visits")
def list_visits(caller: str) -> list[str]:
    calls = calls_of(caller)
    if calls > CALLS_A_MINUTE:
        raise HTTPException(429)
    return []
