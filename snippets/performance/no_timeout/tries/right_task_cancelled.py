"""Ask the laboratory for results, order tests there, and fetch its reports."""

import asyncio

import httpx2

LAB = "https://lab.example/api/v1"
DEADLINE = 20.0  # seconds, to the last byte


class LabUnavailable(Exception):
    """The laboratory cannot be asked at the moment."""


async def _exchange(method: str, path: str, body: object = None) -> httpx2.Response:
    async with httpx2.AsyncClient(base_url=LAB, timeout=5) as client:
        return await client.request(method, path, json=body)


async def send(method: str, path: str, body: object = None) -> httpx2.Response:
    """Return the answer, whole. Raises LabUnavailable when it is not there in time."""
    task = asyncio.create_task(_exchange(method, path, body))
    try:
        done, _ = await asyncio.wait({task}, timeout=DEADLINE)
        if not done:
            raise LabUnavailable(f"No answer after {DEADLINE} s")
        return task.result().raise_for_status()
    except httpx2.HTTPError as error:
        raise LabUnavailable from error
    finally:
        task.cancel()


async def read_result(sample: int) -> str:
    """Return the value that was measured in the sample. Raises LabUnavailable."""
    return str((await send("GET", f"/samples/{sample}/result")).json()["value"])


async def order_test(sample: int, test: str) -> int:
    """Return the number of the order. Raises LabUnavailable."""
    answer = await send("POST", "/orders", {"sample": sample, "test": test})
    return int(answer.json()["order"])


async def fetch_report(sample: int) -> bytes:
    """Return the report on the sample, a PDF of some megabytes. Raises LabUnavailable."""
    return (await send("GET", f"/samples/{sample}/report")).content


if __name__ == "__main__":
    try:
        print("Ferritin:", asyncio.run(read_result(7)))
    except LabUnavailable as error:
        print("The laboratory is not to be reached:", error.__cause__)
