"""The encoder takes a row and a model alike, and nothing here says which of them this is."""

from fastapi import FastAPI
from fastapi.encoders import jsonable_encoder

from clinic.tables import find_patient

app = FastAPI()


@app.get("/api/v1/patients/{patient_id}")
def get_patient(patient_id: int) -> object:
    return jsonable_encoder(find_patient(patient_id))
