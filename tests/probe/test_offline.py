"""Without a network every way out is refused and noted, and what stays in the process goes on."""

import asyncio
import contextlib
import http.client
import socket
import sqlite3
from collections.abc import Callable
from urllib.request import urlopen

import httpx2
import pytest
from fastapi import FastAPI

from playbook import probe


async def later() -> None:
    async with httpx2.AsyncClient() as client:
        await client.get("https://sms.example/later")


def datagram() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.sendto(b"x", ("127.0.0.1", 8125))


WAYS: dict[str, Callable[[], object]] = {
    "https://sms.example/now": lambda: httpx2.get("https://sms.example/now"),
    "https://sms.example/later": lambda: asyncio.run(later()),
    "sms.example": lambda: urlopen("https://sms.example/"),
    "mail.example": lambda: http.client.HTTPConnection("mail.example").connect(),
    "127.0.0.1:5432": lambda: socket.socket().connect(("127.0.0.1", 5432)),
    "127.0.0.1:8125": datagram,
    "127.0.0.1:0": lambda: socket.socket().bind(("127.0.0.1", 0)),
    "streams.example": lambda: asyncio.run(asyncio.open_connection("streams.example", 80)),
}


@pytest.mark.parametrize("address", WAYS)
def test_each_way_out_is_refused_and_noted(address: str) -> None:
    client = httpx2.Client()
    with probe.offline() as network:
        with pytest.raises((OSError, httpx2.ConnectError)):
            WAYS[address]()
        with pytest.raises(httpx2.ConnectError):
            client.get("https://old.example/")
    assert network.tried == [address, "https://old.example/"]


def test_what_stays_in_the_process_goes_on() -> None:
    app = FastAPI()
    app.get("/")(lambda: sqlite3.connect(":memory:").execute("SELECT 7").fetchone())
    mocked = httpx2.Client(transport=httpx2.MockTransport(lambda _request: httpx2.Response(204)))
    with probe.offline() as network:
        assert probe.client(app).get("/").json() == [7]
        assert mocked.get("https://sms.example/").status_code == 204
    assert network.tried == []


def test_afterwards_there_is_a_network_again() -> None:
    with probe.offline():
        pass
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as server:
        socket.create_connection(server.getsockname()).close()
