"""The record of the attacks: what is counted, what is written down, and what is refused."""

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from playbook.book.attacks import ATTACKS_FILE, Attack, attack_of, write_attack
from playbook.book.catalogue import read_catalogue
from playbook.book.slips import CatalogueError
from playbook.cli import main
from tests.conftest import BAD, TRIES

DAY = dt.date(2030, 1, 7)
FIVE = Attack(date=DAY, right=2, refused=1, wrong=3, accepted=2)


def attacked(folder: Path, **sources: str) -> Result:
    """Hand these files in as an attack on the sample rule."""
    files = [folder / f"{name}.py" for name in sources]
    for file, source in zip(files, sources.values(), strict=True):
        file.write_text(source, encoding="utf-8")
    return CliRunner().invoke(main, ["try", "XMP01", *map(str, files), "--attack"])


def test_what_the_proof_refuses_and_accepts_is_counted_by_what_each_file_is() -> None:
    judged = {"right_1.py": True, "right_2.py": False, "wrong_1.py": True, "wrong_2.py": True, "wrong_3.py": False}
    assert attack_of(judged, DAY) == FIVE
    assert (FIVE.handed_in, FIVE.misjudged) == (5, 3)


def test_an_attack_is_judged_and_written_down(here: Path, tmp_path: Path) -> None:
    judged = attacked(tmp_path, **TRIES)
    assert (judged.exit_code, judged.output.splitlines()[-1]) == (
        0,
        f"XMP01 refused 0 of 1 right ones and accepted 0 of 1 wrong ones; {ATTACKS_FILE} says so",
    )
    misjudged = attacked(tmp_path, right_shared=BAD, wrong_copy=TRIES["right_copy"])
    assert misjudged.exit_code == 1
    attack = read_catalogue(here).attacks["XMP01"]
    assert (attack.right, attack.refused, attack.wrong, attack.accepted) == (1, 1, 1, 1)


def test_a_file_that_does_not_say_what_it_is_leaves_the_record_as_it_was(here: Path, tmp_path: Path) -> None:
    refused = attacked(tmp_path, mine=BAD)
    assert refused.exit_code == 1
    assert "mine.py neither begins with right_ nor with wrong_" in refused.output
    assert not (here / ATTACKS_FILE).exists()


def test_an_attack_on_one_rule_leaves_the_others_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / ATTACKS_FILE
    write_attack(path, "XMP02", FIVE)
    write_attack(path, "XMP01", FIVE)
    assert path.read_text("utf-8").count("2030-01-07") == 2
    path.write_text("{", encoding="utf-8")
    with pytest.raises(ValueError, match="json"):
        write_attack(path, "XMP01", FIVE)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("{", "its beginning"),
        (
            '{"XMP01": {"date": "2030-01-07", "right": 1, "refused": 2, "wrong": 0, "accepted": 0}}',
            "more are misjudged",
        ),
        ('{"XMP01": {"date": "2030-01-07", "right": -1, "refused": 0, "wrong": 0, "accepted": 0}}', "XMP01.right"),
        ('{"XMP09": {"date": "2030-01-07", "right": 1, "refused": 0, "wrong": 0, "accepted": 0}}', "not there"),
    ],
)
def test_a_record_that_cannot_be_true_is_a_slip(snippets: Path, written: str, found: str) -> None:
    (snippets / ATTACKS_FILE).write_text(written, encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(snippets)
    (slip,) = caught.value.slips
    assert slip.file.name == ATTACKS_FILE
    assert found in slip.found
