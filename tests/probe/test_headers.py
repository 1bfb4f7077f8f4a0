"""Headers and pages are read as a browser reads them."""

import html

import httpx2
import pytest

from playbook import probe


def _answer(status: int = 200, **headers: str) -> httpx2.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx2.Response(status, headers=named, request=httpx2.Request("GET", "https://api.example/v1/a?x=1"))


def test_policy_is_read_whatever_its_case_and_order() -> None:
    policy = probe.csp(_answer(content_security_policy="FRAME-ancestors 'NONE' ;default-src  'none'; default-src *"))
    assert policy == {"frame-ancestors": {"'none'"}, "default-src": {"'none'"}}
    assert probe.csp("default-src *, default-src 'self' *")["default-src"] == {"*"}
    assert probe.csp(_answer()) == {}


@pytest.mark.parametrize("value", ["max-age=31536000; includeSubDomains", 'IncludeSubDomains;Max-Age="31536000"'])
def test_transport_security(value: str) -> None:
    assert probe.hsts(value) == {"max-age": "31536000", "includesubdomains": ""}


def test_challenges() -> None:
    assert [one.scheme for one in probe.challenges(_answer(www_authenticate="bearer"))] == ["bearer"]
    assert probe.challenges(_answer()) == []
    [bearer, basic] = probe.challenges('Bearer realm="a, b", error="invalid_token", Basic realm="x"')
    assert (bearer.scheme, bearer.parameters) == ("bearer", {"realm": "a, b", "error": "invalid_token"})
    assert (basic.scheme, basic.parameters) == ("basic", {"realm": "x"})


def test_who_may_read_an_answer() -> None:
    own = "https://app.example"
    shared = _answer(access_control_allow_origin=own, access_control_allow_credentials="true")
    assert (probe.reads(shared, own), probe.reads(shared, "https://evil.example")) == (True, False)
    anybody = _answer(access_control_allow_origin="*", access_control_allow_credentials="true")
    assert (probe.reads(anybody, own), probe.reads(anybody, own, credentials=False)) == (False, True)


def test_preflight() -> None:
    own = "https://app.example"
    answer = _answer(
        access_control_allow_origin=own,
        access_control_allow_methods="GET, PUT",
        access_control_allow_headers="Content-Type",
    )
    assert probe.may_send(answer, own, "PUT", "content-type")
    assert not probe.may_send(answer, own, "PUT", "X-Other")
    assert not probe.may_send(answer, own, "DELETE")
    assert not probe.may_send(answer, "https://evil.example", "PUT")
    assert not probe.may_send(_answer(400, access_control_allow_origin=own), own, "GET")


@pytest.mark.parametrize("value", ["/v1/b", "b", "https://api.example/v1/b"])
def test_location_may_be_relative(value: str) -> None:
    assert probe.location(_answer(location=value)) == "/v1/b"


def test_cache_control() -> None:
    assert probe.cache_control("No-Store, max-age=0") == {"no-store": "", "max-age": "0"}


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>steal()</script>",
        "<IMG SRC=x OnError=steal()>",
        "<img src=x onerror=steal()",
        "<svg/onload=steal()>",
        '<iframe srcdoc="&lt;script&gt;steal()&lt;/script&gt;"></iframe>',
        "<a href=' jAva&#10;script:steal()'>x</a>",
        "<meta http-equiv=Refresh content='0;url=https://evil.example'>",
        "<object data=https://evil.example></object>",
        "<form action=javascript:steal()>",
    ],
)
def test_what_would_run_is_found(hostile: str) -> None:
    assert probe.scripts(f"<table><td>{hostile}</td></table>") != []


@pytest.mark.parametrize("hostile", ["<script>steal()</script>", "<b>x</b>", "<!-- --><p hidden>", "x' onclick=y()"])
def test_what_a_text_made_is_found(hostile: str) -> None:
    page = "<script>own()</script><ul><li title='{0}'>{0}</li></ul>"
    assert probe.made(page.format(hostile), page.format("Ada")) != []


def test_escaped_text_makes_nothing() -> None:
    page, text = "<p title='{0}'>{0}</p>", html.escape("<img src=x onerror='steal()'>")
    assert probe.made(page.format(text), page.format("Ada")) == []
    assert probe.scripts(page.format(text)) == []
    assert probe.shown(f"<p>{text}</p>") == "<img src=x onerror='steal()'>"
