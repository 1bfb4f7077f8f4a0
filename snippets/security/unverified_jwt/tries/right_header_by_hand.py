"""Show clinicians their patients, and who sits in the waiting room."""

import secrets
import time
from typing import Annotated

import jwt
from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException
from fastapi.testclient import TestClient

KEY = secrets.token_bytes(64)  # in production, from the environment
ISSUER = "https://login.clinic.example"
AUDIENCE = "records"
CHALLENGE = {"WWW-Authenticate": 'Bearer error="invalid_token"'}
PATIENTS = {"osei": ["Ada Lovelace: asthma"], "ito": ["Bob Khan: diabetes"]}
verifier = jwt.PyJWT({"require": ["exp", "sub", "iss", "aud"]})


def current_clinician(authorization: Annotated[str, Header()] = "") -> str:
    """Return the clinician that the bearer token names."""
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise HTTPException(401, "Please log in", {"WWW-Authenticate": "Bearer"})
    try:
        complete = verifier.decode_complete(
            token.strip(), KEY, ["HS256"], audience=AUDIENCE, issuer=[ISSUER]
        )
        claims = complete["payload"]
    except jwt.InvalidTokenError as error:
        raise HTTPException(401, headers=CHALLENGE) from error
    return str(claims["sub"])


api = APIRouter(prefix="/api/v1", dependencies=[Depends(current_clinician)])


@api.get("/patients")
def list_patients(clinician: Annotated[str, Depends(current_clinician)]) -> list[str]:
    """Return the patients of the clinician who asks."""
    return PATIENTS.get(clinician, [])


@api.get("/waiting-room")
def list_waiting() -> list[str]:
    """Return who is in the waiting room."""
    return ["Ada Lovelace", "Bob Khan"]


app = FastAPI()
app.include_router(api)

if __name__ == "__main__":
    client = TestClient(app)
    claims = {"sub": "osei", "iss": ISSUER, "aud": AUDIENCE, "exp": int(time.time()) + 900}
    for signer, key in (("the clinic", KEY), ("a stranger", bytes(64))):
        headers = {"Authorization": f"Bearer {jwt.encode(claims, key, 'HS256')}"}
        print(f"Signed by {signer}: {client.get('/api/v1/patients', headers=headers).json()}")
    print(f"Without a token: {client.get('/api/v1/waiting-room').json()}")
