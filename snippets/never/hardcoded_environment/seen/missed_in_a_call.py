"""The address stands in a call and has no name that would say whose it is."""

import httpx2

client = httpx2.Client(base_url="https://billing.clinic.example", timeout=5)
