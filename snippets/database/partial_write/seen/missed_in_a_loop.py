"""One commit on the page, and as many in the database as there are visits."""

from sqlalchemy.orm import Session

from clinic.tables import Visit


def book(session: Session, visits: list[Visit]) -> None:
    for visit in visits:
        session.add(visit)
        session.commit()
