"""Builds the program, with all that it needs, as one file by shiv (extra ``zipapp``): ``docs/build_zipapp.py FILE``.

It is for the system and the minor version of Python that built it, as Pillow, msgspec and Typst are compiled.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent


def build(file: Path) -> int:
    """Build the file; pip fetches what has to be inside. Gives shiv's exit status."""
    command = [sys.executable, "-m", "shiv", "--console-script", "routine-tui", "--reproducible", "--compile-pyc"]
    return subprocess.run([*command, "--output-file", file, ROOT], check=False).returncode


if __name__ == "__main__":
    if len(sys.argv) != 2 or not sys.argv[1].endswith(".pyz"):
        sys.exit("Say which file to write: python docs/build_zipapp.py routine-tui.pyz")
    sys.exit(build(Path(sys.argv[1])))
