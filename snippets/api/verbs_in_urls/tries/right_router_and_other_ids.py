"""Clinicians by a router, with a class for the store."""
from uuid import uuid4

from fastapi import APIRouter, FastAPI, HTTPException, Request, Response
from pydantic import BaseModel


class Person(BaseModel):
    """A clinician."""

    name: str
    phone: str


class Part(BaseModel):
    """Some of it."""

    name: str | None = None
    phone: str | None = None


store: dict[str, Person] = {"a1": Person(name="Ada Lovelace", phone="0101")}
router = APIRouter(prefix="/clinicians", tags=["clinicians"])


def known(key: str) -> Person:
    """Return her, or 404."""
    try:
        return store[key]
    except KeyError:
        raise HTTPException(404) from None


@router.get("")
def index() -> dict[str, object]:
    """All."""
    return {"success": True, "data": [{"id": key, **one.model_dump()} for key, one in store.items()], "meta": {"total": len(store)}, "error": None}


@router.post("", status_code=201)
def post(person: Person, request: Request, response: Response) -> dict[str, object]:
    """Create."""
    key = uuid4().hex
    store[key] = person
    response.headers["location"] = str(request.url_for("one", key=key))
    return {"success": True, "data": {"id": key}, "meta": None, "error": None}


@router.get("/{key}", name="one")
def one(key: str) -> dict[str, object]:
    """One."""
    return {"success": True, "data": {"id": key, **known(key).model_dump()}, "meta": None, "error": None}


@router.put("/{key}", status_code=204)
def put(key: str, person: Person) -> None:
    """Replace."""
    known(key)
    store[key] = person


@router.patch("/{key}", status_code=204)
def patch(key: str, part: Part) -> None:
    """Change."""
    store[key] = known(key).model_copy(update=part.model_dump(exclude_unset=True))


@router.delete("/{key}", status_code=204)
def delete(key: str) -> None:
    """Remove."""
    known(key)
    del store[key]


app = FastAPI()
app.include_router(router, prefix="/api/v1")
