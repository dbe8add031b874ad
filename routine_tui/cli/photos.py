"""Commands about pictures of the skin: list them, take copies in, change their words, take them away, tidy up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from routine_tui.cli.advice import sentence_of
from routine_tui.cli.picking import DATE, Candidate, Kind, add_list, pass_session, pick, session_of
from routine_tui.cli.session import CliSession, columns, is_answered, print_json
from routine_tui.files import typed_path
from routine_tui.model.errors import BadInput, RoutineError
from routine_tui.model.recovery.photo import HOW_TO, PHOTO_LIGHTS, PHOTO_PLACES, Photo, Shot, in_order
from routine_tui.model.skin.photo_day import ASK_BEFORE, has_before, next_photo_words
from routine_tui.model.text import clipped, escape_control_characters, weekday_day

Command = TypeVar("Command", bound=Callable[..., Any])
FILE = click.Path(path_type=Path, readable=False)  # what cannot be read is one sentence of ours


def _shot_options(command: Command) -> Command:
    """The options that adding and editing share."""
    for option in reversed(
        (
            click.option("--place", type=click.Choice(PHOTO_PLACES[1:]), help="Which place it shows."),
            click.option("--light", type=click.Choice(PHOTO_LIGHTS[1:]), help="The light; side shows texture."),
            click.option("--makeup/--bare", "makeup", default=None, help="Make-up is on, or the face is bare."),
            click.option("--before/--after", "before", default=None, help="It is from before the session, or not."),
        )
    ):
        command = option(command)
    return command


@click.group("photos", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@click.pass_context
def photos_command(ctx: click.Context, as_json: bool) -> None:
    """Show or change the photos of your skin, by date.

    A photo is copied without its place, time and camera data; your own file stays as it is. The copies are in the
    photo folder. A plain backup and an export as JSON hold what is recorded about a photo, not the photo itself: use
    backup --with-pictures for a copy of all of it, or export --for record for the record of the case.
    """
    if ctx.invoked_subcommand is None:
        _show_photos(session_of(ctx), as_json)


def _show_photos(session: CliSession, as_json: bool) -> None:
    recovery = session.recovery
    photos = in_order(recovery.photos)
    if as_json:
        rows = [_as_json(session, number, photo) for number, photo in enumerate(photos, 1)]
        print_json({"recovery": recovery.name, "photos": rows})
        return
    session.say_head(recovery, "pictures")
    if not photos:
        session.say("No photos yet: add one with routine-tui photos add FILE.")
        session.say(HOW_TO)
        return
    for line in columns([_row(session, number, photo) for number, photo in enumerate(photos, 1)]):
        session.say(line)
    if when := next_photo_words(recovery, session.planner.today()):
        session.say(when)
    session.say(f"The files are in {escape_control_characters(str(session.planner.photos.path(photos[0]).parent))}")


add_list(photos_command, _show_photos, "Show the photos, by date.")


@photos_command.command("add")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=FILE)
@click.option(
    "--on",
    "on",
    type=DATE,
    metavar="DATE",
    help="The day they were taken [from the camera; if it has none, you are asked].",
)
@click.option("--caption", metavar="TEXT", default="", help='A caption, e.g. "left cheek".')
@_shot_options
@click.option(
    "--keep-original",
    is_flag=True,
    help="Keep the file byte for byte too, with place and camera. Never in a page.",
)
@pass_session
def add_command(
    session: CliSession, /, files: Sequence[Path], on: str | None, caption: str, keep_original: bool, **shot: Any
) -> None:
    """Add copies of photos: JPEG, PNG or WebP (HEIC with the extra “heic”), up to 60 MB and 80 million pixels. All
    of them, or none.

    A copy is turned upright and at most 4096 pixels long; it doesn't say where it was taken. The same file is added
    once only.

    \b
    Examples:
      routine-tui photos add ~/Pictures/IMG_2231.jpg
      routine-tui photos add left.jpg right.jpg --on yesterday --caption "before the cream"
      routine-tui photos add face.jpg --place front --light window --bare --keep-original
    """
    known = {photo.id for photo in session.recovery.photos}
    day = session.day(on) if on is not None else None
    paths = [typed_path(file) for file in files]
    unsaid: list[str] = []

    def ask(path: Path, proposed: date) -> date:
        """The day of a picture that does not say it: asked for on a terminal, elsewhere told below."""
        unsaid.append(f"“{clipped(path.name, 80)}” doesn't say when it was taken")
        if not is_answered():
            of = weekday_day(proposed, session.planner.today())
            unsaid[-1] += f": {of} is used. Correct it with routine-tui photos edit --on."
            return proposed
        question = f"{unsaid.pop()}. Its day"
        return click.prompt(question, default=proposed.isoformat(), value_proc=read, err=True)

    def read(typed: str) -> date:
        """The day that was typed; of one that is none it is asked again, as nothing is added yet."""
        try:
            return session.day(typed)
        except BadInput as error:
            raise click.BadParameter(sentence_of(error)) from None

    said = Shot(**{name: value for name, value in shot.items() if value is not None})
    recovery = session.planner.photos.add_all(paths, day, caption, ask, said, keep_original)
    for photo in in_order(recovery.photos):
        if photo.id not in known:
            of = weekday_day(photo.day, session.planner.today())
            session.say(f"Added: {photo.file}, {of} (D{recovery.offset(photo.day)}).")
    for line in unsaid:
        session.say(line)
    if not known:
        session.say(HOW_TO)
        if not has_before(recovery):
            session.say(ASK_BEFORE)


@photos_command.command("inbox")
@click.option("--add", "add", is_flag=True, help="Add them, each on the day that its camera says.")
@_shot_options
@click.option("--keep-original", is_flag=True, help="Keep each file byte for byte too. Never in a page.")
@pass_session
def inbox_command(session: CliSession, /, add: bool, keep_original: bool, **shot: Any) -> None:
    """Show the new photos in your photo inbox, a folder in which a phone puts them, or add them.

    Nothing in that folder is changed. Set it with `routine-tui config set photo_inbox FOLDER`.

    \b
    Examples:
      routine-tui photos inbox
      routine-tui photos inbox --add --light window
    """
    if not session.planner.settings.photo_inbox:
        raise RoutineError("No photo inbox is set", "use routine-tui config set photo_inbox FOLDER")
    waiting = session.planner.photos.waiting()
    if not add:
        for path in waiting:
            session.say(escape_control_characters(str(path)))
        session.say("Add them with routine-tui photos inbox --add." if waiting else "No new photos.")
        return
    said = Shot(**{name: value for name, value in shot.items() if value is not None})
    if waiting:
        session.planner.photos.add_all(waiting, shot=said, keep_original=keep_original)
    session.say(f"Added: {len(waiting)} {'photo' if len(waiting) == 1 else 'photos'}.")


@photos_command.command("edit")
@click.argument("photo")
@click.option("--on", "on", type=DATE, metavar="DATE", help="The day it was taken.")
@click.option("--caption", metavar="TEXT", help='A caption; "" for none.')
@_shot_options
@pass_session
def edit_command(session: CliSession, /, photo: str, on: str | None, caption: str | None, **shot: Any) -> None:
    """Change a photo's date, caption, place or light. PHOTO is its number, or the start of its file name."""
    said = {name: value for name, value in shot.items() if value is not None}
    if on is None and caption is None and not said:
        raise click.UsageError("Nothing to change: use --on, --caption, --place, --light, --makeup or --before.")
    found = _named(session, photo)
    session.planner.photos.edit(found.id, caption, session.day(on) if on is not None else None, said)
    session.say(f"Saved: {found.file}.")


