"""Settings: defaults, what may be set, and errors that name file, key and nearest spelling."""

from __future__ import annotations

import stat
from datetime import time
from pathlib import Path

import platformdirs
import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st

from routine_tui import locks
from routine_tui.model.errors import BadInput, RoutineError, StoreError
from routine_tui.settings import HOME_VARIABLE, Home, Settings, find_home, read_settings, write_setting
from tests.cases import each_case


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def read(config: Path, text: str) -> Settings:
    config.write_text(text, "utf-8")
    return read_settings(config)


# --- reading


def test_without_a_file_every_setting_has_its_default(config: Path) -> None:
    assert read_settings(config) == read(config, "") == Settings("routine-dark", None, "monday", "auto", {})


def test_every_setting_is_read(config: Path) -> None:
    text = """
        theme = "nord"
        day_starts_at = "04:30"
        week_starts_on = "sunday"
        glyphs = "ascii"
        region = "uk"
        [keys]
        "step.tick" = "x,space"
    """
    assert read(config, text) == Settings("nord", time(4, 30), "sunday", "ascii", {"step.tick": "x,space"}, region="uk")


@each_case(
    ("region", "said"),
    [
        ("irland", "did you mean “ireland”?"),
        (
            "mars",
            (
                "use one of uk, northern_ireland, ireland, norway, switzerland, iceland, eu, us, canada, australia, "
                "new_zealand."
            ),
        ),
    ],
)
def test_a_region_that_is_not_known_is_refused_with_the_nearest(config: Path, region: str, said: str) -> None:
    with pytest.raises(BadInput) as refused:
        read(config, f'region = "{region}"')
    assert str(refused.value).endswith(f"“{region}” isn't a value for “region”; {said}")


def test_an_empty_region_is_none(config: Path) -> None:
    assert read(config, 'region = ""').region == ""


@each_case("hour", range(24))
def test_a_day_may_start_at_any_hour(config: Path, hour: int) -> None:
    assert read(config, f'day_starts_at = "{hour:02}:00"').day_starts_at == time(hour)


@each_case(("day", "number"), [("monday", 0), ("saturday", 5), ("sunday", 6)])
def test_a_week_starts_on_one_of_three_days(config: Path, day: str, number: int) -> None:
    assert read(config, f'week_starts_on = "{day}"').first_weekday == number


@each_case(
    ("text", "parts"),
    [
        ('thene = "nord"', ["“thene” isn't a setting", "did you mean “theme”?"]),
        ('day_start_at = "3:00"', ["“day_start_at”", "did you mean “day_starts_at”?"]),
        (
            "zzz = 1",
            [
                "“zzz” isn't a setting",
                "keys, backups_daily, backups_weekly, region, plain, mouse, after_tick, sync_in_app, photo_inbox.",
            ],
        ),
        ('glyphs = "asci"', ["“asci” isn't a value for “glyphs”", "did you mean “ascii”?"]),
        ('glyphs = "qqq"', ["“qqq” isn't a value for “glyphs”", "use one of auto, unicode, ascii."]),
        ('week_starts_on = "mondy"', ["“mondy”", "“week_starts_on”", "did you mean “monday”?"]),
        ('day_starts_at = "25:00"', ["“day_starts_at”", "“25:00” isn't a time"]),
        ("day_starts_at = 3", ["“day_starts_at” must be text in quotation marks, not 3"]),
        ("day_starts_at = 03:00:00", ["“day_starts_at” must be text in quotation marks"]),
        ("theme = true", ["“theme” must be text in quotation marks, not True"]),
        ("keys = 3", ["“keys” must be a table of commands and their keys"]),
        ("[keys]\nquit = 1", ["“keys” must be a table of commands and their keys"]),
        ("theme = ", ["is not TOML"]),
        ('theme = "a"\ntheme = "b"', ["is not TOML"]),
        ("x = " + "[" * 100_000, ["is not TOML"]),
    ],
)
def test_a_mistake_is_told_with_the_file_the_key_and_the_nearest_spelling(
    config: Path, text: str, parts: list[str]
) -> None:
    with pytest.raises(BadInput) as refused:
        read(config, text)
    for part in [str(config), *parts]:
        assert part in str(refused.value)
    assert "\n" not in str(refused.value)


@given(st.binary(max_size=200))
def test_whatever_is_in_the_file_is_read_or_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "config.toml").write_bytes(content)
    try:
        assert isinstance(read_settings(tmp_path / "config.toml"), Settings)
    except RoutineError as refused:
        assert str(refused).startswith(str(tmp_path))


