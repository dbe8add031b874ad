"""Pictures through the planner: the record and its file come and go together, and undo has the last word."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

import pytest

from routine_tui.clock import SystemClock
from routine_tui.model.errors import BadInput, StoreError
from routine_tui.model.recovery.photo import Photo, Shot, in_order
from routine_tui.planner.planner import Planner
from routine_tui.settings import Home
from tests.pictures import SECRET, another, exif, plain, written

ZONE = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=ZONE)
TODAY = NOW.date()
ZERO = date(2026, 11, 1)


class Clock(SystemClock):
    """Shows what it was set to."""

    def __init__(self, at: datetime = NOW) -> None:
        super().__init__(at.tzinfo)
        self.at = at

    def now(self) -> datetime:
        """The moment it was set to."""
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def planner(tmp_path: Path, clock: Clock) -> Planner:
    home = tmp_path / "home"
    planner = Planner(Home(home, home / "config.toml"), clock)
    planner.recoveries.begin("Face", ZERO)
    return planner


def files(planner: Planner) -> list[Path]:
    """Every file of a picture."""
    return [path for path in (planner.home.data / "pictures").rglob("*") if path.is_file()]


def test_a_picture_is_copied_and_recorded_and_the_own_file_stays(planner: Planner, tmp_path: Path) -> None:
    source = written(tmp_path / "IMG 1.jpg")
    before = source.read_bytes()
    recovery = planner.photos.add(source, caption="  left   cheek ")
    (photo,) = recovery.photos
    assert (photo.day, str(photo.taken_at), photo.caption) == (date(2026, 11, 20), "09:12:30", "left cheek")
    assert [planner.photos.path(photo)] == files(planner)
    assert source.read_bytes() == before
    assert Planner(planner.home, planner.clock).recovery.photos == (photo,)


def test_the_day_given_wins_over_the_cameras_and_today_is_the_last_word(planner: Planner, tmp_path: Path) -> None:
    given = planner.photos.add(written(tmp_path / "a.jpg"), ZERO).photos[0]
    assert (given.day, given.file[:10]) == (ZERO, "2026-11-01")
    assert {photo.day for photo in planner.photos.add(plain(tmp_path / "b.png")).photos} == {ZERO, TODAY}


def test_a_picture_taken_after_midnight_belongs_to_the_evening_before(
    planner: Planner, clock: Clock, tmp_path: Path
) -> None:
    clock.at = datetime(2026, 11, 22, 0, 50, tzinfo=ZONE)
    photo = planner.photos.add(written(tmp_path / "a.jpg", exif=exif("2026:11:22 00:40:00"))).photos[0]
    assert photo.day == planner.today() == date(2026, 11, 21)
    clock.at = datetime(2026, 11, 22, 4, 0, tzinfo=ZONE)
    photo = planner.photos.add(written(tmp_path / "b.jpg", exif=exif("2026:11:22 03:00:00"))).photos[-1]
    assert photo.day == date(2026, 11, 22)


@pytest.mark.parametrize("day", [TODAY, ZERO, ZERO - timedelta(days=1), ZERO - timedelta(days=730)])
def test_a_picture_may_be_from_before_the_session(planner: Planner, tmp_path: Path, day: date) -> None:
    assert planner.photos.add(plain(tmp_path / "a.png"), day).photos[0].day == day


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TODAY + timedelta(days=1), "in the future"),
        (ZERO - timedelta(days=731), ("more than 2 years before the session")),
    ],
)
def test_a_day_on_which_no_picture_can_be_leaves_nothing(
    planner: Planner, tmp_path: Path, day: date, words: str
) -> None:
    with pytest.raises(BadInput, match=words):
        planner.photos.add(plain(tmp_path / "a.png"), day)
    with pytest.raises(BadInput, match=words):
        planner.photos.add(written(tmp_path / "b.jpg", exif=exif(f"{day:%Y:%m:%d} 12:00:00")))
    assert files(planner) == []
    photo = planner.photos.add(plain(tmp_path / "a.png")).photos[0]
    with pytest.raises(BadInput, match=words):
        planner.photos.edit(photo.id, day=day)


def test_of_several_pictures_all_are_taken_or_none(planner: Planner, tmp_path: Path) -> None:
    good, bad = plain(tmp_path / "a.png"), tmp_path / "b.png"
    bad.write_text("words")
    with pytest.raises(BadInput, match=r"b\.png isn't a JPEG"):
        planner.photos.add_all([good, bad])
    assert (files(planner), planner.recovery.photos) == ([], ())
    assert len(planner.photos.add_all([good, another(good)]).photos) == 2
    assert planner.undo() == "added 2 photos"
    assert planner.recovery.photos == ()


def test_where_the_record_cannot_be_stored_the_file_goes_again(
    planner: Planner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreError("No room: nothing was changed.")

    planner.photos.add(plain(tmp_path / "a.png"))
    before = files(planner)
    monkeypatch.setattr("routine_tui.store.storage.write_whole", full)
    with pytest.raises(StoreError, match="No room"):
        planner.photos.add(another(tmp_path / "a.png"))
    assert files(planner) == before


def test_undo_brings_a_picture_back_with_its_file(planner: Planner, tmp_path: Path) -> None:
    before = planner.photos.add(plain(tmp_path / "a.png"))
    assert planner.photos.remove(before.photos[0].id).photos == ()
    assert planner.undo() == "removed a photo of 22 Nov"
    assert planner.recovery.photos == before.photos
    assert planner.photos.path(before.photos[0]).is_file()


def test_words_and_day_are_changed_one_without_the_other(planner: Planner, tmp_path: Path) -> None:
    photo = planner.photos.add(plain(tmp_path / "a.png"), caption="left").photos[0]
    assert planner.photos.edit(photo.id, day=ZERO).photos[0].caption == "left"
    changed = planner.photos.edit(photo.id, caption="").photos[0]
    assert (changed.day, changed.caption, changed.file) == (ZERO, "", photo.file)
    label = planner.undo()
    planner.photos.edit(photo.id, caption="left")  # as it is: no change to undo
    assert (label, planner.undo()) == ("edited a photo", "edited a photo")
    assert planner.recovery.photos[0].day == TODAY


def test_a_picture_that_is_not_there_any_more_is_refused_in_a_sentence(planner: Planner) -> None:
    for change in (planner.photos.remove, planner.photos.edit):
        with pytest.raises(BadInput, match="no longer exists"):
            change("unknown")


def test_pictures_stay_where_they_are_when_the_recovery_moves(planner: Planner, tmp_path: Path) -> None:
    photo = planner.photos.add(plain(tmp_path / "a.png")).photos[0]
    path = planner.photos.path(photo)
    planner.recoveries.describe("Cheeks", ZERO, 84)
    planner.recoveries.archive("Cheeks")
    planner.recoveries.use("Cheeks")
    assert planner.photos.path(photo) == path
    assert path.is_file()


def test_tidying_takes_only_what_no_recovery_and_no_undo_names(planner: Planner, clock: Clock, tmp_path: Path) -> None:
    kept, gone = planner.photos.add_all([plain(tmp_path / "a.png"), another(tmp_path / "a.png")]).photos
    planner.photos.remove(gone.id)
    path = planner.photos.path(gone)
    clock.at = datetime.fromtimestamp(path.stat().st_mtime + 7200, ZONE)
    assert planner.photos.find_left_over().undoable == (path,)
    assert planner.photos.delete_left_over() == 0
    for number in range(60):
        planner.note(ZERO, f"{number}", append=False)
    assert planner.photos.find_left_over().unnamed == (path,)
    assert planner.photos.delete_left_over() == 1
    assert files(planner) == [planner.photos.path(kept)]


def test_tidying_leaves_alone_what_a_recovery_that_cannot_be_read_may_name(
    planner: Planner, clock: Clock, tmp_path: Path
) -> None:
    photo = planner.photos.add(plain(tmp_path / "a.png")).photos[0]
    path = planner.photos.path(photo)
    assert planner.path is not None
    planner.path.write_text("{")
    for backup in (planner.home.data / "backups").rglob("*.json"):
        backup.unlink()
    clock.at = datetime.fromtimestamp(path.stat().st_mtime + 7200, ZONE)
    left = planner.photos.find_left_over()
    assert (left.unnamed, left.elsewhere) == ((), (path.parent,))


def test_pictures_stand_in_the_order_in_which_they_were_taken() -> None:
    hours = (None, "08:00", "21:00", None)
    photos = [
        Photo(str(number), TODAY - timedelta(days=number // 3), f"{number}.jpg", None if hour is None else _time(hour))
        for number, hour in enumerate(hours)
    ]
    assert [photo.id for photo in in_order(photos)] == ["3", "1", "2", "0"]


def _time(text: str) -> time:
    return time.fromisoformat(text)


# --- how it was taken, and the original


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_an_original_is_kept_byte_for_byte_and_the_copy_says_nothing(
    planner: Planner, tmp_path: Path, kind: str
) -> None:
    source = written(tmp_path / f"IMG.{kind.lower()}", kind, exif=exif("2026:11:20 09:12:30"))
    shot = Shot("front", "side", False, True)
    (photo,) = planner.photos.add(source, keep_original=True, shot=shot).photos
    original = planner.photos.original_path(photo)
    assert original is not None and original.read_bytes() == source.read_bytes()
    assert photo.sha256 == hashlib.sha256(source.read_bytes()).hexdigest()
    assert (photo.place, photo.light, photo.makeup, photo.before) == ("front", "side", False, True)
    assert photo.camera == "2026-11-20T09:12:30" and photo.added == NOW
    assert SECRET in original.read_bytes() and SECRET not in planner.photos.path(photo).read_bytes()
    assert (original.stat().st_mode & 0o777, original.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_the_same_file_is_added_once_only_under_any_name(planner: Planner, tmp_path: Path) -> None:
    source = plain(tmp_path / "a.png")
    planner.photos.add(source)
    copy = tmp_path / "b.png"
    copy.write_bytes(source.read_bytes())
    for sources in ([copy], [another(source), copy], [twin := another(source), twin]):
        with pytest.raises(BadInput, match="is here already, as the photo of 22 Nov"):
            planner.photos.add_all(sources, keep_original=True)
    assert len(planner.recovery.photos) == len(files(planner)) == 1
    assert not (planner.home.data / "originals").exists()


def test_how_it_was_taken_is_changed_and_an_original_is_tidied_like_its_picture(
    planner: Planner, tmp_path: Path
) -> None:
    (photo,) = planner.photos.add(plain(tmp_path / "a.png"), keep_original=True).photos
    planner.photos.edit(photo.id, shot={"place": "left", "before": True})
    (now,) = planner.recovery.photos
    assert (now.place, now.before, now.light, now.original) == ("left", True, "", photo.original)
    planner.photos.remove(photo.id)
    planner.undo()
    assert planner.recovery.photos == (now,)
    assert planner.photos.find_left_over().unnamed == ()
