"""Papers: kept byte for byte, for their owner only, once; told by their content; nothing is left of one refused."""

from __future__ import annotations

import hashlib
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from routine_tui.model.errors import BadInput, StoreError
from routine_tui.planner.planner import Planner
from routine_tui.store.health import health_of
from routine_tui.store.paper_import import LARGEST_MB, suffix_of
from tests.cases import each_case
from tests.planned import TODAY, again, begun
from tests.store.disk import on_unix

PDF = b"%PDF-1.4\n\x00\xff anything"
MAIL = b"From: studio@example.org\r\nSubject: Your session\r\n\r\nIt is normal."


@pytest.fixture
def planner(tmp_path: Path) -> Planner:
    return begun(tmp_path / "home")[0]


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "Consent form.pdf"
    path.write_bytes(PDF)
    return path


@each_case(
    ("content", "named", "suffix"),
    [
        (PDF, ".txt", "pdf"),
        (b"\xff\xd8\xff\xe0rest", "", "jpg"),
        (b"\x89PNG\r\n\x1a\nrest", "", "png"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "", "webp"),
        (b"\x00\x00\x00\x18ftypheic\x00", "", "heic"),
        (MAIL, "", "eml"),
        (MAIL + b"\xe9", "", "eml"),
        ("It weeps. – “wait”".encode(), ".html", "txt"),
        ("täglich".encode("utf-16"), "", "txt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".msg", "msg"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc", ""),
        (b"<html><script>", ".html", "txt"),
        (b"\x7fELF\x02\x01\x00", ".pdf", ""),
        (b"MZ\x90\x00", ".eml", ""),
        (b"PK\x03\x04\x00", ".pdf", ""),
        (b"caf\xe9", ".txt", ""),
        (b" \n", ".txt", ""),
        (b"", ".pdf", ""),
    ],
)
def test_what_a_file_is_is_told_by_its_content(content: bytes, named: str, suffix: str) -> None:
    assert suffix_of(content, named) == suffix


@on_unix
def test_a_paper_is_kept_byte_for_byte_for_its_owner_only(planner: Planner, paper: Path) -> None:
    planner.papers.add(paper, "consent", TODAY - timedelta(days=3), " signed\nlater ", private=True)
    (one,) = again(planner).care.papers
    path = planner.papers.path(one)
    assert path.read_bytes() == PDF == paper.read_bytes()
    assert one.sha256 == hashlib.sha256(PDF).hexdigest()
    assert (one.kind, one.name, one.note, one.private) == ("consent", "Consent form.pdf", "signed later", True)
    assert [stat.S_IMODE(each.stat().st_mode) for each in (path, path.parent)] == [0o600, 0o700]


def test_the_same_bytes_are_refused_under_any_name(planner: Planner, paper: Path) -> None:
    planner.papers.add(paper, "consent")
    other = paper.rename(paper.with_name("Another name.pdf"))
    with pytest.raises(BadInput, match="is here already"):
        planner.papers.add(other, "receipt")
    assert len(planner.recovery.care.papers) == len(list((planner.home.data / "papers").rglob("*.pdf"))) == 1


def test_it_changes_is_taken_away_and_undo_finds_its_file_again(planner: Planner, paper: Path) -> None:
    planner.papers.add(paper, "consent")
    (one,) = planner.recovery.care.papers
    planner.papers.edit(one.id, kind="record", note="12 pages", day=TODAY)
    planner.papers.remove(one.id)
    assert len(planner.recovery.care.papers) == 0
    planner.undo()
    (back,) = again(planner).care.papers
    assert (back.kind, back.note, back.day) == ("record", "12 pages", TODAY) and planner.papers.is_there(back)


def full(*_: object) -> None:
    raise StoreError("the disk is full", "free some space")


def test_what_is_refused_leaves_no_file(planner: Planner, paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large = paper.with_name("large.pdf")
    with large.open("wb") as file:
        file.write(PDF)
        file.truncate(LARGEST_MB * 1_000_000 + 1)
    for source, day, why in (
        (large, None, "MB"),
        (paper.with_name("none.pdf"), None, "none.pdf"),
        (paper, TODAY + timedelta(days=1), "in the future"),
    ):
        with pytest.raises((BadInput, StoreError), match=why):
            planner.papers.add(source, "other", day)
    with monkeypatch.context() as patched:
        patched.setattr(
            planner, "change", lambda *_: (_ for _ in ()).throw(StoreError("the disk is full", "free some"))
        )
        with pytest.raises(StoreError, match="the disk is full"):
            planner.papers.add(paper, "consent")
    assert not (planner.home.data / "papers").exists()


def test_a_file_that_is_gone_is_told_by_check(planner: Planner, paper: Path) -> None:
    planner.papers.add(paper, "consent")
    (one,) = planner.recovery.care.papers
    planner.papers.path(one).unlink()
    assert not planner.papers.is_there(one)
    assert one.file in str(health_of(planner.folder).recoveries)


def test_a_byte_order_mark_is_a_part_of_a_paper(planner: Planner, tmp_path: Path) -> None:
    written = b"\xef\xbb\xbfPaid: 250\r\n"
    (tmp_path / "receipt.txt").write_bytes(written)
    (paper,) = planner.papers.add(tmp_path / "receipt.txt", "receipt").care.papers
    assert paper.sha256 == hashlib.sha256(written).hexdigest()
    assert planner.papers.path(paper).read_bytes() == written
    assert health_of(planner.folder).is_whole
