"""What the clinic refuses: errors with a code for programs. They know nothing of HTTP."""


class Refused(Exception):
    """A rule of the clinic does not allow it."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class NotFound(Refused):
    """There is nothing of this ID."""


class Conflict(Refused):
    """It does not fit what is there now."""
