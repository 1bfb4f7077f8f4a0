"""The route answers with a model, and only the model says whether it is an envelope."""

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Clinician(BaseModel):
    name: str


@app.get("/api/v1/clinicians/{number}")
def get_clinician(number: int) -> Clinician:
    return Clinician(name="Ada Lovelace")
