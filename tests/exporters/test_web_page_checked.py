"""The web page under the eyes of others: a validator, and a checker of accessibility in a browser."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

from tests.exporters.lived import sample, typed_everywhere, written
from tests.exporters.lived_care import cared

TOOLS: Final = Path(os.environ.get("ROUTINE_TUI_NODE_MODULES", "node_modules")).resolve()
"""Where vnu-jar, axe-core and playwright-core are installed."""
EXAMPLES: Final = Path(__file__).parents[2] / "docs" / "examples"
VALIDATOR: Final = TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
AXE: Final = TOOLS / "axe-core" / "axe.min.js"
BROWSER: Final = shutil.which("chromium") or shutil.which("chromium-browser") or ""
CHECK: Final = """
const { chromium } = require(process.argv[2] + "/playwright-core");
(async () => {
  const browser = await chromium.launch({ executablePath: process.argv[3], args: ["--no-sandbox"] });
  const found = [];
  const looks = [["light", 1000], ["dark", 380], ["dark", 1000], ["light", 380]];
  const files = process.argv.slice(5);
  for (const file of files) for (const [colorScheme, width] of file === files[0] ? looks : looks.slice(0, 2)) {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
    await page.goto("file://" + file);
    await page.addScriptTag({ path: process.argv[4] });
    const { violations } = await page.evaluate(() => axe.run());
    const told = violations.map(one => one.id + " " + one.nodes[0].target);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    found.push(...told, ...(over > 0 ? [file + " is wider than " + width] : []));
    await page.close();
  }
  console.log(JSON.stringify(found));
  await browser.close();
})();
"""


@pytest.fixture
def pages(tmp_path: Path) -> list[Path]:
    """A page with care, one without, one with a text in every field, and the examples, one of which has pictures."""
    found = []
    for name, recovery in (
        ("cared", cared()),
        ("sample", sample()),
        ("typed", typed_everywhere("Less tight and dry than yesterday. " * 5)),
    ):
        found.append(tmp_path / f"{name}.html")
        found[-1].write_text(written("html", recovery), "utf-8")
    return [*found, *sorted(EXAMPLES.glob("*.html"))]


@pytest.mark.skipif(not VALIDATOR.is_file() or not shutil.which("java"), reason="vnu-jar or java is not installed")
def test_a_validator_finds_no_fault(pages: list[Path]) -> None:
    words = ["java", "-jar", str(VALIDATOR), "--stdout", "--exit-zero-always", "--format", "json", *map(str, pages)]
    found = subprocess.run(words, capture_output=True, text=True, check=True)
    assert json.loads(found.stdout)["messages"] == []


@pytest.mark.skipif(
    not AXE.is_file() or not (TOOLS / "playwright-core").is_dir() or not BROWSER or not shutil.which("node"),
    reason="axe-core, playwright-core, node or chromium is not installed",
)
def test_a_checker_of_accessibility_finds_no_violation_in_light_and_dark_wide_and_narrow(
    pages: list[Path], tmp_path: Path
) -> None:
    script = tmp_path / "check.cjs"
    script.write_text(CHECK)
    words = ["node", str(script), str(TOOLS), BROWSER, str(AXE), *map(str, pages)]
    found = subprocess.run(words, capture_output=True, text=True, check=True)
    assert json.loads(found.stdout) == []
