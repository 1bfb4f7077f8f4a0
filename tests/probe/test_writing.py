"""All that is written is caught, whoever took which stream when."""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from playbook import probe
from playbook.proving.run_in_child import prove_apart

OLD_STDOUT = sys.__stdout__


@pytest.fixture
def logger() -> Iterator[logging.Logger]:
    found = logging.getLogger("probe.test")
    yield found
    found.handlers.clear()
    found.propagate = True
    found.setLevel(logging.NOTSET)


def test_streams_descriptors_and_children() -> None:
    with probe.written() as out:
        # playbook: allow LOG01 because what is tested is what is printed
        print("to stdout")
        # playbook: allow LOG01 because what is tested is what is printed
        print("to stderr", file=sys.stderr)
        print("to the first stdout", file=OLD_STDOUT)
        os.write(1, b"to descriptor 1\n")
        os.write(2, b"to descriptor 2\n")
        subprocess.run(["sh", "-c", "echo from a child"], check=True)
    wanted = ["stdout", "stderr", "first stdout", "descriptor 1", "descriptor 2", "from a child"]
    assert [text for text in wanted if text not in out.text] == []


def test_handler_that_took_its_stream_before(logger: logging.Logger) -> None:
    logger.addHandler(logging.StreamHandler())
    logger.propagate = False
    with probe.written() as out:
        logger.error("from an old handler")
    assert out.lines == ["from an old handler"]
    assert [record.getMessage() for record in out.records] == ["from an old handler"]


def test_last_resort_and_records_that_stay_below_the_level(logger: logging.Logger) -> None:
    handlers, logging.root.handlers[:] = logging.root.handlers[:], []
    try:
        with probe.written() as out:
            logger.warning("last resort")
            logger.debug("never made")
    finally:
        logging.root.handlers[:] = handlers
    assert out.lines == ["last resort"]
    assert [record.levelname for record in out.records] == ["WARNING"]


def test_a_level_shows_what_stays_below_the_usual_one_and_is_put_back(logger: logging.Logger) -> None:
    before = logging.root.level
    with probe.written(level="DEBUG") as out:
        logger.debug("made")
    logger.debug("not made")
    assert [record.getMessage() for record in out.records] == ["made"]
    assert logging.root.level == before


def test_lines_that_are_json_and_lines_that_are_not() -> None:
    with probe.written() as out:
        # playbook: allow LOG01 because what is tested is what is printed
        print('{"level": "INFO"}\nTraceback\n[1]\n')
    assert out.json_lines() == [{"level": "INFO"}]
    assert out.other_lines() == ["Traceback", "[1]"]


def test_afterwards_all_is_written_where_it_was(capfd: pytest.CaptureFixture[str], logger: logging.Logger) -> None:
    handler = logging.StreamHandler()
    logger.addHandler(handler)
    stream = handler.stream
    with probe.written():
        # playbook: allow LOG01 because what is tested is what is printed
        print("inside")
    # playbook: allow LOG01 because what is tested is what is printed
    print("outside", flush=True)
    os.write(1, b"raw outside")
    assert handler.stream is stream
    assert capfd.readouterr().out == "outside\nraw outside"


EXAMPLE = """
import logging, os, sys, warnings
handler = logging.StreamHandler()
logger = logging.getLogger("clinic")
logger.addHandler(handler)
def work():
    logger.error("logged")
    print("printed")
    print("to where stdout was", file=HELD)
    os.write(2, b"raw\\n")
    warnings.warn("careful")
HELD = sys.stdout
"""
PROOF = """
>>> def lines():
...     with probe.written() as out:
...         example.work()
...     return out.lines
>>> lines()
['logged', 'printed', 'to where stdout was', 'raw', '...UserWarning: careful', '...warnings.warn("careful")']
>>> print("still seen")
still seen
"""


def test_in_the_process_of_a_proof() -> None:
    report = prove_apart(PROOF, EXAMPLE, filename="example.py")
    assert report.holds, report
