"""What Python writes for the browser has the shapes that the TypeScript declares: its own compiler compares them."""

import json
import shutil
import subprocess
from pathlib import Path

from playbook.book.catalogue import read_catalogue
from playbook.bundle.bundle import DividedEntry, FileEntry, Manifest, PackageEntry, TailEntry
from playbook.pages.exports import rule_json, rules_index
from playbook.project import PROJECT
from playbook.proof import prove

PLAYGROUND = PROJECT / "playground"
MANIFEST = Manifest(
    version="1",
    pyodide="1",
    files={"a.zip": FileEntry(bytes=1, sha256="")},
    parcels={"parcels/a.bin": ["a.zip"]},
    core=["a.zip"],
    packages={"a.zip": PackageEntry(mount="path"), "b.zip": PackageEntry(mount="unpack")},
    libraries={"a.wasm": "a.so"},
    divided={"a": DividedEntry(first="a", rest="a")},
    tails={"a.zip.1": TailEntry(of="a.zip", at=1)},
    rest={"a.b": "a.zip.1"},
    requires={"a": ["a.zip"]},
    preload={"a": ["a"]},
    imports={"a": "a"},
    prepared=["a"],
)


def _said(folder: Path, values: dict[str, tuple[str, str]]) -> str:
    """Return what the compiler says of values, JSON by the type that each is to have and the file of that type."""
    node = shutil.which("node")
    assert node is not None, "Node.js is not on the PATH"
    lines = [f'import type {{ {name} }} from "{PLAYGROUND}/src/{path}";' for name, (path, _) in values.items()]
    # A literal may have no field that the type does not know.
    lines += [f"export const a{name}: {name} = {text};" for name, (_, text) in values.items()]
    (folder / "shapes.ts").write_text("\n".join(lines), encoding="utf-8")
    config = {
        "extends": str(PLAYGROUND / "tsconfig.json"),
        "compilerOptions": {"types": []},
        "include": ["shapes.ts", str(PLAYGROUND / "src" / "constants.d.ts")],
    }
    (folder / "tsconfig.json").write_text(json.dumps(config), encoding="utf-8")
    compiler = PLAYGROUND / "node_modules" / "typescript" / "bin" / "tsc"
    done = subprocess.run([node, compiler, "-p", folder], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_what_the_browser_reads_is_what_python_writes(snippets: Path, tmp_path: Path) -> None:
    catalogue = read_catalogue(snippets)
    rule = catalogue.rule("XMP01")
    listed = json.loads(rules_index(catalogue))["rules"][0]
    report = prove(rule.proof, rule.bad, filename="bad.py")
    values = {
        "Manifest": ("data/needs.ts", MANIFEST.model_dump_json()),
        "Rule": ("data/rules.ts", rule_json(rule, catalogue.record)),
        "Listed": ("data/rules.ts", json.dumps(listed)),
        "Report": ("protocol/protocol.ts", json.dumps(report.as_dict())),
    }
    assert _said(tmp_path, values) == ""


def test_a_field_that_only_one_side_knows_is_named(tmp_path: Path) -> None:
    more = json.dumps({**MANIFEST.model_dump(), "colour": "red"})
    assert "colour" in _said(tmp_path, {"Manifest": ("data/needs.ts", more)})
    fewer = json.dumps({name: value for name, value in MANIFEST.model_dump().items() if name != "core"})
    assert "core" in _said(tmp_path, {"Manifest": ("data/needs.ts", fewer)})
