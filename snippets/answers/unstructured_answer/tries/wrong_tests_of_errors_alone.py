"""An answer to the question: how do we split an invoice between patients who came together?"""

ANSWER = '''\
## 📋 Overview

`split` divides an invoice between the patients who came together.
The shares are whole pence and add up to the invoice, so the books balance.

## 🏛️ Architecture Decision

Whole pence rather than decimal pounds, since thirds of ten pounds lose a penny.
The price: each page divides by 100 before it shows an amount.

## 💻 Implementation

```python title="invoices.py"
"""Split invoices."""


def split(pence: int, patients: int) -> list[int]:
    """Return the share of each patient; all of them make the invoice."""
    if pence < 0 or patients < 1:
        raise ValueError(f"cannot split {pence} between {patients}")
    share, odd = divmod(pence, patients)
    return [share + 1] * odd + [share] * (patients - odd)
```

## ⚠️ Important Considerations

A refund is below zero and is refused, since the odd penny would go to somebody who
never paid it. Give back to each patient what they paid.

## 🧪 Testing

Run `pytest`.

```python title="test_invoices.py"
import pytest

from invoices import split


@pytest.mark.parametrize("patients", [0, -1])
def test_nobody_cannot_pay(patients: int) -> None:
    with pytest.raises(ValueError):
        split(1000, patients)
```
'''

if __name__ == "__main__":
    print(ANSWER)
