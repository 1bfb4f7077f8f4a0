"""Remind patients of their appointments, in one run each evening."""

import traceback
from collections.abc import Callable
from datetime import datetime


def send_reminders(due: dict[str, datetime], send: Callable[[str], None]) -> None:
    """Text each of these patients, whose appointment begins at this time."""
    for patient_id, starts_at in due.items():
        try:
            send(f"Your appointment is at {starts_at:%H:%M}")
        except ConnectionError:
            print(f"ERROR: no reminder for {patient_id}")
            traceback.print_exc()
        else:
            print(f"INFO: reminded {patient_id} of {starts_at:%H:%M}")


def run(due: dict[str, datetime], send: Callable[[str], None]) -> None:
    """Do the whole evening's work, from the start of the program."""
    send_reminders(due, send)


if __name__ == "__main__":

    def gateway(text: str) -> None:
        """Take the first text of the evening, and refuse the rest."""
        if "09:00" not in text:
            raise ConnectionError("the gateway said\n402 no credit")

    run({"P17": datetime(2027, 3, 2, 9), "P18": datetime(2027, 3, 2, 10)}, gateway)
