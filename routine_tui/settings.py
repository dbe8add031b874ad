"""Settings, and where things lie. ``config.toml`` holds only what the person changed."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, get_args, get_origin

from msgspec import Meta, Struct, ValidationError, convert, field
from msgspec.structs import fields, replace

from routine_tui.byte_order import as_utf8
from routine_tui.files import make_folder, typed_path, write_whole
from routine_tui.locks import locked
from routine_tui.model.errors import BadInput, CannotRead, NoHome, StoreError, reason_of
from routine_tui.model.text import clause_of, clipped, typed

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

HOME_VARIABLE: Final = "ROUTINE_TUI_HOME"
Glyphs = Literal["auto", "unicode", "ascii"]
WeekStart = Literal["monday", "sunday", "saturday"]
RegionId = Literal[
    "", "uk", "northern_ireland", "ireland", "norway", "switzerland", "iceland", "eu", "us", "canada", "australia",
    "new_zealand",
]  # fmt: skip
"""Whose numbers to ring; the numbers themselves are data, which no settings file needs to be checked."""
DEFAULT_THEME: Final = "routine-dark"
_YES_OR_NO: Final = {"true": True, "false": False}
_C_LOCALES: Final = ("C", "POSIX")
_COERCED: Final = ("C.UTF-8", "C.utf8", "UTF-8")
"""What Python takes in their place."""


class Home(Struct, frozen=True):
    """Where data and settings lie."""

    data: Path
    config: Path
    """The settings file."""


class Settings(Struct, frozen=True):
    """What a person can set; every value has a default. The descriptions are what ``config`` and the schema say."""

    theme: Annotated[str, Meta(description="The colours: routine-dark, routine-light or another theme.")] = (
        DEFAULT_THEME
    )
    day_starts_at: Annotated[
        time | None, Meta(description="When a new day starts, as HH:MM; if not set, what the recovery says.")
    ] = None
    week_starts_on: Annotated[WeekStart, Meta(description="The first day of a week.")] = "monday"
    glyphs: Annotated[Glyphs, Meta(description="The symbols; auto is what the terminal can show.")] = "auto"
    keys: Annotated[
        Mapping[str, str], Meta(description="Keys by command, comma separated, where they differ from the usual ones.")
    ] = field(default_factory=dict)
    backups_daily: Annotated[
        int, Meta(ge=1, le=366, description="For how many days the copy made before the first change is kept.")
    ] = 14
    backups_weekly: Annotated[
        int, Meta(ge=0, le=520, description="For how many weeks before those one copy is kept.")
    ] = 8
    region: Annotated[RegionId, Meta(description="Which country's emergency numbers to show; if empty, several.")] = ""
    plain: Annotated[
        bool, Meta(description="One column without boxes, states in words: for screen readers and magnifiers.")
    ] = False
    mouse: Annotated[bool, Meta(description="Whether the full screen takes the mouse, or the terminal.")] = True
    after_tick: Annotated[
        Literal["next", "stay"],
        Meta(description="Where the cursor goes after a tick: to the next open step, or nowhere."),
    ] = "next"
    sync_in_app: Annotated[
        bool, Meta(description="Whether the full screen syncs with the list on your phone while it is open.")
    ] = False
    photo_inbox: Annotated[
        str, Meta(description="A folder in which a phone puts photos; new ones are offered, and files in it stay.")
    ] = ""

    @property
    def first_weekday(self) -> int:
        """The weekday that begins a week: 0 is Monday."""
        return {"monday": 0, "saturday": 5, "sunday": 6}[self.week_starts_on]


def find_home(chosen: str | None = None) -> Home:
    """Where things lie: the folder given, else the one in ROUTINE_TUI_HOME, else the platform's usual places.

    Raises BadInput where there is no home folder.
    """
    if one := chosen or os.environ.get(HOME_VARIABLE):
        folder = typed_path(one)
        return Home(folder, folder / "config.toml")
    from platformdirs import user_config_path, user_data_path

    if os.name == "nt" or Path(os.environ.get("HOME", "/")).is_absolute():
        try:
            data, config = (of("routine-tui", appauthor=False) for of in (user_data_path, user_config_path))
        except (RuntimeError, KeyError):  # no HOME, and nobody of this number in the list of users
            pass
        else:
            return Home(data, config / "config.toml")
    raise NoHome(HOME_VARIABLE)


def read_settings(path: Path) -> Settings:
    """The settings in a file; the defaults where there is none.

    Raises BadInput, naming the file, the key and the nearest spelling, for what is not a setting or not a value of it.
    """
    try:
        if path.exists() and not path.is_file():  # a pipe would be waited for
            raise StoreError(f"{path} isn't a regular file, so it can't hold settings: move it away.")
        content = path.read_bytes()
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise CannotRead(path, reason_of(error)) from error
    import tomllib

    try:
        table = tomllib.loads(as_utf8(content).decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadInput(f"{path} is not TOML: {clause_of(error)}.") from error
    try:
        values: dict[str, Any] = {known_setting(key): _value(key, value) for key, value in table.items()}
    except BadInput as error:
        raise BadInput(f"{path}: {error}") from None
    return replace(Settings(), **values)


def write_setting(path: Path, key: str, text: str | None) -> str:
    """Change one setting in the file and leave all else in it as it is; None takes it out. Raises BadInput, StoreError.

    Gives the value as it is kept: a time of day has one spelling there, however it is typed.

    A command's key is named ``keys.COMMAND``. ``text`` is the value as it is typed: numbers are read from it.
    """
    if text is not None:
        typed(text, f"“{clipped(key, 60)}”")  # the file can hold no bytes that are no text
    value: object = text
    command = key.removeprefix("keys.") if key.startswith("keys.") else None
    if command is None:
        known_setting(key)
        if text is not None:
            value = _typed(key, text)
            if isinstance(checked := _value(key, value), time):
                value = text = f"{checked:%H:%M}"
    path = path.resolve()  # it may be a link to where somebody keeps all settings
    make_folder(path.parent)
    with locked(path):
        document = _document(path)
        table: Any = document
        if command is not None:
            key, table = command, document.setdefault("keys", {})
        if not isinstance(table, dict):
            raise BadInput(f"{path}: “keys” isn't a table, so nothing was changed: write [keys] on a line of its own.")
        if value is None:
            table.pop(key, None)
        else:
            table[key] = value
        write_whole(path, document.as_string().encode())
    return text or ""


def _document(path: Path) -> TOMLDocument:
    """The settings file with its comments; an empty one where there is none."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        return tomlkit.parse(as_utf8(path.read_bytes()).decode())
    except FileNotFoundError:
        return tomlkit.document()
    except (OSError, UnicodeDecodeError, TOMLKitError, RecursionError) as error:
        raise BadInput(f"{path} cannot be read, so nothing was changed: {clause_of(error)}.") from error


