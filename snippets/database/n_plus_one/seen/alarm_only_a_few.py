"""There are three rooms, and there will never be thirty."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic.tables import ROOMS, Visit


def next_visits(session: Session) -> list[Visit | None]:
    return [session.scalar(select(Visit).where(Visit.room == room).order_by(Visit.day)) for room in ROOMS]