def test_a_file_that_cannot_be_read_is_told(config: Path) -> None:
    config.mkdir()
    with pytest.raises(StoreError, match=r"isn't a regular file"):
        read_settings(config)


# --- writing


def test_what_is_set_is_read_and_only_that_is_in_the_file(tmp_path: Path) -> None:
    config = tmp_path / "new" / "config.toml"
    write_setting(config, "theme", "nord")
    assert config.read_text() == 'theme = "nord"\n'
    assert read_settings(config) == Settings(theme="nord")
    assert stat.S_IMODE(config.stat().st_mode) == 0o600


def test_comments_order_and_all_else_stay(config: Path) -> None:
    config.write_text('# mine\ntheme = "nord"  # blue\n\n[keys]  # below\n"step.tick" = "x"\n')
    write_setting(config, "theme", "gruvbox")
    write_setting(config, "glyphs", "ascii")
    write_setting(config, "keys.quit", "Q")
    text = config.read_text()
    assert all(comment in text for comment in ("# mine", "# blue", "# below"))
    assert read_settings(config) == Settings(theme="gruvbox", glyphs="ascii", keys={"step.tick": "x", "quit": "Q"})


def test_bytes_that_are_no_text_are_refused(config: Path) -> None:
    """Seen to end in a traceback: the file is UTF-8, and a folder on a disk need not be."""
    for key in ("photo_inbox", "keys.quit"):
        with pytest.raises(BadInput, match="aren't UTF-8 text"):
            write_setting(config, key, "a\udc80b")
    assert not config.exists()


def test_a_setting_taken_out_has_its_default_again(config: Path) -> None:
    write_setting(config, "theme", "nord")
    write_setting(config, "keys.quit", "Q")
    write_setting(config, "theme", None)
    write_setting(config, "keys.quit", None)
    write_setting(config, "glyphs", None)
    assert read_settings(config) == Settings()


@each_case(
    ("key", "value", "reason"),
    [
        ("thene", "nord", "did you mean “theme”"),
        ("glyphs", "asci", "did you mean “ascii”"),
        ("day_starts_at", "25:00", "isn't a time"),
        ("keys", "x", "must be a table"),
        ("thene", None, "isn't a setting"),
    ],
)
def test_what_could_not_be_read_again_is_not_written(config: Path, key: str, value: str | None, reason: str) -> None:
    with pytest.raises(BadInput, match=reason):
        write_setting(config, key, value)
    assert not config.exists()


@each_case("content", [b"theme = ", b"\xff\xfex", b"keys = 3", b"x = " + b"[" * 100_000])
def test_a_file_with_a_mistake_is_left_as_it_is(config: Path, content: bytes) -> None:
    config.write_bytes(content)
    with pytest.raises(BadInput, match="nothing was changed"):
        write_setting(config, "keys.quit", "x")
    assert config.read_bytes() == content


def test_two_programs_do_not_write_at_once(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "LOCK_SECONDS", 0.05)
    with FileLock(config.with_name(".config.toml.lock")), pytest.raises(StoreError, match="Another program"):
        write_setting(config, "theme", "nord")
    assert not config.exists()


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_text_is_written_so_that_it_reads_back(tmp_path: Path, text: str) -> None:
    write_setting(tmp_path / "config.toml", "theme", text)
    write_setting(tmp_path / "config.toml", "keys.step.tick", text)
    settings = read_settings(tmp_path / "config.toml")
    assert (settings.theme, settings.keys) == (text, {"step.tick": text})


# --- where things lie


def test_a_folder_that_is_given_wins_over_the_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "variable"))
    assert find_home(str(tmp_path / "given")) == Home(tmp_path / "given", tmp_path / "given" / "config.toml")
    assert find_home() == Home(tmp_path / "variable", tmp_path / "variable" / "config.toml")


def test_a_relative_folder_is_the_same_wherever_the_program_goes_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert find_home("x").data == tmp_path / "x"
    assert find_home("~/x").data == tmp_path / "x"


def test_otherwise_things_lie_where_the_platform_keeps_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(HOME_VARIABLE, raising=False)
    home = find_home()
    assert home.data == platformdirs.user_data_path("routine-tui", appauthor=False)
    assert home.config == platformdirs.user_config_path("routine-tui", appauthor=False) / "config.toml"
