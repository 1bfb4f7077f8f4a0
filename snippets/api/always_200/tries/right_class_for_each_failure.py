"""Keep the diary: one handler for each kind of failure, errors as classes, the answers as objects."""
import secrets
from fastapi import APIRouter, Depends, FastAPI, Header, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel

class Problem(Exception):
    status, code = 500, "INTERNAL_ERROR"
class NotLoggedIn(Problem):
    status, code = 401, "NOT_LOGGED_IN"
class Forbidden(Problem):
    status, code = 403, "FORBIDDEN"
class Missing(Problem):
    status, code = 404, "NOT_FOUND"
class Busy(Problem):
    status, code = 409, "BUSY"
class Closed(Problem):
    status, code = 422, "CLOSED"

class Appointment(BaseModel):
    clinician: str
    hour: int

app = FastAPI()
tokens = {"receptionist": secrets.token_hex(), "clinician": secrets.token_hex()}
diary: list[Appointment] = []

def failure(status: int, code: str, headers: dict[str, str] | None = None) -> JSONResponse:
    """Return the answer to a request that failed."""
    return JSONResponse({"success": False, "data": None, "meta": None, "error": {"code": code, "message": code, "statusCode": status}}, status_code=status, headers=headers)

@app.exception_handler(Problem)
def problem(request: Request, error: Problem) -> JSONResponse:
    """Answer with the status of the class."""
    return failure(error.status, error.code, {"WWW-Authenticate": "Bearer"} if error.status == 401 else {})
@app.exception_handler(RequestValidationError)
def malformed(request: Request, error: Exception) -> JSONResponse:
    """Answer to what no model takes."""
    return failure(400, "VALIDATION_FAILED")
@app.exception_handler(500)
def bug(request: Request, error: Exception) -> JSONResponse:
    """Answer for a bug."""
    return failure(500, "INTERNAL_ERROR")

def role_of(authorization: str = Header("")) -> str:
    """Return the role that the token was given to."""
    roles = {token: role for role, token in tokens.items()}
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or token not in roles:
        raise NotLoggedIn
    return roles[token]

router = APIRouter(prefix="/api/v1/appointments", dependencies=[Depends(role_of)])

@router.get("/{number}")
def read(number: int) -> dict[str, object]:
    """Return one appointment."""
    if not 1 <= number <= len(diary):
        raise Missing
    return {"success": True, "data": diary[number - 1], "meta": None, "error": None}

@router.post("")
def book(wanted: Appointment, request: Request, role: str = Depends(role_of)) -> JSONResponse:
    """Book an appointment."""
    if role == "clinician":
        raise Forbidden
    if wanted in diary:
        raise Busy
    if wanted.hour not in range(8, 18):
        raise Closed
    diary.append(wanted)
    address = str(request.url_for("read", number=len(diary)))
    return JSONResponse({"success": True, "data": wanted.model_dump(), "meta": None, "error": None}, 201, {"Location": address})

app.include_router(router)
