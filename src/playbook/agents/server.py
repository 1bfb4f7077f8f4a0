"""The rules for an assistant that asks: a server of the Model Context Protocol, over standard input and output."""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import anyio
from anyio import to_thread
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError as Refused
from pydantic import BaseModel, Field

from playbook.agents.finding import find_rules
from playbook.book.catalogue import Catalogue, Rule
from playbook.finding.runners import ToolError
from playbook.pages.twin import twin
from playbook.proof import NOTHING
from playbook.proving.prove_rule import proven
from playbook.proving.run_in_child import Limits
from playbook.scanning.scan import scan

MOST_CHARACTERS = 200_000
MOST_RULES = 20
LIMITS = Limits(seconds=30.0, memory=4_000_000_000)
# Tools and proofs are processes: more of them at once than a laptop has processors help nobody.
AT_ONCE = 2

Code = Annotated[str, Field(max_length=MOST_CHARACTERS, description="Python source, a whole file")]
RuleId = Annotated[str, Field(pattern=r"^[A-Z]{2,4}[0-9]{2}$", description="the ID of a rule, as SEC03")]


class Named(BaseModel):
    """A rule in short."""

    id: str
    level: str
    title: str
    review: str
    url: str


class Place(BaseModel):
    """A line (from 1) at which a rule is broken, and which tool says so."""

    line: int
    rule: str
    level: str
    review: str
    found_by: str
    url: str


class Line(BaseModel):
    """One line of a proof that asks for something: what it asks, what came, what is wanted, and whether that holds."""

    says: str
    asks: str
    got: str
    wanted: str
    holds: bool


class Verdict(BaseModel):
    """What a proof says of a solution."""

    holds: bool
    verdict: str
    lines: list[Line]
    traceback: str


class _Tools:
    """The tools, over one catalogue."""

    def __init__(self, catalogue: Catalogue, address: str) -> None:
        self._catalogue = catalogue
        self._address = address
        self._limiter = anyio.CapacityLimiter(AT_ONCE)

    async def find_rules(
        self,
        query: Annotated[
            str, Field(min_length=1, max_length=500, description="a fault, a topic, an ID, a tool's code")
        ],
        limit: Annotated[int, Field(ge=1, le=MOST_RULES)] = 5,
    ) -> list[Named]:
        """Find the rules of this team that are about something, before you write or review such code."""
        return [self._named(rule) for rule in find_rules(self._catalogue, query, limit)]

    async def get_rule(self, rule_id: RuleId) -> str:
        """Return a rule: why, the lines that decide, what is proven, how to spot it, when it does not apply."""
        return twin(self._catalogue, self._rule(rule_id), self._address)

    async def scan(self, code: Code) -> list[Place]:
        """Say where Python code breaks rules, as far as the tools see it. Nothing found does not mean nothing wrong."""
        return await self._apart(partial(self._scanned, code))

    async def prove(self, rule_id: RuleId, code: Code) -> Verdict:
        """Run a rule's proof against a solution: a whole file with the public names of the rule's good example."""
        return await self._apart(partial(self._proven, self._rule(rule_id), code))

    async def _apart[T](self, work: Callable[[], T]) -> T:
        try:
            return await to_thread.run_sync(work, limiter=self._limiter)
        except ToolError as error:
            raise Refused(str(error)) from error

    def _rule(self, rule_id: str) -> Rule:
        retired = self._catalogue.retired.get(rule_id)
        if retired:
            raise Refused(f"{rule_id} is retired; ask for {retired}")
        try:
            return self._catalogue.rule(rule_id)
        except KeyError:
            raise Refused(f"there is no rule {rule_id}; find_rules says which there are") from None

    def _named(self, rule: Rule) -> Named:
        matter = rule.matter
        url = f"{self._address}{rule.url}"
        return Named(id=rule.id, level=matter.level, title=matter.title, review=matter.review, url=url)

    def _scanned(self, code: str) -> list[Place]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "code.py")
            path.write_text(code, encoding="utf-8")
            found = scan(self._catalogue, list(self._catalogue.rules), [path])
        if found.unread:
            raise Refused(f"this is not whole Python: line {found.unread[0].line}: {found.unread[0].reason}")
        return [
            Place(
                line=one.finding.line,
                rule=one.rule.id,
                level=one.rule.matter.level,
                review=one.rule.matter.review,
                found_by=f"{one.tool} {one.finding.code}",
                url=f"{self._address}{one.rule.url}",
            )
            for one in found.broken
        ]

    def _proven(self, rule: Rule, code: str) -> Verdict:
        report = proven(rule, code, filename="solution.py", limits=LIMITS)
        lines = [
            Line(
                says=line.says,
                asks=result.source,
                got=result.got or NOTHING,
                wanted=result.want or NOTHING,
                holds=result.verdict == "holds",
            )
            for line, result in zip(rule.lines, report.results, strict=False)
            if result.kind != "set-up" or result.verdict == "breaks"
        ]
        return Verdict(holds=report.holds, verdict=report.verdict, lines=lines, traceback=report.traceback)


def server(catalogue: Catalogue, address: str) -> MCPServer:
    """Return the server over these rules, for a site at this address, which ends with a slash."""
    made = MCPServer(
        "backend-playbook",
        instructions="The rules of a Python backend team. Find and read the rules that your change is about first; "
        "scan what you wrote; prove it where a rule's names fit.",
    )
    tools = _Tools(catalogue, address)
    for tool in (tools.find_rules, tools.get_rule, tools.scan, tools.prove):
        made.tool()(tool)
    return made
