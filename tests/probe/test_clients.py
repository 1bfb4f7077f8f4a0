"""A client whose lifespan runs; requests in the same moment; outgoing ones that stay here."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import httpx2
import pytest
from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse

from playbook import probe
from playbook.probe.ends import begun, end_all


def _app(events: list[str]) -> FastAPI:
    @contextlib.asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        events.append("up")
        yield
        events.append("down")

    app = FastAPI(lifespan=lifespan)

    @app.get("/bug")
    def bug() -> float:
        return 1 / 0

    return app


def test_lifespan_runs_once_and_ends_with_the_proof() -> None:
    events: list[str] = []
    client = probe.client(_app(events))
    with client:
        assert events == ["up"]
        assert client.get("/bug").status_code == 500
    assert events == ["up", "down"]
    probe.client(_app(events))
    end_all()
    assert events == ["up", "down"] * 2
    assert begun() == []


def test_bug_is_raised_when_asked() -> None:
    with probe.client(_app([]), raises=True) as client, pytest.raises(ZeroDivisionError):
        client.get("/bug")


def test_requests_are_under_way_together() -> None:
    events: list[str] = []
    app, barrier = _app(events), asyncio.Barrier(3)

    @app.get("/meet/{name}")
    async def meet(name: str) -> str:
        async with asyncio.timeout(5):
            await barrier.wait()
        return name

    answers = probe.at_once(app, *({"method": "GET", "url": f"/meet/{name}"} for name in "abc"))
    assert [answer.json() for answer in answers] == ["a", "b", "c"]
    assert events == ["up", "down"]
    with probe.client(app):
        assert [answer.status_code for answer in probe.at_once(app, {"method": "GET", "url": "/bug"})] == [500]
    assert events == ["up", "down"] * 2


def test_calls_at_once_come_from_the_address_that_is_said() -> None:
    app = FastAPI()

    @app.get("/whence")
    def whence(request: Request) -> str:
        return request.client.host if request.client else "nowhere"

    wanted = {"method": "GET", "url": "/whence"}
    assert [answer.json() for answer in probe.at_once(app, wanted, wanted, client=("203.0.113.9", 1))] == [
        "203.0.113.9"
    ] * 2


def test_problem_reads_both_shapes() -> None:
    app = FastAPI()

    @app.get("/envelope")
    def envelope() -> JSONResponse:
        return JSONResponse({"success": False, "error": {"code": "TAKEN"}}, status_code=409)

    @app.get("/plain")
    def plain() -> JSONResponse:
        return JSONResponse({"code": "TAKEN", "status": 409}, status_code=409)

    @app.get("/none")
    def none() -> None:
        raise HTTPException(409)

    client = probe.client(app)
    seen = [probe.problem(client.get(path)) for path in ("/envelope", "/plain", "/none")]
    assert seen == [(409, "TAKEN"), (409, "TAKEN"), (409, None)]
    assert repr(seen[0]) == "(409, 'TAKEN')"


def test_outgoing_requests_of_clients_that_exist_are_recorded() -> None:
    before = httpx2.Client(timeout=3)

    async def ask() -> int:
        # playbook: allow PERF03 because what is tested is a client without a timeout
        async with httpx2.AsyncClient(timeout=None) as client:
            return (await client.post("https://bank.example/b", content=b"x")).status_code

    def reply(request: httpx2.Request) -> httpx2.Response:
        if request.url.path == "/slow":
            raise httpx2.ReadTimeout("slow")
        return httpx2.Response(201)

    with probe.outgoing(reply) as out:
        assert before.get("https://bank.example/a").status_code == 201
        assert asyncio.run(ask()) == 201
        with pytest.raises(httpx2.ReadTimeout):
            before.get("https://bank.example/slow")
    assert [request.url.path for request in out.requests] == ["/a", "/b", "/slow"]
    assert [request.extensions["timeout"]["read"] for request in out.requests] == [3, None, 3]
