"""`llms.txt`: what a program that reads the site finds first. The form is that of llmstxt.org."""

from playbook.book.catalogue import Catalogue

LLMS_FILE = "llms.txt"


def llms_txt(catalogue: Catalogue, address: str) -> str:
    """Return the list of the rules, each with its twin in Markdown."""
    about = "The rules of a Python backend team, each with a good and a bad example, both proven."
    head = f"# The Backend Playbook\n\n> {about}"
    areas = [
        f"## {area.matter.title}\n\n"
        + "\n".join(
            f"- [{rule.id}: {rule.matter.title}]({address}rules/{rule.id}.md): {rule.matter.review}"
            for rule in area.rules
        )
        for area in catalogue.areas
    ]
    data = f"## Optional\n\n- [Every rule as data]({address}rules.json): JSON, described by rules.schema.json"
    return "\n\n".join([head, *areas, data]) + "\n"
