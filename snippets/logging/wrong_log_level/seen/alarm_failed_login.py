"""A failed login is the caller's, and belongs at info. The tool sees that something failed, and not whose it is."""

import logging
from collections.abc import Callable

logger = logging.getLogger(__name__)


def log_in(name: str, verify: Callable[[str], None]) -> bool:
    try:
        verify(name)
    except PermissionError:
        logger.info("Login failed", extra={"user": name})
        return False
    return True
