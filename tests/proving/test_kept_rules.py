"""A good example keeps the rules of HTTP that it touches, or says in ``leaves_out`` which it does not."""

from dataclasses import replace

import pytest

from playbook.book.catalogue import Rule
from playbook.proving.prove_rule import proven
from tests.conftest import real_book

SERVING = [rule for rule in real_book().rules if "fastapi" in rule.matter.requires]
ASKED = {"API01", "API04", "VAL04"}

# Each application that the proof makes is held, so that it can be asked when the proof is over.
BEFORE = """
>>> import gc
>>> from fastapi import FastAPI
>>> applications, made = [one for one in gc.get_objects() if isinstance(one, FastAPI)], FastAPI.__init__
>>> def hold(application, *given, **named):
...     applications.append(application)
...     made(application, *given, **named)
>>> FastAPI.__init__ = hold
"""
AFTER = """
>>> import re
>>> from starlette.testclient import TestClient
>>> ENVELOPE, JSON = {"success", "data", "meta", "error"}, {"Content-Type": "application/json"}
>>> def answers(application):
...     client = TestClient(application, raise_server_exceptions=False)
...     yield client.get("/api/v1/no-such-address")
...     for route in probe.routes(application):
...         yield route.send(client, {one.name: "none" for one in route.inputs})
...         if route.method in ("POST", "PUT", "PATCH"):
...             yield client.request(route.method, re.sub("{[^}]*}", "1", route.path), content="{", headers=JSON)
>>> def enveloped(answer):
...     said = answer.json() if "json" in answer.headers.get("Content-Type", "") else answer.text
...     return isinstance(said, dict) and set(said) == ENVELOPE
>>> paths = [route.path for one in applications for route in probe.routes(one)]
>>> refusals = [answer for one in applications for answer in answers(one) if answer.is_error]
>>> broken = {"API01": not all(re.match(r"/(api/)?v\\d+/", path) for path in paths)}
>>> broken |= {"API04": not all(map(enveloped, refusals)), "VAL04": 422 in {one.status_code for one in refusals}}
>>> len(paths) > 0, " ".join(sorted(name for name in broken if broken[name]))
"""


@pytest.mark.whole
@pytest.mark.parametrize("rule", SERVING, ids=lambda rule: rule.id)
def test_a_good_example_says_which_rules_of_http_it_leaves_out(rule: Rule) -> None:
    excused = sorted(ASKED & set(rule.matter.leaves_out))
    wanted = (True, " ".join(excused))
    asked = replace(rule, proof=f"{BEFORE}{rule.proof}{AFTER}{wanted}\n")
    report = proven(asked, rule.good, filename="good.py")
    assert report.results[-1].got == str(wanted), f"{rule.folder / 'rule.md'}: leaves_out names {excused}"
