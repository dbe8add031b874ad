"""Pictures in a page: only where asked for, of one place and light, upright, and with nothing in them but pixels."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from PIL import Image

from routine_tui.clock import SystemClock
from routine_tui.exporters.formats import ExportRequest
from routine_tui.exporters.summary.shown_photos import Role, shown_photos
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.photo import Photo, PhotoLight, PhotoPlace, Shot
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.planner.planner import Planner
from routine_tui.settings import Home
from tests.exporters.lived_care import ZERO, at, on
from tests.pictures import CORNERS, SECRET, corners, drawn, exif
from tests.pictures import written as picture

WITH_PHOTOS = ("photos",)


def photo(offset: int, place: PhotoPlace = "left", light: PhotoLight = "window", before: bool = False) -> Photo:
    return Photo(f"{offset}{place}{light}", on(offset), f"p{offset + 9}.jpg", place=place, light=light, before=before)


def roles(*photos: Photo, **signs: int) -> dict[str, tuple[Role, ...]]:
    """What of some pictures is shown for what; ``d9=3`` is a check-in of redness 3 on that day."""
    checks = [(on(int(name[1:])), CheckIn.of({"redness": value}, at(0))) for name, value in signs.items()]
    return {one.photo.id: one.roles for one in shown_photos(photos, checks, ZERO)}


def test_before_the_worst_and_the_newest_are_shown_of_one_place_and_light() -> None:
    left = (photo(-2), photo(3), photo(9), photo(20))
    others = (photo(21, "right"), photo(22, light="flash"))
    assert roles(*others, *left, d3=2, d9=4, d20=1) == {
        "-2leftwindow": ("before",), "9leftwindow": ("worst",), "20leftwindow": ("newest",),
    }  # fmt: skip
    assert roles(photo(9), photo(20), d9=1, d20=3) == {"20leftwindow": ("worst", "newest")}
    assert roles() == {}


def test_which_was_the_worst_is_not_guessed_where_no_check_in_is_near() -> None:
    assert roles(photo(3), photo(9), photo(20), d15=4) == {"20leftwindow": ("newest",)}
    assert roles(photo(3), photo(20), d3=0, d20=0) == {"20leftwindow": ("newest",)}


@pytest.fixture
def planner(tmp_path: Path) -> Planner:
    """A planner on a recovery with three pictures, of which one lies on its side and all hold words of their camera."""
    planner = Planner(Home(data=tmp_path, config=tmp_path / "config.toml"), SystemClock(ZoneInfo("Europe/Madrid")))
    planner.open(planner.folder.create(Recovery("id", "Face", ZERO, 84, begun=ZERO)))
    for offset, turned in ((-2, 1), (4, 6), (20, 1)):
        source = picture(tmp_path / f"{offset}.jpg", image=drawn(240 - offset, 160), exif=exif(turned=turned))
        planner.photos.add(source, on(offset), "as I saw it", shot=Shot("left", "window", before=offset < 0))
    planner.skin.check_in(on(4), {"redness": 4})
    return planner


def shown(page: str) -> list[bytes]:
    return [base64.b64decode(data) for data in re.findall(r'href="data:image/jpeg;base64,([^"]+)"', page)]


@time_machine.travel(datetime(2026, 11, 22, 9, 0, tzinfo=UTC), tick=False)
def test_the_web_page_holds_them_upright_and_bare_and_only_where_they_are_asked_for(planner: Planner) -> None:
    page = planner.exports.file(ExportRequest("html", including=WITH_PHOTOS)).decode()
    found = shown(page)
    assert len(found) == 3 and "img-src data:" in page
    for content in found:
        with Image.open(BytesIO(content)) as image:
            assert not image.getexif() and SECRET not in content
    with Image.open(BytesIO(found[0])) as upright, Image.open(BytesIO(found[1])) as turned:
        assert corners(upright) == CORNERS and corners(turned) != CORNERS and turned.height > turned.width
    flat = " ".join(page.split())
    for words in (
        "Pictures: left, window light",
        "Before the session, 29 Oct",
        "At its worst (redness 4), D4 (4 Nov)",
        "Newest, D20",
    ):
        assert words in flat
    assert "as I saw it" not in page  # a caption is a note
    for name in ("html", "md", "txt"):
        assert "Pictures" not in planner.exports.file(ExportRequest(name)).decode()
    named = planner.exports.file(ExportRequest("md", including=WITH_PHOTOS)).decode()
    assert all(one.file in named.replace("\\", "") for one in planner.recovery.photos) and "![" not in named


@time_machine.travel(datetime(2026, 11, 22, 9, 0, tzinfo=UTC), tick=False)
def test_a_picture_that_is_not_there_is_said_to_be_missing(planner: Planner, tmp_path: Path) -> None:
    for path in tmp_path.glob("pictures/*/*"):
        path.unlink()
    page = planner.exports.file(ExportRequest("html", including=WITH_PHOTOS)).decode()
    assert page.count("The file of this picture is not there") == 3 and "<image" not in page and "img-src" not in page


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("pdfimages"), reason="poppler-utils is not installed")
@time_machine.travel(datetime(2026, 11, 22, 9, 0, tzinfo=UTC), tick=False)
def test_the_pdf_holds_them_at_5_cm_or_more_on_its_first_side(planner: Planner, tmp_path: Path) -> None:
    content = planner.exports.file(ExportRequest("pdf", including=WITH_PHOTOS))
    assert SECRET not in content and b"Exif" not in content
    (tmp_path / "a.pdf").write_bytes(content)
    listed = subprocess.run(["pdfimages", "-list", tmp_path / "a.pdf"], capture_output=True, check=True).stdout
    rows = [line.split() for line in listed.decode().splitlines()[2:]]
    assert len(rows) == 3 and {row[0] for row in rows} == {"1"}
    for row in rows:
        assert max(int(row[3]) / int(row[12]), int(row[4]) / int(row[13])) * 2.54 >= 5


def test_the_worst_says_what_was_seen_and_what_is_shortly_after_a_session_says_so() -> None:
    photos = (photo(-2), photo(9), photo(40))
    checks = [(on(9), CheckIn.of({"redness": 2, "scar": 3, "bumps": 1, "flaking": 0}, at(0)))]
    sittings = [(on(8), "Laser"), (on(40), "Peel"), (on(60), "Later")]
    found = {one.photo.day: one for one in shown_photos(photos, checks, ZERO, str.upper, sittings)}
    assert found[on(9)].signs == ("scar 3", "redness 2") and found[on(9)].after == "1 day after Laser"
    assert (found[on(40)].signs, found[on(40)].after) == ((), "the day of Peel")
    assert (found[on(-2)].signs, found[on(-2)].after) == ((), "")
    assert not shown_photos((photo(23),), checks, ZERO, str, sittings)[0].after, "15 days are not shortly"
