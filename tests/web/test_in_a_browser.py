"""The full screen in a real browser: opened, ticked, clicked, resized, exported, by two at once, behind a code."""

from __future__ import annotations

import json
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.cli.outside import planner_of, today
from tests.web.browser import Browser, Page, chromium
from tests.web.conftest import Serve, Served

pytestmark = pytest.mark.slow
PROGRAM = shutil.which("chromium") or shutil.which("google-chrome") or ""


@pytest.fixture
async def browser(tmp_path: Path, serve: Serve) -> AsyncIterator[Browser]:
    if not PROGRAM:
        pytest.skip("Chromium is not installed")
    async with chromium(PROGRAM, tmp_path / "browser") as one:
        yield one


def marks_of(home: Path) -> set[str]:
    """The steps that are ticked today, as the disk has it."""
    return set(planner_of(home).recovery.record(today()).marks)


async def opened(browser: Browser, served: Served) -> Page:
    page = await browser.page()
    await page.open(f"http://{served.host}/")
    await page.see("Gentle cleanser", "Moisturiser")
    return page


def assert_nothing_from_elsewhere(page: Page, served: Served) -> None:
    """That everything was asked of the server, and nothing was wanted of another host."""
    elsewhere = {url for url in page.asked if urlsplit(url).scheme != "data" and urlsplit(url).netloc != served.host}
    assert (elsewhere - {"about:blank"}, page.problems) == (set(), [])


async def test_a_day_in_the_browser(browser: Browser, serve: Serve) -> None:
    served = serve()
    page = await opened(browser, served)
    await page.press("space")
    await page.until(lambda: marks_of(served.home) == {"morning-cleanser"}, "the tick to be on the disk")

    await page.until(lambda: "▌ ○ Moisturiser" in page.text, "the cursor to go on")
    await page.click_on("Moisturiser")
    await page.until(lambda: "morning-moisturiser" in marks_of(served.home), "the click to tick")

    columns = page.columns
    await page.call("Emulation.setDeviceMetricsOverride", width=600, height=500, deviceScaleFactor=1, mobile=False)
    await page.until(lambda: page.columns < columns, "the terminal to be smaller")
    await page.see("Gentle cleanser")

    await page.press("2")
    await page.see("wk")
    await page.press("e")
    await page.see("Save to")
    await page.press("ctrl+s")
    await page.see("Saved to")
    await page.until(lambda: any(browser.downloads.glob("*.pdf")), "the file to come down")
    (file,) = browser.downloads.glob("*.pdf")
    assert file.read_bytes().startswith(b"%PDF")
    assert_nothing_from_elsewhere(page, served)


async def test_two_at_once_have_one_file(browser: Browser, serve: Serve) -> None:
    served = serve()
    first, second = await opened(browser, served), await opened(browser, served)
    await first.press("space")
    await second.see("✓ Gentle cleanser")
    await second.click_on("Sunscreen")
    await second.click_on("Sunscreen")
    await second.until(lambda: len(marks_of(served.home)) == 2, "the second tick")
    assert marks_of(served.home) == {"morning-cleanser", "morning-sunscreen"}


async def test_left_by_its_key_the_page_says_that_all_is_saved(browser: Browser, serve: Serve) -> None:
    page = await opened(browser, serve())
    await page.press("q")
    await page.run_until("getComputedStyle(document.getElementById('closed')).display != 'none'")
    assert "Everything is saved" in await page.run("document.getElementById('closed').textContent")
    await page.run("document.getElementById('again').click()")
    await page.see("Gentle cleanser")


async def test_behind_a_code(browser: Browser, serve: Serve) -> None:
    served = serve("--allow-network", "--host", "127.0.0.1")
    code = served.code()
    page = await browser.page()
    await page.open(f"http://{served.host}/")
    for typed in ("1111 1111" if code != "1111 1111" else "2222 2222", code):
        await page.run_until("document.readyState == 'complete' && !!document.forms[0]")
        await page.run(f"document.getElementById('code').value = {json.dumps(typed)}; document.forms[0].submit()")
        if typed != code:
            await page.run_until("document.body.textContent.includes('That is not the code')")
    await page.see("Gentle cleanser")
    assert served.code() != code
