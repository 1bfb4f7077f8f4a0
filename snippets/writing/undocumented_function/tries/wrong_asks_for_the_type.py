"""Take a discount off an invoice, and divide an invoice into instalments."""

from decimal import ROUND_DOWN, Decimal

CENT = Decimal("0.01")


def discounted(total: Decimal, discount: Decimal) -> Decimal:
    """Return the total with a discount in per cent off.

    Raises ValueError unless the discount is from 0 to 100.

    >>> isinstance(discounted(Decimal("90.00"), Decimal(10)), Decimal)
    True
    """
    if not 0 <= discount <= 100:
        raise ValueError(f"a discount is from 0 to 100 per cent, not {discount}")
    return (total * (100 - discount) / 100).quantize(CENT)


def instalments(total: Decimal, months: int) -> list[Decimal]:
    """Return the instalments, month by month; odd cents are in the first.

    Raises ValueError for fewer than one month.

    >>> instalments(Decimal("10.00"), 4)
    [Decimal('2.50'), Decimal('2.50'), Decimal('2.50'), Decimal('2.50')]
    >>> instalments(Decimal("10.00"), 3)[0]
    Decimal('3.34')
    """
    if months < 1:
        raise ValueError(f"there is at least one instalment, not {months}")
    each = (total / months).quantize(CENT, rounding=ROUND_DOWN)
    return [total - each * (months - 1)] + [each] * (months - 1)


if __name__ == "__main__":
    help(discounted)
    print("per month:", *instalments(Decimal("100.00"), 3))
