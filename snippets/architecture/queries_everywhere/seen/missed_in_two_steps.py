"""The session gets a name of its own first, and then looks like one that was handed in."""

from sqlalchemy import text
from sqlalchemy.orm import Session


class Reception:
    def __init__(self, appointments: object) -> None:
        self.appointments = appointments

    def times(self, patient: str) -> int:
        session: Session = self.appointments.session
        return session.scalar(text("SELECT count(*) FROM appointments WHERE patient = :patient"), {"patient": patient})
