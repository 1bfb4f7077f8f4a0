"""The patient has asked to have her data erased, and the law says that they must be."""

from sqlalchemy import text
from sqlalchemy.orm import Session


def honour(session: Session, request_id: int) -> None:
    session.execute(text("DELETE FROM messages WHERE request_id = :id"), {"id": request_id})
