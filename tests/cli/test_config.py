"""Settings by command: what is shown, what is written, what is refused, and the schema for editors."""

from __future__ import annotations

import json
import runpy
import tomllib
from pathlib import Path

import jsonschema

from routine_tui.model.errors import RoutineError
from routine_tui.settings import Settings, read_settings
from tests.cases import each_case
from tests.cli.outside import did, refused, run, said_json

SCHEMA_FILE = Path(__file__).parents[2] / "docs" / "schema" / "config.json"


def config_of(home: Path, text: str | None = None) -> Path:
    """The settings file of a home; with a text, that is written to it first."""
    path = home / "config.toml"
    if text is not None:
        path.write_text(text, "utf-8")
    return path


def test_without_a_file_every_setting_is_listed_with_its_usual_value(empty_home: Path) -> None:
    listed = said_json(empty_home, "config", "list", "--json")
    assert list(listed) == list(Settings.__struct_fields__)
    assert (listed["theme"], listed["day_starts_at"], listed["keys"]) == ("routine-dark", None, {})
    text = did(empty_home, "config", "list")
    assert all(name in text for name in Settings.__struct_fields__ if name != "keys")
    assert "changed" not in text
    assert did(empty_home, "config") == text
    assert not config_of(empty_home).exists()


@each_case(
    ("key", "typed", "held"),
    [
        ("theme", "routine-light", "routine-light"),
        ("day_starts_at", "04:30", "04:30"),
        ("week_starts_on", "sunday", "sunday"),
        ("glyphs", "ascii", "ascii"),
        ("region", "uk", "uk"),
        ("backups_daily", "366", 366),
        ("backups_weekly", "0", 0),
        ("mouse", "false", False),
        ("plain", "true", True),
    ],
)
def test_what_is_set_is_in_the_file_and_told_again(empty_home: Path, key: str, typed: str, held: object) -> None:
    assert did(empty_home, "config", "set", key, typed) == f"{key} is now {typed}.\n"
    assert tomllib.loads(config_of(empty_home).read_text("utf-8"))[key] == held
    assert did(empty_home, "config", "get", key) == f"{typed}\n"
    assert said_json(empty_home, "config", "list", "--json")[key] == held
    assert "changed; usually" in did(empty_home, "config", "list")
    did(empty_home, "config", "unset", key)
    assert read_settings(config_of(empty_home)) == Settings()


def test_keys_of_commands_are_set_alike(empty_home: Path) -> None:
    assert did(empty_home, "config", "get", "keys.step.tick") == "space,enter\n"
    did(empty_home, "config", "set", "keys.step.tick", "x")
    assert read_settings(config_of(empty_home)).keys == {"step.tick": "x"}
    assert did(empty_home, "config", "get", "keys.step.tick") == "x\n"
    assert did(empty_home, "config", "get", "keys") == "keys.step.tick x\n"
    assert "keys.step.tick" in did(empty_home, "config", "list")
    did(empty_home, "config", "unset", "keys.step.tick")
    assert did(empty_home, "config", "get", "keys") == ""


def test_comments_and_order_stay(home: Path) -> None:
    path = config_of(home, '# mine\nregion = "uk"  # home\n\ntheme = "nord"\n\n[keys]  # below\n"step.tick" = "x"\n')
    did(home, "config", "set", "region", "ireland")
    did(home, "config", "set", "backups_daily", "30")
    text = path.read_text("utf-8")
    assert text.index("# mine") < text.index('region = "ireland"  # home') < text.index("theme") < text.index("[keys]")
    assert "# below" in text
    assert read_settings(path).backups_daily == 30


@each_case(
    ("words", "said"),
    [
        (("set", "thene", "nord"), "“thene” isn't a setting; did you mean “theme”?"),
        (("set", "zzz", "1"), "use one of theme, day_starts_at, week_starts_on, glyphs, keys, backups_daily,"),
        (("get", "zzz"), "use one of theme, day_starts_at"),
        (("unset", "zzz"), "isn't a setting"),
        (("set", "theme", "nrod"), "There is no theme “nrod”; did you mean “nord”?"),
        (("set", "week_starts_on", "mondy"), "did you mean “monday”?"),
        (("set", "week_starts_on", ""), "use one of monday, sunday, saturday."),
        (("set", "day_starts_at", "25:00"), "“25:00” isn't a time"),
        (("set", "backups_daily", "0"), "must be a whole number from 1 to 366, not 0."),
        (("set", "backups_daily", "many"), "must be a whole number from 1 to 366, not 'many'."),
        (("set", "backups_daily", "9" * 5000), "must be a whole number"),
        (("set", "region", "mars"), "use one of uk, northern_ireland, ireland"),
        (("set", "mouse", "0"), "“mouse” must be true or false, not '0'."),
        (("set", "keys", "x"), "must be a table"),
        (("set", "keys.step.tick", "q"), "“q” is the key of quit already"),
        (("set", "keys.step.tick", ""), "“step.tick” needs a key"),
        (("set", "keys.stp.tick", "x"), "did you mean “step.tick”?"),
        (("get", "keys.nothing"), "There is no command “nothing”"),
        (("unset", "keys.nothing"), "There is no command “nothing”"),
    ],
)
def test_nonsense_is_refused_in_one_sentence_and_nothing_is_written(
    empty_home: Path, words: tuple[str, ...], said: str
) -> None:
    assert said in refused(empty_home, "config", *words)


