"""A logger of functions: nothing in the names tells it from other code that writes JSON."""

import json
import sys

context: dict[str, object] = {}


def info(message: str) -> None:
    sys.stdout.write(json.dumps({"level": "INFO", "message": message, **context}))


def error(message: str) -> None:
    sys.stdout.write(json.dumps({"level": "ERROR", "message": message, **context}))
