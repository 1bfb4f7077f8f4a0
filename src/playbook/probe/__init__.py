"""What a proof asks of an example: ``probe``, which each proof has by name, here and in the browser.

A proof that looks at one route, one clock or one stream accepts what is right there alone. These helpers look at all
that is declared, reachable or written. They need the standard library; FastAPI, SQLAlchemy, httpx2, Pydantic, Celery
and pytest are imported by the helpers that are about them, when they are called.

What a helper changes (clocks, streams, listeners) is put back at the end of its ``with``, and at the end of the
proof for whoever forgot.
"""

from playbook.probe.answers import alter, elsewhere, move
from playbook.probe.bodies import body, damaged, resolved, value
from playbook.probe.bypass import Bypass, bypass
from playbook.probe.clients import at_once, client, problem
from playbook.probe.clocks import Clock, clock
from playbook.probe.copies import multiply
from playbook.probe.cursors import refilled
from playbook.probe.docs import documentation, examples
from playbook.probe.draws import (
    ODD,
    around,
    card,
    day,
    email,
    hour,
    integer,
    moment,
    name,
    phone,
    pick,
    shuffled,
    uuid,
    word,
)
from playbook.probe.ends import end_all
from playbook.probe.entering import entered
from playbook.probe.hanging import Hanging, hanging
from playbook.probe.headers import (
    Challenge,
    cache_control,
    challenges,
    csp,
    directives,
    header,
    hsts,
    location,
    may_send,
    reads,
)
from playbook.probe.indexes import unindexed
from playbook.probe.loops import awaited
from playbook.probe.mail import Mail, Post, mail
from playbook.probe.markdown import Block, Section, answer, program
from playbook.probe.markup import Element, elements, made, scripts, shown
from playbook.probe.meanwhile import Meanwhile, meanwhile
from playbook.probe.mistakes import Mistaken
from playbook.probe.offline import Offline, offline
from playbook.probe.outgoing import Outgoing, outgoing
from playbook.probe.padding import padded
from playbook.probe.plans import read_whole, rows_read
from playbook.probe.reach import places, reachable
from playbook.probe.roles import privileges
from playbook.probe.routes import Input, Route, requests, routes
from playbook.probe.shape import Function, Name, classes, followed, functions, names
from playbook.probe.sources import anew, gaps, public, script, texts, words
from playbook.probe.sql import Statement, Statements, TooManyError, statements
from playbook.probe.steps import Step
from playbook.probe.suites import Run, Suite, suite
from playbook.probe.swaps import Swap, swapped
from playbook.probe.tampering import Way, tampering
from playbook.probe.ticking import Ticker, ticker
from playbook.probe.tokens import forgeries, jwt
from playbook.probe.types import Finding, findings, revealed
from playbook.probe.workers import Attempt, Worker, worker
from playbook.probe.writing import Written, written

__all__ = [
    "ODD",
    "Attempt",
    "Block",
    "Bypass",
    "Challenge",
    "Clock",
    "Element",
    "Finding",
    "Function",
    "Hanging",
    "Input",
    "Mail",
    "Meanwhile",
    "Mistaken",
    "Name",
    "Offline",
    "Outgoing",
    "Post",
    "Route",
    "Run",
    "Section",
    "Statement",
    "Statements",
    "Step",
    "Suite",
    "Swap",
    "Ticker",
    "TooManyError",
    "Way",
    "Worker",
    "Written",
    "alter",
    "anew",
    "answer",
    "around",
    "at_once",
    "awaited",
    "body",
    "bypass",
    "cache_control",
    "card",
    "challenges",
    "classes",
    "client",
    "clock",
    "csp",
    "damaged",
    "day",
    "directives",
    "documentation",
    "elements",
    "elsewhere",
    "email",
    "end_all",
    "entered",
    "examples",
    "findings",
    "followed",
    "forgeries",
    "functions",
    "gaps",
    "hanging",
    "header",
    "hour",
    "hsts",
    "integer",
    "jwt",
    "location",
    "made",
    "mail",
    "may_send",
    "meanwhile",
    "moment",
    "move",
    "multiply",
    "name",
    "names",
    "offline",
    "outgoing",
    "padded",
    "phone",
    "pick",
    "places",
    "privileges",
    "problem",
    "program",
    "public",
    "reachable",
    "read_whole",
    "reads",
    "refilled",
    "requests",
    "resolved",
    "revealed",
    "routes",
    "rows_read",
    "script",
    "scripts",
    "shown",
    "shuffled",
    "statements",
    "suite",
    "swapped",
    "tampering",
    "texts",
    "ticker",
    "unindexed",
    "uuid",
    "value",
    "word",
    "words",
    "worker",
    "written",
]