def nearest(word: str, known: list[str]) -> str:
    """The end of a sentence about an unknown word: the nearest known word, or all of them where none is near."""
    from difflib import get_close_matches

    close = get_close_matches(word, known, n=1, cutoff=0.5)
    return f"; did you mean “{close[0]}”?" if close else f"; use one of {', '.join(known)}."


def known_setting(key: str) -> str:
    """The name of a setting. Raises BadInput, with the nearest or all of them, where there is none of that name."""
    known = list(Settings.__struct_fields__)
    if key not in known:
        raise BadInput(f"“{key}” isn't a setting{nearest(key, known)}")
    return key


def _kind(key: str) -> tuple[Any, Meta]:
    """What a setting takes, and what is said of it."""
    annotated = next(one.type for one in fields(Settings) if one.name == key)
    if get_origin(annotated) is not Annotated:
        return annotated, Meta()
    return annotated.__origin__, annotated.__metadata__[0]


def about_setting(key: str) -> str:
    """What a setting is for, in a sentence."""
    return _kind(key)[1].description or ""


def choices_of(key: str) -> tuple[str, ...]:
    """The words that a setting takes; empty where it takes others."""
    kind = _kind(key)[0]
    return (
        tuple(_YES_OR_NO) if kind is bool else tuple(word for word in get_args(kind) if isinstance(word, str) and word)
    )


def _typed(key: str, text: str) -> object:
    """A value as the file is to hold it, from how it is typed."""
    kind = _kind(key)[0]
    if kind is bool:
        return _YES_OR_NO.get(text, text)
    return int(text) if kind is int and text.isascii() and text.isdecimal() and len(text) < 10 else text


def _value(key: str, value: object) -> object:
    """A value as its setting has it. Raises BadInput, naming the key, for one that it does not take."""
    kind, checks = _kind(key)
    try:
        if key == "day_starts_at":
            from routine_tui.dates import read_time

            return read_time(convert(value, str))
        return convert(value, Annotated[kind, checks])
    except BadInput as error:
        raise BadInput(f"“{key}”: {error}") from None
    except ValidationError:
        raise BadInput(_refusal(key, value, kind, checks)) from None


def _refusal(key: str, value: object, kind: Any, checks: Meta) -> str:
    if key == "keys":
        return '“keys” must be a table of commands and their keys, e.g. "step.tick" = "x".'
    if kind is int:
        return f"“{key}” must be a whole number from {checks.ge} to {checks.le}, not {value!r}."
    if kind is bool:
        return f"“{key}” must be true or false, not {value!r}."
    if not isinstance(value, str):
        return f"“{key}” must be text in quotation marks, not {value!r}."
    return f"“{value}” isn't a value for “{key}”{nearest(value, list(choices_of(key)))}"


def speaks_ascii(encoding: str | None = None) -> bool:
    """Whether the locale, or the output's encoding, knows no UTF-8."""
    named = os.environ.get("LC_ALL") or ""
    if not named:
        named = os.environ.get("LC_CTYPE") or ""
        if named in _COERCED and os.environ.get("LANG") in _C_LOCALES:  # Python itself put it there
            named = "C"
    written = (encoding or getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "").replace("_", "")
    return named in _C_LOCALES or written not in ("utf8", "utf8mb4", "cp65001")
