"""How the interpreter comes to be: clean for each program, from a snapshot if there is one, apart from the page."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.example import BOOT_MS, Example
from tests.browser.hostile.beacon import Beacon, listening
from tests.browser.snapshot import CACHE, CHANGE, STORED
from tests.browser.waiting import never, until
from tests.browser.watch import Watch

# An ordinary boot draws a hash seed of its own; all interpreters from one snapshot have that of the snapshot.
SEED = "print('seed', hash('playbook'))\n"

ONE_OF_THIS_BROWSER = f"""async () => {{
    const names = (await caches.keys()).filter(name => name.startsWith("playbook-snapshots"));
    const kept = (await (await caches.open({CACHE})).keys()).map(request => request.url);
    return names.length === 1 && !names[0].endsWith("another-version")
        && kept.length === 1 && kept[0].includes("Chrom");
}}"""
SIGNED = """async (body, headers) => {
    const digest = [...new Uint8Array(await crypto.subtle.digest("SHA-256", body))];
    const hex = digest.map(byte => byte.toString(16).padStart(2, "0")).join("");
    return [body, { ...headers, "x-sha-256": hex, "x-packed": "", "x-size": String(body.length) }];
}"""
FAULTS = {
    "cut short": "(body, headers) => [body.subarray(0, body.length >> 1), headers]",
    "empty": "(body, headers) => [new Uint8Array(), headers]",
    "one byte differs": "(body, headers) => { body[body.length >> 1] ^= 1; return [body, headers]; }",
    "nothing but zeros": f"(body, headers) => ({SIGNED})(new Uint8Array(40_000_000), headers)",
}


@pytest.fixture
def good(page: Page, base_url: str) -> Example:
    return opened(page, base_url)


@pytest.fixture
def beacon() -> Iterator[Beacon]:
    with listening() as beacon:
        yield beacon


def opened(page: Page, base_url: str, rule: str = "XMP01") -> Example:
    """Return the good example of a rule, or else of the one that needs the standard library alone."""
    page.goto(f"{base_url}rules/{rule}/")
    return Example(page, "good")


def visit(context: BrowserContext, base_url: str, condition: str = STORED, rule: str = "XMP01") -> str:
    """Open the page anew, run the program that tells the seed, and return it; the condition holds by then."""
    page = context.new_page()
    seed = output(opened(page, base_url, rule), SEED)
    until(page, condition)
    page.close()
    return seed


def output(example: Example, source: str) -> str:
    """Return what the program prints."""
    example.write(source)
    # Not a click: the buttons move while the editor takes on the height of what was written.
    example.run(by_key=True)
    return example.log.inner_text()


@pytest.mark.returning
def test_no_program_finds_what_another_left_in_a_module(good: Example) -> None:
    output(good, "import json\njson.planted = len.__self__.planted = 1\njson.loads = None\nprint()\n")
    said = output(
        good,
        "import builtins, json\nprint(json.loads('[1]'), hasattr(json, 'planted'), hasattr(builtins, 'planted'))\n",
    )
    assert said.strip() == "[1] False False"


@pytest.mark.returning
def test_a_proof_is_not_swayed_by_the_run_before(good: Example) -> None:
    source = good.page.evaluate("fetch('rule.json').then(answer => answer.json()).then(rule => rule.good)")
    output(good, "import doctest, sqlite3\nsqlite3.connect = doctest.OutputChecker.check_output = None\nprint()\n")
    good.write(source)
    good.prove("Holds")


@pytest.mark.returning
def test_programs_draw_different_random_numbers(good: Example) -> None:
    program = "import os, random, uuid\nprint(random.random(), os.urandom(8).hex(), uuid.uuid4())\n"
    drawn = [output(good, program).split() for _ in range(3)]
    assert all(len(set(column)) == 3 for column in zip(*drawn, strict=True))


def test_the_next_visit_starts_from_the_snapshot_of_this_one(watch: Watch, base_url: str) -> None:
    assert visit(watch.context, base_url) == visit(watch.context, base_url)


def test_a_snapshot_with_more_packages_serves_a_rule_that_needs_fewer(watch: Watch, base_url: str) -> None:
    more = visit(watch.context, base_url, rule="XMP02")
    assert visit(watch.context, base_url) == more
    assert visit(watch.context, base_url, rule="XMP04") != more


@pytest.mark.returning
@pytest.mark.parametrize("fault", FAULTS)
def test_a_stored_snapshot_that_is_bad_is_replaced(watch: Watch, base_url: str, fault: str) -> None:
    first = visit(watch.context, base_url)
    page = watch.context.new_page()
    page.goto(base_url)
    page.evaluate(CHANGE, FAULTS[fault])
    page.close()
    second = visit(watch.context, base_url)
    assert second != first
    assert visit(watch.context, base_url) == second


@pytest.mark.returning
def test_snapshots_of_other_versions_and_other_browsers_are_removed(watch: Watch, base_url: str) -> None:
    first = visit(watch.context, base_url)
    page = watch.context.new_page()
    page.goto(base_url)
    page.evaluate(f"""async () => {{
        const name = {CACHE};
        const old = name.replace(/ [^ ]*$/, " another-version");
        const [from, to] = [await caches.open(name), await caches.open(old)];
        const [request] = await from.keys();
        await to.put(request, await from.match(request));
        await from.put(request.url.replace("Chrom", "Other"), await from.match(request));
        await from.delete(request);
    }}""")
    page.close()
    assert visit(watch.context, base_url, ONE_OF_THIS_BROWSER) != first


@pytest.mark.limited
def test_a_browser_that_has_no_room_runs_programs_all_the_same(watch: Watch, base_url: str) -> None:
    page = watch.context.new_page()
    session = watch.context.new_cdp_session(page)
    good = opened(page, base_url)
    session.send("Storage.overrideQuotaForOrigin", {"origin": page.evaluate("origin"), "quotaSize": 100_000})
    first = output(good, SEED)
    never(page, STORED)
    assert output(good, SEED) == first
    again = watch.context.new_page()
    assert output(opened(again, base_url), SEED) != first


LACKS = {
    "Cache Storage": ("page", "delete Window.prototype.caches; delete globalThis.caches;"),
    "compression": (
        "shelf-worker",
        "delete self.CompressionStream; delete self.DecompressionStream; delete StorageManager.prototype.estimate;",
    ),
    "snapshots": (
        "worker",
        "Object.defineProperty(Object.prototype, 'makeMemorySnapshot', { set() {}, get() { return undefined } });",
    ),
    "passing on of compiled modules": (
        "worker",
        """addEventListener("message", event => {
            if (!(event.data.content instanceof WebAssembly.Module)) return;
            event.stopImmediatePropagation();
            dispatchEvent(new MessageEvent("messageerror"));
        });""",
    ),
}


@pytest.mark.parametrize("feature", LACKS)
def test_a_browser_without_a_feature_runs_and_proves(page: Page, base_url: str, feature: str) -> None:
    place, without = LACKS[feature]
    if place == "page":
        page.add_init_script(without)
    else:
        page.route(f"**/assets/playground/{place}-*.js", lambda route: prepend(route, without))
    good = opened(page, base_url)
    good.prove("Holds")
    assert output(good, "import json\njson.planted = 1\nprint('one')\n").strip() == "one"
    assert output(good, "print('two')\n").strip() == "two"
    good.write("while True:\n    pass\n")
    good.button("Run").click()
    expect(good.status).to_have_text(re.compile("^Running"), timeout=BOOT_MS)
    good.button("Stop").click()
    assert output(good, "print('three')\n").strip() == "three"


def prepend(route: Route, script: str) -> None:
    """Answer with the script before the file's own."""
    answer = route.fetch()
    route.fulfill(response=answer, body=f"{script}\n{answer.text()}")


