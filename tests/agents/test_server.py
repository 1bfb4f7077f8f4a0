"""`playbook mcp`, asked by the SDK's own client, as an assistant asks it."""

import json
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters

from playbook.agents.finding import find_rules
from playbook.agents.server import server
from playbook.book.catalogue import Catalogue, read_catalogue

pytestmark = pytest.mark.slow

SPECIMEN = Path(__file__).parents[1] / "specimen" / "snippets"
ADDRESS = "https://book.example/"
SQL = 'def find(connection, name):\n    return connection.execute(f"SELECT 1 FROM patients WHERE name = {name}")\n'


@pytest.fixture(scope="module")
def specimen() -> Catalogue:
    return read_catalogue(SPECIMEN)


def asked(catalogue: Catalogue, *calls: tuple[str, dict[str, Any]]) -> list[Any]:
    """Return what the server answers to the calls, all of them made at once."""

    async def ask() -> list[Any]:
        answers: list[Any] = [None] * len(calls)
        async with Client(server(catalogue, ADDRESS)) as client, anyio.create_task_group() as group:
            for number, (name, arguments) in enumerate(calls):
                group.start_soon(_into, answers, number, lambda n=name, a=arguments: client.call_tool(n, a))
        return answers

    return anyio.run(ask)


async def _into(answers: list[Any], number: int, call: Callable[[], Awaitable[Any]]) -> None:
    answers[number] = await call()


def text(answer: Any) -> str:  # noqa: ANN401 - the SDK has one type for each version of the protocol
    return "".join(part.text for part in answer.content)


def test_an_assistant_finds_reads_scans_and_proves(specimen: Catalogue) -> None:
    rule = specimen.rule("XMP01")
    found, page, scanned, good, bad = asked(
        specimen,
        ("find_rules", {"query": "bind parameters in SQL"}),
        ("get_rule", {"rule_id": "XMP01"}),
        ("scan", {"code": SQL}),
        ("prove", {"rule_id": "XMP01", "code": rule.good}),
        ("prove", {"rule_id": "XMP01", "code": rule.bad}),
    )
    assert found.structured_content["result"][0]["id"] == "XMP01"
    assert text(page).startswith("# XMP01: Bind parameters")
    assert [(one["line"], one["rule"]) for one in scanned.structured_content["result"]] == [(2, "XMP01")]
    assert good.structured_content["holds"] is True
    assert bad.structured_content["holds"] is False
    assert [line for line in bad.structured_content["lines"] if not line["holds"]]


@pytest.mark.parametrize(
    ("name", "arguments", "complaint"),
    [
        ("get_rule", {"rule_id": "XMP77"}, "there is no rule XMP77"),
        ("get_rule", {"rule_id": "XMP05"}, "XMP05 is retired; ask for XMP01"),
        ("get_rule", {"rule_id": "../ids"}, "rule_id"),
        ("find_rules", {"query": ""}, "query"),
        ("find_rules", {"query": "sql", "limit": 1000}, "limit"),
        ("scan", {"code": "def f(:\n"}, "not whole Python"),
        ("scan", {"code": "x" * 200_001}, "code"),
        ("prove", {"rule_id": "XMP01"}, "code"),
        ("nonsense", {}, "nonsense"),
    ],
)
def test_nonsense_is_refused_with_a_sentence(
    specimen: Catalogue, name: str, arguments: dict[str, Any], complaint: str
) -> None:
    (answer,) = asked(specimen, (name, arguments))
    assert answer.is_error
    assert complaint in text(answer)


def test_a_solution_that_takes_all_memory_is_stopped(specimen: Catalogue) -> None:
    (answer,) = asked(specimen, ("prove", {"rule_id": "XMP01", "code": "hoard = bytearray(8_000_000_000)\n"}))
    assert answer.structured_content["holds"] is False
    assert "MemoryError" in answer.structured_content["traceback"]


def test_ten_calls_at_once_are_all_answered(specimen: Catalogue) -> None:
    calls = [("prove", {"rule_id": "XMP01", "code": specimen.rule("XMP01").good})] * 5 + [("scan", {"code": SQL})] * 5
    answers = asked(specimen, *calls)
    assert [one.is_error for one in answers] == [False] * 10


def test_the_command_serves_over_standard_input_and_output() -> None:
    command = Path(sys.executable).with_name("playbook")
    parameters = StdioServerParameters(command=str(command), args=["mcp", f"--book={SPECIMEN}"])

    async def ask() -> tuple[list[str], str]:
        async with Client(parameters) as client:
            tools = await client.list_tools()
            found = await client.call_tool("find_rules", {"query": "XMP03"})
            return [tool.name for tool in tools.tools], text(found)

    names, found = anyio.run(ask)
    assert names == ["find_rules", "get_rule", "scan", "prove"]
    assert json.loads(found)["id"] == "XMP03"


@pytest.mark.parametrize(
    ("query", "first"),
    [("SEC03", "SEC03"), ("S608", "SEC03"), ("sqli", "SEC03"), ("password hashing argon2", "SEC01"), ("zzzz", None)],
)
def test_a_question_finds_its_rule_first(book: Catalogue, query: str, first: str | None) -> None:
    found = [rule.id for rule in find_rules(book, query, 3)]
    assert (found[0] if found else None) == first
