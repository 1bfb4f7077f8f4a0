"""The application's own class of responses puts each answer into the envelope, in another file."""

from fastapi import APIRouter

router = APIRouter(prefix="/api/v1")


@router.get("/clinicians/{number}")
def get_clinician(number: int) -> dict[str, object]:
    return {"id": number, "name": "Ada Lovelace"}