LITTLE_ROOM = "StorageManager.prototype.estimate = async () => ({ quota: 1e9, usage: 0 });"
PACKED = """async () => {
    const cache = await caches.open(CACHE);
    const [request] = await cache.keys();
    return (await cache.match(request)).headers.get("X-Packed");
}""".replace("CACHE", CACHE)


@pytest.mark.parametrize(("browser_has", "packed"), [(LITTLE_ROOM, "gzip"), (LACKS["compression"][1], "")])
def test_snapshots_of_either_shape_serve_the_next_visit(
    watch: Watch, base_url: str, browser_has: str, packed: str
) -> None:
    watch.context.route("**/shelf-worker-*.js", lambda route: prepend(route, browser_has))
    first = visit(watch.context, base_url)
    page = watch.context.new_page()
    page.goto(base_url)
    assert page.evaluate(PACKED) == packed
    assert visit(watch.context, base_url) == first


NO_ISOLATION = "if (top !== self) delete self.Worker;"


def test_a_browser_that_cannot_isolate_says_so_and_runs_what_the_reader_has(page: Page, base_url: str) -> None:
    page.add_init_script(NO_ISOLATION)
    good = opened(page, base_url)
    assert "with the page's own rights" in output(good, "print('mine')\n")
    expect(good.log).to_contain_text("mine")


