"""The commands that show and change settings, with the checks of the settings file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from typing import Final

import click
from click.shell_completion import CompletionItem

from routine_tui.cli.config_schema import schema
from routine_tui.cli.picking import Completed, TextType, pass_session
from routine_tui.cli.session import CliSession, columns, print_json
from routine_tui.model.errors import BadInput
from routine_tui.model.text import clipped, escape_control_characters
from routine_tui.settings import Settings, about_setting, choices_of, known_setting, read_settings, write_setting
from routine_tui.ui.commands import COMMANDS, check_keymap, command_named
from routine_tui.ui.themes import check_theme, theme_names

_KEYS: Final = "keys."


def _keys_there_are(_session: CliSession) -> Iterator[tuple[str, str]]:
    for name in Settings.__struct_fields__:
        if name != "keys":
            yield name, about_setting(name)
    for command in COMMANDS:
        yield f"{_KEYS}{command.id}", command.help


class Value(TextType):
    """What a setting takes: any text, and where only some words fit, the shell completes these."""

    name = "text"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The words that begin as typed, for the setting that was named before."""
        key = ctx.params.get("key")
        known = theme_names() if key == "theme" else choices_of(key) if key in Settings.__struct_fields__ else ()
        return [CompletionItem(word) for word in known if word.startswith(incomplete)]


KEY = Completed(_keys_there_are)
VALUE = Value()


@click.group("config", invoke_without_command=True)
@click.pass_context
def config_command(ctx: click.Context) -> None:
    """Show or change the settings. They are kept in config.toml, which holds only what you changed.

    \b
    Examples:
      routine-tui config list
      routine-tui config get theme
      routine-tui config set theme routine-light
      routine-tui config set keys.step.tick x,space
      routine-tui config unset theme
    """
    session = ctx.find_object(CliSession)
    assert session is not None
    if session.look_at_settings() is None and ctx.invoked_subcommand is None:
        _show(session, read_settings(session.home.config))
    elif ctx.invoked_subcommand is None:
        raise BadInput(session.settings_problem or "")


@config_command.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_session
def list_command(session: CliSession, as_json: bool) -> None:
    """List every setting with its value, and what it is for."""
    settings = read_settings(session.home.config)
    if as_json:
        print_json({name: _as_json(getattr(settings, name)) for name in Settings.__struct_fields__})
    else:
        _show(session, settings)


@config_command.command("get")
@click.argument("key", type=KEY)
@pass_session
def get_command(session: CliSession, key: str) -> None:
    """Print the value of one setting; an empty line where it is not set.

    KEY is a name that `routine-tui config list` shows, or keys.COMMAND.
    """
    settings = read_settings(session.home.config)
    if key.startswith(_KEYS):
        command = command_named(key.removeprefix(_KEYS))
        click.echo(escape_control_characters(settings.keys.get(command.id, command.keys)))
    elif known_setting(key) == "keys":
        for name, keys in settings.keys.items():
            click.echo(escape_control_characters(f"{_KEYS}{name} {keys}"))
    else:
        click.echo(escape_control_characters(_as_text(getattr(settings, key))))


@config_command.command("set")
@click.argument("key", type=KEY)
@click.argument("value", type=VALUE)
@pass_session
def set_command(session: CliSession, key: str, value: str) -> None:
    """Change one setting. Comments and everything else in the file stay as they are.

    KEY is a name that `routine-tui config list` shows, or keys.COMMAND.
    """
    _check(session, key, value)
    kept = write_setting(session.home.config, key, value)
    session.say(f"{_shown(key)} is now {_shown(kept) or 'empty'}.")
    _tell_what_is_left(session)


@config_command.command("unset")
@click.argument("key", type=KEY)
@pass_session
def unset_command(session: CliSession, key: str) -> None:
    """Take one setting out of the file, so that it has its usual value again."""
    if key.startswith(_KEYS):
        command_named(key.removeprefix(_KEYS))
    write_setting(session.home.config, key, None)
    session.say(f"{_shown(key)} has its usual value again.")
    _tell_what_is_left(session)


@config_command.command("schema")
def schema_command() -> None:
    """Print a JSON Schema of config.toml, with which an editor can check and complete it.

    \b
    Example, for editors that use Taplo, e.g. Even Better TOML:
      routine-tui config schema > config.schema.json
      and as the first line of config.toml:  #:schema ./config.schema.json
    """
    print_json(schema())


def _check(session: CliSession, key: str, value: str) -> None:
    """What only the full screen knows of a value: which themes there are, which keys are free. Raises BadInput."""
    if key == "theme":
        check_theme(value)
    elif key.startswith(_KEYS):
        command = command_named(key.removeprefix(_KEYS))
        known = read_settings(session.home.config).keys if session.settings_problem is None else {}
        before = set(check_keymap(known)[1])
        for problem in check_keymap({**known, command.id: value})[1]:
            if problem not in before:
                raise BadInput(problem)


def _show(session: CliSession, settings: Settings) -> None:
    usual, rows = Settings(), []
    for name in Settings.__struct_fields__:
        if name == "keys":
            continue
        value, default = getattr(settings, name), getattr(usual, name)
        changed = "" if value == default else f"changed; usually {_as_text(default) or 'not set'}"
        rows.append((name, clipped(_as_text(value)) or "not set", changed, about_setting(name)))
    for name, keys in settings.keys.items():
        usually = next((one.keys for one in COMMANDS if one.id == name), "no command")
        rows.append((clipped(f"{_KEYS}{name}"), clipped(keys), f"changed; usually {usually}", ""))
    for line, row in zip(columns([row[:2] for row in rows]), rows, strict=True):
        session.say(session.paint(line, bold=bool(row[2])) + (f"  ({row[2]})" if row[2] else ""))
        if row[3]:
            session.say(session.paint(f"    {row[3]}", dim=True))
    session.say()
    session.say(f"Every command can have other keys: keys.COMMAND. The file is {_shown(str(session.home.config))}.")


def _tell_what_is_left(session: CliSession) -> None:
    """Say on standard error what else in the file keeps it from being read."""
    session.settings_problem = None
    if problem := session.look_at_settings():
        click.echo(f"routine-tui: {clipped(problem, 500)}", err=True)


def _as_json(value: object) -> object:
    return f"{value:%H:%M}" if isinstance(value, time) else dict(value) if isinstance(value, dict) else value


def _as_text(value: object) -> str:
    """A value as it is typed."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else f"{value:%H:%M}" if isinstance(value, time) else str(value)


def _shown(text: str) -> str:
    return clipped(text, 200)
