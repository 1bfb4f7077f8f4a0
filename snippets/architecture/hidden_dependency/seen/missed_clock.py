"""The clock is asked from the machine. Most calls of it are harmless, so the tool leaves them all alone."""

from datetime import UTC, datetime


class Visit:
    def __init__(self, starts_at: datetime) -> None:
        self.starts_at = starts_at

    def is_over(self) -> bool:
        return datetime.now(UTC) > self.starts_at
