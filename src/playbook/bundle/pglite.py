"""PGlite for the browser, with a database that is made over to the playbook: no worker has to do that again."""

import subprocess
from pathlib import Path

from playbook.bundle.compiled import node_command
from playbook.bundle.wheels import BundleError
from playbook.postgres import announced, claim

SCRIPT = "pglite.mjs"


def gather(playground: Path, folder: str) -> None:
    """Put PGlite's files into the folder. Raises BundleError with what its script said when it fails."""
    command = node_command(playground, SCRIPT, folder)
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:  # noqa: S603 - our own
        url = next(filter(None, map(announced, process.stdout or ())), None)
        if url:
            claim(url)
        # Its standard input ends here, and with it the time to make the database ready.
        _, said = process.communicate()
    if process.returncode:
        raise BundleError(f"{SCRIPT} failed:\n{said.strip()}")
