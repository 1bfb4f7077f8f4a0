"""The class is itself a part of the repository, and the session is kept in another part."""

from sqlalchemy import text


class MissedAppointments:
    def __init__(self, repository: object) -> None:
        self.repository = repository

    def count(self) -> int:
        return self.repository.session.scalar(text("SELECT count(*) FROM appointments WHERE missed = 1"))
