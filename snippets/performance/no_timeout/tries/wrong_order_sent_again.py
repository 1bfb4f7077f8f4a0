"""Ask the laboratory for results, order tests there, and fetch its reports."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx2

LAB = "https://lab.example/api/v1"
DEADLINE = 20.0  # seconds, to the last byte


class LabUnavailable(Exception):
    """The laboratory cannot be asked at the moment."""


@asynccontextmanager
async def laboratory() -> AsyncIterator[httpx2.AsyncClient]:
    """Give a client for one call."""
    client = httpx2.AsyncClient(base_url=LAB, timeout=5)
    try:
        async with asyncio.timeout(DEADLINE), client:
            yield client
    except (TimeoutError, httpx2.HTTPError) as error:
        raise LabUnavailable from error


async def read_result(sample: int) -> str:
    """Return the value that was measured in the sample. Raises LabUnavailable."""
    async with laboratory() as client:
        answer = await client.get(f"/samples/{sample}/result")
        answer.raise_for_status()
    return str(answer.json()["value"])


async def order_test(sample: int, test: str) -> int:
    """Return the number of the order. Raises LabUnavailable."""
    async with laboratory() as client:
        for last in (False, True):
            try:
                answer = await client.post("/orders", json={"sample": sample, "test": test})
                break
            except httpx2.TimeoutException:
                if last:
                    raise
        answer.raise_for_status()
    return int(answer.json()["order"])


async def fetch_report(sample: int) -> bytes:
    """Return the report on the sample, a PDF of some megabytes. Raises LabUnavailable."""
    async with laboratory() as client:
        answer = await client.get(f"/samples/{sample}/report")
        answer.raise_for_status()
    return answer.content


if __name__ == "__main__":
    try:
        print("Ferritin:", asyncio.run(read_result(7)))
    except LabUnavailable as error:
        print("The laboratory is not to be reached:", error.__cause__)
