"""The dictionary belongs to an object, and the tool does not see how long that lives, or how many there are."""

import secrets


class Codes:
    def __init__(self) -> None:
        self._issued: dict[str, str] = {}

    def issue(self, patient: str) -> str:
        code = secrets.token_urlsafe(16)
        self._issued[code] = patient
        return code


codes = Codes()
