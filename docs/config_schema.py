"""Writes the JSON Schema of config.toml, the one of ``routine-tui config schema``: ``python docs/config_schema.py``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Final

from routine_tui.cli.config_schema import schema

FILE: Final = Path(__file__).parent / "schema" / "config.json"


def written() -> str:
    """The schema as the file holds it."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(written(), "utf-8")
    sys.stdout.write(f"Written to {FILE}\n")
