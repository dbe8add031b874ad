"""Draws the pictures of the made-up recoveries: a cheek as a surface with patches on it, of nobody."""

from __future__ import annotations

import random
from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter

from routine_tui.exporters.summary.shown_photos import PhotoCopy
from routine_tui.model.recovery.recovery import Recovery

WIDTH, HEIGHT = 600, 800
SKIN, RED, DARK, LINE = (196, 150, 122), (172, 74, 66), (120, 80, 60), (222, 178, 158)


def copies(recovery: Recovery) -> dict[str, PhotoCopy]:
    """A drawn picture for each of a recovery, by the name of its file, as bad as the check-in of its day."""
    found = {}
    for photo in recovery.photos:
        check_in = None if photo.before else recovery.record(photo.day).skin
        worst = check_in.worst if check_in else {}
        red, marks, scar = (int(worst.get(name, 0)) for name in ("redness", "marks", "scar"))
        found[photo.file] = PhotoCopy(_jpeg(_cheek(red, marks, scar)), WIDTH, HEIGHT)
    return found


def _cheek(red: int, marks: int, scar: int) -> Image.Image:
    chance = random.Random(7)
    image = Image.new("RGB", (WIDTH, HEIGHT), (228, 226, 220))
    draw = ImageDraw.Draw(image, "RGBA")
    draw.ellipse((-260, 40, 560, 780), fill=SKIN)
    draw.ellipse((-40, 250, 470, 640), fill=(*RED, 26 * red))
    for _ in range(22):
        x, y, r = chance.randint(30, 430), chance.randint(260, 640), chance.randint(6, 22)
        draw.ellipse((x - r, y - r, x + r, y + r), fill=(*DARK, 34 * marks))
    image = image.filter(ImageFilter.GaussianBlur(7))
    draw = ImageDraw.Draw(image, "RGBA")
    for number in range(6):
        draw.line((300 + 18 * number, 330, 330 + 18 * number, 520), fill=(*LINE, 50 * scar), width=5)
    return image.filter(ImageFilter.GaussianBlur(2))


def _jpeg(image: Image.Image) -> bytes:
    written = BytesIO()
    image.save(written, "JPEG", quality=85)
    return written.getvalue()
