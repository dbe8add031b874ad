"""Pictures from outside: taken in all or none, listed, given words, taken away, tidied."""

from __future__ import annotations

import io
import os
import shlex
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from routine_tui import cli
from routine_tui.model.text import weekday_day
from tests.cli.outside import back, did, file_of, refused, run, said_json, surroundings, today
from tests.pictures import CHANGED, another, exif, plain, written


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A picture that says nothing of itself."""
    return plain(tmp_path / "a face.png")


def photos(home: Path) -> list[dict[str, Any]]:
    """What is listed."""
    found: list[dict[str, Any]] = said_json(home, "photos", "--json")["photos"]
    return found


def age(home: Path) -> None:
    """Let every picture be two hours old."""
    for path in (home / "pictures").rglob("*.png"):
        os.utime(path, (path.stat().st_mtime - 7200,) * 2)


def test_a_picture_is_added_listed_and_undone(home: Path, picture: Path) -> None:
    told = did(home, "photos", "add", str(picture), "--caption", "left cheek")
    assert f"({'D22'})" in told
    (photo,) = photos(home)
    assert (photo["number"], photo["day"], photo["day_offset"]) == (1, str(today()), 22)
    assert (photo["caption"], photo["taken_at"], photo["there"]) == ("left cheek", None, True)
    assert Path(photo["path"]).is_file()
    assert Path(photo["path"]).name == photo["file"]
    lines = did(home, "photos").splitlines()
    assert lines[0] == "Face · pictures"
    assert lines[1].split()[:1] == ["1"]
    assert lines[1].endswith("left cheek")
    assert lines[2] == f"Next photo day: {weekday_day(back(-7), today())}"
    assert lines[3] == f"The files are in {Path(photo['path']).parent}"
    assert "added a photo" in did(home, "undo")
    assert photos(home) == []


def test_how_to_take_pictures_is_said_with_the_first_one_only(home: Path, picture: Path) -> None:
    assert "the same light" in did(home, "photos")
    assert "the same light" in did(home, "photos", "add", str(picture))
    assert "the same light" not in did(home, "photos", "add", str(another(picture)))
    assert "the same light" not in did(home, "photos")


def test_the_day_is_that_of_the_camera_unless_one_is_said(home: Path, tmp_path: Path) -> None:
    source = written(tmp_path / "a.jpg", exif=exif(f"{back(3):%Y:%m:%d} 09:12:30"))
    did(home, "photos", "add", str(source))
    did(home, "photos", "add", str(another(source)), "--on", "-1")
    did(home, "photos", "add", str(another(source)), "--on", str(back(30)))
    assert [(photo["day_offset"], photo["taken_at"]) for photo in photos(home)] == [
        (-8, "09:12"), (19, "09:12"), (21, "09:12")
    ]  # fmt: skip
    assert "D-8" in did(home, "photos")


def test_several_pictures_are_one_change_and_one_bad_one_stops_them_all(
    home: Path, picture: Path, tmp_path: Path
) -> None:
    (tmp_path / "b.jpg").write_text("words")
    sentence = refused(home, "photos", "add", str(picture), str(tmp_path / "b.jpg"))
    assert sentence.startswith(f"{tmp_path / 'b.jpg'} isn't a JPEG, PNG or WebP picture")
    did(home, "photos", "add", str(picture), str(another(picture)), str(another(picture)))
    assert len(photos(home)) == 3
    assert "added 3 photos" in did(home, "undo")
    assert photos(home) == []


def test_a_day_to_come_is_refused_with_nothing_left(home: Path, picture: Path) -> None:
    sentence = refused(home, "photos", "add", str(picture), "--on", "tomorrow")
    assert sentence == f"{today() + timedelta(days=1)} is in the future: a photo is from today or earlier."


def test_words_and_day_are_changed(home: Path, picture: Path) -> None:
    did(home, "photos", "add", str(picture))
    did(home, "photos", "edit", "1", "--caption", "by the window", "--on", "yesterday")
    assert (photos(home)[0]["caption"], photos(home)[0]["day"]) == ("by the window", str(back(1)))
    assert run(home, "photos", "edit", "1").status == 2


def test_a_picture_is_called_by_number_or_by_the_beginning_of_its_file(home: Path, picture: Path) -> None:
    did(home, "photos", "add", str(picture), str(another(picture)), "--on", "yesterday")
    did(home, "photos", "add", str(another(picture)))
    assert "fits 2 pictures" in refused(home, "photos", "remove", str(back(1)))
    for word in ("0", "4", "nothing", "", "²"):
        assert "There is no picture" in refused(home, "photos", "remove", word)
    last = photos(home)[2]
    told = did(home, "photos", "remove", str(today()))
    assert f"Removed: {last['file']}" in told
    assert last["path"] in told
    assert Path(last["path"]).is_file()
    did(home, "photos", "remove", "2")
    assert len(photos(home)) == 1


def test_without_pictures_there_is_none_to_remove(home: Path) -> None:
    assert "No photos yet" in refused(home, "photos", "remove", "1")


def test_tidy_deletes_nothing_that_undo_can_bring_back(home: Path, picture: Path) -> None:
    did(home, "photos", "add", str(picture))
    path = Path(photos(home)[0]["path"])
    did(home, "photos", "remove", "1")
    age(home)
    assert f"kept, as undo or a backup can bring it back: {path}" in did(home, "photos", "tidy", "--yes")
    assert path.is_file()
    did(home, "undo")
    assert photos(home)[0]["there"]


def test_tidy_only_lists_until_it_is_told_yes(home: Path, picture: Path) -> None:
    did(home, "photos", "add", str(picture))
    path = Path(photos(home)[0]["path"])
    other = path.with_name("2026-01-01-0123abcd.png")
    other.write_bytes(path.read_bytes())
    age(home)
    told = did(home, "photos", "tidy")
    assert f"no longer needed: {other}" in told
    assert "tidy --yes" in told
    assert other.is_file()
    assert "Deleted: 1 file." in did(home, "photos", "tidy", "--yes")
    assert not other.exists()
    assert path.is_file()
    assert did(home, "photos", "tidy") == "Nothing to tidy up.\n"


def test_a_picture_that_is_gone_is_named_and_is_no_damage(home: Path, picture: Path) -> None:
    did(home, "photos", "add", str(picture), str(another(picture)))
    assert "picture" not in did(home, "check")
    gone = Path(photos(home)[0]["path"])
    gone.unlink()
    assert "no longer exists" in did(home, "photos")
    assert [photo["there"] for photo in photos(home)] == [False, True]
    assert f"1 photo is missing: {gone.name}" in did(home, "check")
    assert said_json(home, "check", "--json")["recoveries"][0]["missing_pictures"] == [gone.name]


def test_a_caption_shows_nothing_that_a_terminal_obeys(home: Path, picture: Path) -> None:
    refused(home, "photos", "add", str(picture), "--caption", "a\udce8b")
    did(home, "photos", "add", str(picture), "--caption", "plain")
    content = file_of(home).read_text("utf-8")
    file_of(home).write_text(content.replace("plain", "\\u001b[31mx"), "utf-8")
    ran = run(home, "photos")
    assert "\x1b" not in ran.out
    assert "�[31mx" in ran.out


def test_pillow_is_imported_only_when_a_picture_is_taken_in(home: Path, picture: Path) -> None:
    did(home, "photos", "add", str(picture))
    code = """
