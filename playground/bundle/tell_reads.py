"""Runs inside Pyodide, after all that is traced: prints what was read, and what had been read before.

It is JSON, compressed and in base64: what a program prints is cut when it is long.
"""

import base64
import json
import sys
import zipfile
import zlib

import session

session.check()  # as a restored interpreter does, before it runs anything
reads = set(vars(sys)["_playbook_reads"])
archives = [path for path in sys.path if path.endswith(".zip")]
for module in list(sys.modules.values()):
    # One that stands in for itself, as lazy packages do, may have nothing else of where it came from.
    file = str(getattr(module, "__dict__", {}).get("__file__"))
    reads |= {(archive, file[len(archive) + 1 :]) for archive in archives if file.startswith(f"{archive}/")}
# Libraries try modules that need another system: that one of them is not here would be taken for a lack.
paths = {f"{name.replace('.', '/')}{end}" for name in session.asked() for end in (".pyc", "/__init__.pyc")}
reads |= {
    (archive, member) for archive in archives for member in paths.intersection(zipfile.ZipFile(archive).namelist())
}
told = json.dumps(sorted((archive, f"{member.removesuffix('c')}c") for archive, member in reads))
print(base64.b64encode(zlib.compress(told.encode())).decode())
