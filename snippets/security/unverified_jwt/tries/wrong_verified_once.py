"""Show clinicians their patients, and who sits in the waiting room."""

import secrets
import time
from functools import lru_cache
from typing import Annotated

import jwt
from fastapi import APIRouter, Depends, FastAPI, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from fastapi.testclient import TestClient

KEY = secrets.token_bytes(64)  # in production, from the environment
ISSUER = "https://login.clinic.example"
AUDIENCE = "records"
CHALLENGE = {"WWW-Authenticate": 'Bearer error="invalid_token"'}
PATIENTS = {"osei": ["Ada Lovelace: asthma"], "ito": ["Bob Khan: diabetes"]}
Credentials = Annotated[HTTPAuthorizationCredentials, Depends(HTTPBearer())]


@lru_cache(maxsize=1024)
def claims_of(token: str) -> dict[str, object]:
    """Return the claims of a token, verified once since that costs time."""
    return dict(
        jwt.decode(
            token,
            KEY,
            algorithms=["HS256"],
            issuer=ISSUER,
            audience=AUDIENCE,
            options={"require": ["exp", "sub"]},
        )
    )


def current_clinician(credentials: Credentials) -> str:
    """Return the clinician that the bearer token names."""
    try:
        claims = claims_of(credentials.credentials)
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