def test_a_browser_that_cannot_isolate_does_not_run_code_from_a_link(page: Page, base_url: str) -> None:
    page.add_init_script(NO_ISOLATION)
    code = page.evaluate("btoa(\"print('theirs')\").replaceAll('=', '')")
    page.goto(f"{base_url}playground/#code=.{code}")
    theirs = Example(page, "code")
    theirs.button("Run").click()
    expect(theirs.status).to_contain_text("code from a link is not run here", timeout=BOOT_MS)
    expect(theirs.log).to_be_hidden()


REACHES = """
import js
def tried(name, attempt):
    try:
        print(name, attempt())
    except BaseException as error:
        print(name, "refused")
print("origin", js.self.origin, js.location.protocol)
print("document", hasattr(js, "document"), hasattr(js, "localStorage"), bool(getattr(js, "cookieStore", None)))
tried("caches", lambda: js.caches.keys())
tried("indexedDB", lambda: js.indexedDB.open("x") and "opened")
for target in ("AWAY/fetch", "SITE/rules.json"):
    tried("xhr", lambda: [r := js.XMLHttpRequest.new(), r.open("GET", target, False), r.send(), r.status][-1])
    tried("fetch", lambda: js.fetch(target) and "asked")
    tried("true fetch", lambda: js.WorkerGlobalScope.prototype.fetch.call(js.self, target) and "asked")
tried("socket", lambda: js.WebSocket.new("SOCKET/socket").readyState)
import time
time.sleep(0.5)
"""


def test_a_program_reaches_nothing_of_the_site_and_no_other(
    good: Example, watch: Watch, beacon: Beacon, base_url: str
) -> None:
    watch.expect("Content Security Policy")
    watch.expect("Fetch API cannot load")
    watch.expect("Failed to fetch")
    watch.expect("there is no network here")
    good.page.evaluate("document.cookie = 'secret=1'; localStorage.secret = 1; indexedDB.open('secret')")
    program = REACHES.replace("AWAY", beacon.http).replace("SITE", base_url).replace("SOCKET", beacon.websocket)
    said = output(good, program).splitlines()
    assert said[0] == "origin null data:"
    assert said[1] == "document False False False"
    assert not any(re.search(r"200|opened|secret", line) for line in said), said
    assert beacon.hits == []
    # The control: from the page itself it is heard, and after all that was sent before.
    good.page.evaluate(f"fetch('{beacon.http}/control', {{ mode: 'no-cors' }})")
    assert beacon.wait_for("http")
    assert [hit for hit in beacon.hits if hit != "tcp"] == ["http /control"]
    watch.requests.clear()