@photos_command.command("remove")
@click.argument("photo")
@pass_session
def remove_command(session: CliSession, photo: str) -> None:
    """Remove a photo. PHOTO is its number, or the start of its file name.

    Its file stays as long as undo can bring it back; then `routine-tui photos tidy` deletes it.
    """
    found = _named(session, photo)
    session.planner.photos.remove(found.id)
    session.say(f"Removed: {found.file}. routine-tui undo brings it back; the file still exists:")
    session.say(escape_control_characters(str(session.planner.photos.path(found))))


@photos_command.command("tidy")
@click.option("--yes", is_flag=True, help="Delete them; without it, they are only listed.")
@pass_session
def tidy_command(session: CliSession, yes: bool) -> None:
    """List photo files that no recovery and no undo needs any more; delete them with --yes.

    Files of recoveries that are missing or cannot be read, files from the last hour, and files that routine-tui
    didn't name itself are kept.
    """
    left = session.planner.photos.find_left_over()
    for path in left.unnamed:
        session.say(f"no longer needed: {escape_control_characters(str(path))}")
    for path in left.undoable:
        session.say(f"kept, as undo or a backup can bring it back: {escape_control_characters(str(path))}")
    for path in left.elsewhere:
        session.say(f"kept, as its recovery is missing: {escape_control_characters(str(path))}")
    if not left.unnamed:
        session.say("Nothing to tidy up.")
    elif yes:
        count = session.planner.photos.delete_left_over()
        session.say(f"Deleted: {'1 file' if count == 1 else f'{count} files'}.")
    else:
        session.say("routine-tui photos tidy --yes deletes what is no longer needed.")


def _named(session: CliSession, word: str) -> Photo:
    """The one picture that a word means: its number, or a part of its file's name. Raises BadInput."""
    photos = in_order(session.recovery.photos)
    if not photos:
        raise BadInput("No photos yet: add one with routine-tui photos add FILE.")
    candidates = [Candidate(number, one, one.file, (one.file,)) for number, one in enumerate(photos, 1)]
    return pick(word, candidates, Kind("picture", "routine-tui photos", "them with their numbers"))


def _row(session: CliSession, number: int, photo: Photo) -> tuple[str, ...]:
    return (
        f"{number:>3}",
        weekday_day(photo.day, session.planner.today()),
        f"D{session.recovery.offset(photo.day)}",
        f"{photo.taken_at:%H:%M}" if photo.taken_at else "",
        photo.file,
        ", ".join(filter(None, (photo.place, photo.light, "before" if photo.before else ""))),
        clipped(photo.caption),
        "original kept" if photo.original else "",
        "" if _is_there(session, photo) else "no longer exists",
    )


def _is_there(session: CliSession, photo: Photo) -> bool:
    return session.planner.photos.is_there(photo)


def _as_json(session: CliSession, number: int, photo: Photo) -> object:
    return {
        "number": number,
        "id": photo.id,
        "day": photo.day.isoformat(),
        "day_offset": session.recovery.offset(photo.day),
        "taken_at": f"{photo.taken_at:%H:%M}" if photo.taken_at else None,
        "caption": photo.caption or None,
        "place": photo.place or None,
        "light": photo.light or None,
        "makeup": photo.makeup,
        "before": photo.before,
        "sha256": photo.sha256 or None,
        "camera": photo.camera or None,
        "added": photo.added.isoformat() if photo.added else None,
        "original": str(session.planner.photos.original_path(photo)) if photo.original else None,
        "file": photo.file,
        "path": str(session.planner.photos.path(photo)),
        "there": _is_there(session, photo),
    }