import sys
from contextlib import redirect_stdout
from routine_tui.cli import main
for words in (["photos"], ["photos", "remove", "1"], ["check"], ["photos", "add", sys.argv[2]]):
    try:
        with redirect_stdout(sys.stderr):
            main(["--home", sys.argv[1], *words])
    except SystemExit as left:
        print(left.code, "PIL" in sys.modules)
"""
    command = [sys.executable, "-c", code, str(home), str(another(picture))]
    ran = subprocess.run(command, env=surroundings(), stdout=subprocess.PIPE, text=True, check=True)
    assert ran.stdout.splitlines() == ["0 False", "0 False", "0 False", "0 True"]


@pytest.mark.parametrize("said", ["", "soon"])
def test_a_day_that_the_picture_does_not_say_is_told(home: Path, tmp_path: Path, said: str) -> None:
    told = did(home, "photos", "add", str(written(tmp_path / "a.jpg", exif=exif(said))))
    assert f"“a.jpg” doesn't say when it was taken: {today():%a} {today().day} {today():%b} is used." in told
    assert "Correct it with routine-tui photos edit --on." in told
    assert photos(home)[0]["day"] == str(today())
    assert "does not say" not in did(home, "photos", "add", str(another(tmp_path / "a.jpg")), "--on", "-2")


def test_on_a_terminal_it_is_asked(home: Path, picture: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("routine_tui.cli.photos.is_answered", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO("soonish\n-2\n"))  # what is no day is asked again
    assert cli._run(["--home", str(home), "photos", "add", str(picture)]) == 0
    assert photos(home)[0]["day"] == str(back(2))


@pytest.mark.parametrize(
    "between", ["{:%Y/%m/%d} 09:12:30", "{:%Y-%m-%d} 09:12:30", "{:%Y-%m-%d}T09:12", "{:%Y:%m:%d}"]
)
def test_a_day_in_another_spelling_is_that_day(home: Path, tmp_path: Path, between: str) -> None:
    tags = exif(between.format(back(6)))
    tags[CHANGED] = f"{back(1):%Y:%m:%d} 10:00:00"
    assert "does not say" not in did(home, "photos", "add", str(written(tmp_path / "a.jpg", exif=tags)))
    assert photos(home)[0]["day"] == str(back(6))


def test_dropped_files_are_found(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "My photos"
    folder.mkdir()
    source = plain(folder / "it's left.png")
    address = f"file://{str(source).replace(' ', '%20')}"
    for typed in (address, str(source).replace(" ", "\\ ").replace("'", "\\'"), shlex.quote(str(source))):
        did(home, "photos", "add", typed, "--on", "-1")
        another(source).replace(source)
        did(home, "skin", "redness=1", "--photo", typed)
        another(source).replace(source)
    assert len(photos(home)) == 6


def test_how_a_picture_was_taken_is_told_and_its_original_kept(home: Path, picture: Path) -> None:
    words = ["--place", "front", "--light", "window", "--bare", "--before", "--keep-original"]
    did(home, "photos", "add", str(picture), *words)
    (photo,) = photos(home)
    assert (photo["place"], photo["light"], photo["makeup"], photo["before"]) == ("front", "window", False, True)
    assert Path(photo["original"]).read_bytes() == picture.read_bytes()
    assert "front, window, before" in did(home, "photos") and "original kept" in did(home, "photos")
    assert "is here already" in refused(home, "photos", "add", str(picture))
    did(home, "photos", "edit", "1", "--place", "left", "--after")
    assert (photos(home)[0]["place"], photos(home)[0]["before"]) == ("left", False)
    assert "originals" not in did(home, "export", "--format", "html", "--with", "photos")


def test_what_a_phone_put_into_the_inbox_is_shown_and_added_once(home: Path, tmp_path: Path) -> None:
    assert "config set photo_inbox" in refused(home, "photos", "inbox")
    folder = tmp_path / "from the phone"
    folder.mkdir()
    did(home, "config", "set", "photo_inbox", str(folder))
    assert did(home, "photos", "inbox") == "No new photos.\n"
    picture = written(folder / "IMG_1.jpg", exif=exif(f"{back(2):%Y:%m:%d} 09:12:30"))
    assert did(home, "photos", "inbox").splitlines()[0] == str(picture)
    assert did(home, "photos", "inbox", "--add", "--light", "window") == "Added: 1 photo.\n"
    (photo,) = said_json(home, "photos", "--json")["photos"]
    assert (photo["day"], photo["light"]) == (str(back(2)), "window")
    assert did(home, "photos", "inbox", "--add") == "Added: 0 photos.\n" and picture.exists()
    folder.rename(tmp_path / "moved")
    assert "check the setting" in refused(home, "photos", "inbox")
