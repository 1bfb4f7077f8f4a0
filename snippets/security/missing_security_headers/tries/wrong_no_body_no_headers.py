"""Serve patients to the clinic's front end, whose pages come from another origin."""

from fastapi import APIRouter, FastAPI, HTTPException
from fastapi.middleware.cors import CORSMiddleware
from fastapi.testclient import TestClient
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FRONT_END = "https://app.clinic.example"
PATIENTS = {"1": {"name": "Ada Lovelace"}, "2": {"surname": "Khan"}}
HEADERS = {
    "Cache-Control": "no-store",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
}
router = APIRouter(prefix="/api/v1")


def found(patient_id: str) -> dict[str, str]:
    """Return the patient. Raises a 404 for an unknown number."""
    if patient_id not in PATIENTS:
        raise HTTPException(404, "No such patient")
    return PATIENTS[patient_id]


@router.get("/patients/{patient_id}")
def read_patient(patient_id: str) -> str:
    """Return the patient's name."""
    return found(patient_id)["name"]


@router.put("/patients/{patient_id}/arrival", status_code=204)
def check_in(patient_id: str) -> None:
    """Note that the patient is in the waiting room."""
    found(patient_id)["arrived"] = "yes"


def with_headers(application: ASGIApp) -> ASGIApp:
    """Return the application with HEADERS on every answer, failures too, unless it has its own."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] != 204:
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await application(scope, receive, send_with_headers)

    return serve


api = FastAPI()
api.include_router(router)
cors = CORSMiddleware(
    api, allow_origins=[FRONT_END], allow_credentials=True, allow_methods=["GET", "PUT"]
)
app = with_headers(cors)


if __name__ == "__main__":
    browser = TestClient(app)
    answer = browser.get("/api/v1/patients/1", headers={"Origin": "https://evil.example"})
    print(answer.status_code, answer.reason_phrase)
    print("\n".join(f"{name}: {value}" for name, value in answer.headers.items()))
