"""An answer to the question: how do we split an invoice between patients who came together?"""

ANSWER = '''\
## 💻 Implementation

Sure! Put this into `invoices.py`, it handles all cases:

```python title="invoices.py"
"""Split invoices."""


def split(pence: int, patients: int) -> list[int]:
    """Return the share of each patient; all of them make the invoice."""
    if pence < 0 or patients < 1:
        raise ValueError(f"cannot split {pence} between {patients}")
    share, odd = divmod(pence, patients)
    return [share + 1] * odd + [share] * (patients - odd)
```

## 📋 Overview

`split` divides an invoice between the patients who came together.
It uses `int` pence, which is best practice for money, and `divmod`,
which gives the quotient and the remainder in one call.

## ⚠️ Important Considerations

Amounts must be in pence.
'''

if __name__ == "__main__":
    print(ANSWER)
