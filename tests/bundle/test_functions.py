import json
import subprocess
from pathlib import Path

import pytest

from playbook.bundle.functions import SHORT, divide, divided, joined, marked
from playbook.bundle.wheels import BundleError
from playbook.project import PROJECT

TWO, THREE = 1, 2  # after the import
LONG = bytes([1]) * SHORT  # so many instructions that do nothing


def vector(content: bytes) -> bytes:
    size = len(content)
    return (bytes([size]) if size < 128 else bytes([size % 128 + 128, size // 128])) + content


def section(kind: int, *items: bytes) -> bytes:
    return bytes([kind]) + vector(bytes([len(items)]) + b"".join(items))


def module(abort: bytes = b"_abort_js", globals_: bytes = b"") -> bytes:
    """Return a module with two functions, "two" and "three"; the first is long."""
    bodies = [vector(bytes([0]) + LONG + bytes([0x41, 2, 0x0B])), vector(bytes([0, 0x41, 3, 0x0B]))]
    exports = [vector(name) + bytes([0, number]) for name, number in ((b"two", TWO), (b"three", THREE))]
    return b"".join(
        [
            b"\0asm\x01\0\0\0",
            section(1, bytes([0x60, 0, 0]), bytes([0x60, 0, 1, 0x7F])),
            section(
                2, vector(b"env") + vector(abort) + bytes([0, 0]), vector(b"env") + vector(b"m") + bytes([2, 1, 0, 9])
            ),
            section(3, bytes([1]), bytes([1])),
            globals_,
            section(7, *exports),
            section(10, *bodies),
            section(0, b"ends with what nobody knows"),
        ]
    )


def run(code: bytes, script: str, tmp_path: Path) -> object:
    """Return what a script prints as JSON that has the module's ``exports``, and ``aborted``, a list."""
    (tmp_path / "module.wasm").write_bytes(code)
    whole = f"""
        const bytes = require("fs").readFileSync({json.dumps(str(tmp_path / "module.wasm"))});
        const aborted = [];
        const env = {{ _abort_js: () => aborted.push(1), m: new WebAssembly.Memory({{ initial: 1, maximum: 9 }}) }};
        const {{ exports }} = new WebAssembly.Instance(new WebAssembly.Module(bytes), {{ env }});
        {script}"""
    done = subprocess.run(["node", "-e", whole], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


CALL_BOTH = """
    const answer = [exports.three()];
    try { answer.push(exports.two()); } catch (error) { answer.push(error.name); }
    console.log(JSON.stringify([...answer, aborted.length]));"""


def test_a_function_that_nobody_called_aborts_and_the_others_run(tmp_path: Path) -> None:
    first = divided(module(), called=[]).first
    assert run(first, CALL_BOTH, tmp_path) == [3, "RuntimeError", 1]
    assert len(first) < len(module())


def test_a_function_that_was_called_stays(tmp_path: Path) -> None:
    assert run(divided(module(), called=[0]).first, CALL_BOTH, tmp_path) == [3, 2, 0]


@pytest.mark.parametrize("called", [[], [0], [0, 1]], ids=["none", "one", "both"])
def test_both_parts_make_the_module_again(called: list[int]) -> None:
    parts = divided(module(), called)
    assert joined(parts.first, parts.rest) == module()


def test_the_page_joins_them_likewise(tmp_path: Path) -> None:
    parts = divided(module(), called=[])
    script = PROJECT / "playground" / "src" / "base" / "joined.ts"
    built = tmp_path / "joined.mjs"
    esbuild = [str(PROJECT / "playground" / "node_modules" / ".bin" / "esbuild"), str(script), f"--outfile={built}"]
    subprocess.run([*esbuild, "--format=esm", "--log-level=error"], check=True)
    (tmp_path / "task.mjs").write_text(f"""
        import {{ joined }} from "./joined.mjs";
        const [first, rest] = {json.dumps([list(parts.first), list(parts.rest)])};
        console.log(JSON.stringify([...joined(Uint8Array.from(first), Uint8Array.from(rest))]));""")
    done = subprocess.run(["node", str(tmp_path / "task.mjs")], capture_output=True, text=True, check=True)
    assert bytes(json.loads(done.stdout)) == module()


@pytest.mark.parametrize(
    "globals_", [b"", section(6, bytes([0x7F, 0, 0x41, 9, 0x0B]))], ids=["without globals", "with one"]
)
def test_a_marked_module_says_which_functions_were_called(globals_: bytes, tmp_path: Path) -> None:
    script = """
        const three = exports.three();
        console.log(JSON.stringify([three, exports["called:0"].value, exports["called:1"].value]));"""
    assert run(marked(module(globals_=globals_)), script, tmp_path) == [3, 0, 1]


def test_a_module_that_cannot_abort_is_refused() -> None:
    with pytest.raises(BundleError, match="imports neither _abort_js nor abort"):
        divided(module(abort=b"other"), called=[])


def test_a_module_that_would_not_come_out_the_same_is_refused() -> None:
    code = module()
    # The same length of a section, written in two bytes where one is enough.
    longer = code.replace(bytes([3, 3, 2, 1, 1]), bytes([3, 0x83, 0, 2, 1, 1]))
    assert longer != code
    with pytest.raises(BundleError, match="cannot be sent in two parts"):
        divided(longer, called=[])


def test_files_are_divided_once(tmp_path: Path) -> None:
    source = tmp_path / "a.wasm"
    source.write_bytes(module())
    files, pieces = divide({"x/a.wasm": source}, {"x/a.wasm": [0]}, tmp_path / "cache")
    assert pieces["x/a.wasm"] == ("x/a.first.wasm", "x/a.rest")
    parts = [files[name].read_bytes() for name in pieces["x/a.wasm"]]
    assert joined(*parts) == module()
    written = files["x/a.rest"].stat().st_mtime_ns
    divide({"x/a.wasm": source}, {"x/a.wasm": [0]}, tmp_path / "cache")
    assert files["x/a.rest"].stat().st_mtime_ns == written
