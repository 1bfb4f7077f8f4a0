"""Take a discount off an invoice, and divide an invoice into instalments."""

from collections.abc import Sequence
from decimal import Decimal


def discounted(total: Decimal, discount: Decimal) -> Decimal:
    """Take a discount off.

    Args:
        total: What is owed without it.
        discount: How much of a hundred is taken off, from 0 to 100.

    Returns:
        What is left to pay, to the cent.

    Raises:
        ValueError: The discount is no share of a hundred.

    Examples:
        >>> discounted(Decimal("90.00"), Decimal("10"))
        Decimal('81.00')
        >>> discounted(Decimal("90.00"), Decimal("101"))
        Traceback (most recent call last):
        ValueError: 101
    """
    if discount < 0 or discount > 100:
        raise ValueError(discount)
    return round(total - total * discount / 100, 2)


def instalments(total: Decimal, months: int) -> Sequence[Decimal]:
    """Divide a total into equal instalments, the first with the cents that are left over.

    Args:
        total: What is divided.
        months: How many instalments there are, one or more.

    Raises:
        ValueError: There would be none.

    >>> [str(one) for one in instalments(Decimal("0.05"), 2)]
    ['0.03', '0.02']
    """
    if months <= 0:
        raise ValueError(months)
    each, odd = divmod(int(total * 100), months)
    return [Decimal(each + (odd if not number else 0)) / 100 for number in range(months)]


if __name__ == "__main__":
    print(instalments(Decimal("100.00"), 3))
