"""Collects the proofs of the rules and the Python blocks of the guides. Sybil collects nothing if built elsewhere."""

from pathlib import Path

from sybil.sybil import SybilCollection

from playbook.proving.doctests import guides, proofs, tries

ROOT = Path(__file__).parent
GUIDES = ["docs/*.md", "docs/**/*.md", "README.md", "CONTRIBUTING.md"]

pytest_collect_file = SybilCollection(
    [
        proofs(ROOT / "snippets", "good"),
        proofs(ROOT / "snippets", "bad"),
        tries(ROOT / "snippets"),
        guides(ROOT, GUIDES),
    ]
).pytest()
