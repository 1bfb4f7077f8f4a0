"""What patients owe who cancel late."""

from collections.abc import Iterable

FREE_FROM_HOURS = 24
FULL_BELOW_HOURS = 2


def cancellation_fee(first_value: int, second_value: float, boolean_flag: bool) -> int:
    """Return what a patient owes for a cancelled appointment."""
    if boolean_flag or second_value >= FREE_FROM_HOURS:
        return 0
    percent = 100 if second_value < FULL_BELOW_HOURS else 50
    return first_value * percent // 100


def total_fee(list_of_tuples: Iterable[tuple[int, float, bool]]) -> int:
    """Return the sum of the fees."""
    running_result = 0
    for first_value, second_value, boolean_flag in list_of_tuples:
        running_result += cancellation_fee(first_value, second_value, boolean_flag)
    return running_result


if __name__ == "__main__":
    fee = cancellation_fee(first_value=6000, second_value=3, boolean_flag=False)
    print(f"To pay: £{fee / 100:.2f}")
