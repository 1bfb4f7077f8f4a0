"""``rules.csv``: each rule with the comment that a reviewer pastes, for spreadsheets and for tools that read them."""

import csv
import io

from playbook.book.catalogue import Catalogue
from playbook.pages.search import review_comment

CSV_FILE = "rules.csv"
COLUMNS = ("id", "level", "area", "title", "sentence", "url", "comment")

# What a spreadsheet takes for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def rules_csv(catalogue: Catalogue, address: str) -> str:
    """Return every rule as CSV (RFC 4180), for a site at this address, which ends with a slash.

    No cell is a formula: one that a spreadsheet would run begins with an apostrophe.
    """
    file = io.StringIO()
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for area in catalogue.areas:
        for rule in area.rules:
            matter = rule.matter
            said = (matter.title, matter.review, address + rule.url, review_comment(rule, address))
            writer.writerow(map(_inert, (rule.id, matter.level, area.matter.title, *said)))
    return file.getvalue()


def _inert(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
