"""Send the one-time codes that patients log in with, as text messages."""

import secrets

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, Field

outbox: list[str] = []


class CodeRequest(BaseModel):
    """Where the code is to go."""

    phone: str = Field(pattern=r"^\+[0-9]{8,15}$")


app = FastAPI()


@app.post("/login-codes", status_code=202)
def send_login_code(wanted: CodeRequest) -> dict[str, str]:
    """Text a new code to the patient's phone."""
    code = f"{secrets.randbelow(1_000_000):06}"
    outbox.append(f"To {wanted.phone}: your code is {code}")
    return {"status": "sent"}


if __name__ == "__main__":
    script = TestClient(app, client=("203.0.113.9", 50000))
    for call in range(1, 9):
        answer = script.post("/login-codes", json={"phone": f"+44770090010{call}"})
        print(f"call {call}: {answer.status_code} {answer.reason_phrase}")
    print(f"text messages to pay for: {len(outbox)}")
