"""The work says by itself that it is done, and its caller waits for that: nothing is left behind."""

from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue

threads = ThreadPoolExecutor(max_workers=4)


def add_up(year: int, answer: SimpleQueue[int]) -> None:
    answer.put(year * 100)


def total(year: int) -> int:
    answer = SimpleQueue[int]()
    threads.submit(add_up, year, answer)
    return answer.get(timeout=5)
