"""Write the locks in requirements/: exact versions and hashes, for every system and Python >= 3.11.

Run by `make lock`. No index address is written into the locks: an installer uses its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# dev.txt first: base.txt then takes its versions from there, so that the two agree.
LOCKS = {
    "dev.txt": ["pyproject.toml", "requirements/base.in", "--group", "dev"],
    "base.txt": ["pyproject.toml", "requirements/base.in", "--constraint", "requirements/dev.txt"],
    "bench.txt": [
        "pyproject.toml",
        "requirements/base.in",
        "--group",
        "bench",
        "--constraint",
        "requirements/dev.txt",
    ],
    "lock.txt": ["requirements/lock.in"],
}


def write_lock(name: str, inputs: list[str]) -> None:
    """Resolve `inputs` anew and write `requirements/<name>`."""
    command = [
        *(sys.executable, "-m", "uv", "pip", "compile", *inputs),
        *("--universal", "--python-version", "3.11", "--generate-hashes", "--upgrade"),
        *("--no-annotate", "--quiet", "--output-file", f"requirements/{name}"),
    ]
    environment = {**os.environ, "UV_CUSTOM_COMPILE_COMMAND": "make lock"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def main() -> None:
    """Write all locks."""
    for name, inputs in LOCKS.items():
        write_lock(name, inputs)


if __name__ == "__main__":
    main()