def test_a_mistake_in_the_file_is_told_and_can_be_mended_by_command(home: Path) -> None:
    path = config_of(home, 'glyphs = "asci"\nregion = "mars"\n')
    for words in (("list",), ("get", "theme"), ()):
        assert str(path) in refused(home, "config", *words)
    ran = run(home, "config", "set", "glyphs", "ascii")
    assert (ran.status, ran.out) == (0, "glyphs is now ascii.\n")
    assert "mars" in ran.err  # what is left is said
    assert did(home, "config", "unset", "region") == "region has its usual value again.\n"
    assert read_settings(path).glyphs == "ascii"


def test_a_file_that_is_no_toml_is_left_alone(home: Path) -> None:
    config_of(home, "theme = \n")
    assert "nothing was changed" in refused(home, "config", "set", "glyphs", "ascii")


def test_what_was_typed_does_nothing_to_a_terminal(home: Path) -> None:
    config_of(home, '[keys]\n"step.tick" = "\\u001b[2J"\n"nosuch\\u001b[2J" = "x"\n')
    for words in (("list",), ("get", "keys"), ("get", "keys.step.tick")):
        assert "\x1b" not in did(home, "config", *words)
    assert "\x1b" not in refused(home, "config", "set", "theme\x1b[2J", "x")


# ---------------------------------------------------------------------- the schema


def test_the_schema_in_docs_is_that_of_the_settings(empty_home: Path) -> None:
    script = runpy.run_path(str(SCHEMA_FILE.parents[1] / "config_schema.py"))
    assert SCHEMA_FILE.read_text("utf-8") == script["written"](), "run python docs/config_schema.py"
    assert said_json(empty_home, "config", "schema") == json.loads(SCHEMA_FILE.read_text("utf-8"))


FILES = [
    "",
    'theme = "nord"\nday_starts_at = "04:30"\nweek_starts_on = "sunday"\nglyphs = "ascii"\nregion = "uk"\n',
    'backups_daily = 1\nbackups_weekly = 0\n[keys]\n"step.tick" = "x,space"\n',
    "backups_daily = 0\n",
    "backups_weekly = 521\n",
    'backups_daily = "3"\n',
    'day_starts_at = "25:00"\n',
    'day_starts_at = "midnight"\n',
    'day_starts_at = "7:30"\n',
    "day_starts_at = 7\n",
    'week_starts_on = "friday"\n',
    'glyphs = "emoji"\n',
    'region = "mars"\n',
    'region = ""\n',
    "theme = 3\n",
    "mouse = false\n",
    'mouse = "yes"\n',
    "mouse = 1\n",
    "keys = 3\n",
    "[keys]\nquit = 1\n",
    "nosuch = 1\n",
]


@each_case("text", FILES)
def test_the_schema_takes_what_the_program_takes(tmp_path: Path, text: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text, "utf-8")
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA_FILE.read_text("utf-8")))
    try:
        read_settings(path)
        is_read = True
    except RoutineError:
        is_read = False
    assert validator.is_valid(tomllib.loads(text)) is is_read


def test_the_schema_is_one(empty_home: Path) -> None:
    jsonschema.Draft202012Validator.check_schema(said_json(empty_home, "config", "schema"))


@each_case("key", Settings.__struct_fields__)
def test_every_setting_is_described(key: str) -> None:
    assert json.loads(SCHEMA_FILE.read_text("utf-8"))["properties"][key]["description"]


@each_case(("typed", "kept"), [("7pm", "19:00"), ("4.30", "04:30"), ("noon", "12:00"), ("٠٤:٣٠", "04:30")])
def test_a_time_is_kept_as_the_schema_has_it(empty_home: Path, typed: str, kept: str) -> None:
    """Seen to be kept as it was typed, which editors then marked as wrong."""
    assert did(empty_home, "config", "set", "day_starts_at", typed) == f"day_starts_at is now {kept}.\n"
    assert config_of(empty_home).read_text("utf-8") == f'day_starts_at = "{kept}"\n'
