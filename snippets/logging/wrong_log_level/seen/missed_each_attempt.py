"""An error for each attempt, though the next one may succeed."""

import logging
from collections.abc import Callable

logger = logging.getLogger(__name__)


def send(gateways: list[Callable[[], None]]) -> bool:
    for gateway in gateways:
        try:
            gateway()
        except ConnectionError:
            logger.exception("Gateway failed")
        else:
            return True
    return False
