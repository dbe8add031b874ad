"""Names of recoveries that are more than names: none gets a file outside its folder, or the file of another.

Seen to fail without the ``re.sub`` in ``file_name`` (``../x``), without the shortening to 100 bytes, without the parent
compared in ``RecoveryFolder.current``, and with ``_is_taken`` always false.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath
from shutil import rmtree
from tempfile import TemporaryDirectory
from unicodedata import normalize

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from routine_tui.model.errors import BadInput
from routine_tui.store.folder import RecoveryFolder, file_name
from tests.cases import each_case
from tests.hostile.texts import TEXTS, live
from tests.store.rooms import recovery
from tests.texts import HOSTILE

TRICKS = (
    "../x", "..\\x", "../../etc/passwd", "/etc/passwd", "C:\\x", "\\\\server\\share", "//server/share", "~/x",
    "$HOME/x", "a\x00b", "CON", "con.txt", "COM1.txt", "LPT9", "AUX.", "NUL ", "PRN.json", "com¹", "x.", "x ", " x",
    "x. . .", ".", "..", "...", " . ", ".hidden", "-x", "--help", "x:stream", "x.json:stream", "a|b", "a*b?", 'a"b',
    "<a>", "%00", "archive", "archive.json", "new", "current", "current.json", "config.toml", "backups", "x.json",
    "X.JSON", "json", "Face.json.damaged-2026-11-22", ".Face.json.tmp", ".Face.json.lock", "👩🏽‍🔬", "👍" * 99,
    "x" * 300, "洗" * 300, "e\u0301" * 300, "a\nb", "a\u2028b", "\ufeffx", "x\u202ejson.exe",
)  # fmt: skip
ANYTHING = st.one_of(
    st.text(min_size=1, max_size=300),
    st.text("./\\:~ -", min_size=1, max_size=12),
    st.sampled_from((*TRICKS, *HOSTILE, *TEXTS.values())),
    st.builds("{}{}".format, st.sampled_from(TRICKS), st.text(" .-_/\\\x00aé", max_size=4)),
)
LONGEST = 255
"""The longest name of a file, in bytes, on the disks of today."""


@settings(max_examples=150)
@given(ANYTHING)
@example("洗" * 34)
def test_every_name_is_one_plain_component_with_room_for_what_is_put_around_it(name: str) -> None:
    file = file_name(name)
    for path in (PurePosixPath(file), PureWindowsPath(file)):
        assert path.parts == (file,)
        assert not path.anchor
    assert not file.startswith((".", "-", " ")) and not file.removesuffix(".json").endswith((".", " "))
    assert live(file, allowed="") == {}
    for around in (f".{file}{'x' * 40}.tmp", f".{file}{'x' * 40}.lock"):
        assert len(normalize("NFD", around).encode()) <= LONGEST
        assert len(around.encode("utf-16-le")) // 2 <= LONGEST


@pytest.mark.parametrize("name", [*TRICKS, "aux .txt", "con .x", "CONIN$", "CONOUT$"], ids=repr)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # is_reserved has moved to os.path in Python 3.13
def test_no_name_is_a_device_of_windows(name: str) -> None:
    assert not PureWindowsPath(file_name(name)).is_reserved()


@settings(max_examples=10)
@given(st.lists(ANYTHING.filter(lambda name: bool(name.strip()) and "\ud800" not in name), min_size=2, max_size=4))
@example(["x:y", "x-y-1274e286", "x?y"])
@example(["archive", "new", "current", "config.toml"])
def test_two_names_never_share_a_file_and_none_lands_outside(names: list[str]) -> None:
    with TemporaryDirectory() as outside:
        home = Path(outside) / "deep" / "home"
        folder = RecoveryFolder(home)
        kept: dict[Path, str] = {}
        for number, name in enumerate(names):
            if any(_has_surrogate(one) for one in name):
                continue
            try:
                path = folder.create(recovery(name, f"id-{number}"))
            except BadInput as refused:
                assert "There is already a recovery" in str(refused)
                continue
            assert path not in kept
            kept[path] = name
        assert {folder.repository(path).load().name for path in kept} == set(kept.values())
        files = {path.relative_to(outside) for path in Path(outside).rglob("*") if path.is_file()}
        allowed = (Path("deep/home/recoveries"), Path("deep/home"))
        assert all(path.parent in allowed for path in files)
        assert {path for path in files if path.suffix == ".json"} == {path.relative_to(outside) for path in kept}


def _has_surrogate(character: str) -> bool:
    return "\ud800" <= character <= "\udfff"


@pytest.fixture
def folder(tmp_path: Path) -> RecoveryFolder:
    """A folder with one recovery, “Face”, beside which somebody else's file lies."""
    (tmp_path / "recoveries.json").write_text("mine")
    (tmp_path / "home" / "backups").mkdir(parents=True)
    (tmp_path / "home" / "backups" / "x.json").write_text("mine")
    folder = RecoveryFolder(tmp_path / "home")
    folder.create(recovery())
    return folder


@pytest.mark.parametrize(
    "pointer",
    [
        b"../../etc/passwd", b"../recoveries.json", b"../backups/x.json", b"/etc/passwd", b"archive/../../x.json",
        b"Face.json\x00.png", b"\x00", b"./././", b"\\..\\x.json", b"C:\\x.json", b"~/x", b"Face.json/../../current",
        b"\xff\xfe\x00", "e\u0301".encode() * 1000,
    ],
    ids=lambda pointer: repr(pointer[:20]),
)  # fmt: skip
def test_whatever_the_pointer_says_only_a_recovery_of_the_folder_is_current(
    folder: RecoveryFolder, pointer: bytes
) -> None:
    (folder.home / "current").write_bytes(pointer)
    assert folder.current() == folder.recoveries / "Face.json"


@pytest.mark.slow
@pytest.mark.parametrize("again", [b"\n", b"x", b"../"], ids=repr)
def test_a_pointer_of_ten_million_bytes_is_no_pointer(folder: RecoveryFolder, again: bytes) -> None:
    (folder.home / "current").write_bytes(again * (10_000_000 // len(again)))
    assert folder.current() == folder.recoveries / "Face.json"


@pytest.mark.parametrize(
    "name", ["../x", "/etc/passwd", "..", ".", "Face/../Face", "\x00", "recoveries.json", "Face\x00"]
)
def test_only_what_is_listed_can_be_called_for(folder: RecoveryFolder, name: str) -> None:
    before = {path: path.read_bytes() for path in folder.home.parent.rglob("*") if path.is_file()}
    with pytest.raises(BadInput, match="There is no recovery"):
        folder.find(name)
    assert {path: path.read_bytes() for path in folder.home.parent.rglob("*") if path.is_file()} == before


@each_case("name", [trick for trick in TRICKS if trick.strip()])
def test_putting_away_and_bringing_back_stays_inside(tmp_path: Path, name: str) -> None:
    folder = RecoveryFolder(tmp_path / "home")
    path = folder.create(recovery(name))
    away = folder.archive(folder.find(name).path)
    assert away.parent == folder.recoveries / "archive"
    folder.use(folder.find(name).path)
    assert folder.current() == path
    assert {one.name for one in tmp_path.iterdir()} == {"home"}
    rmtree(tmp_path / "home")
