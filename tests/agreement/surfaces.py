"""All surfaces that are held against each other; each gives every figure and date under a name."""

from __future__ import annotations

from tests.agreement.command_line import (
    calendar_json,
    calendar_text,
    plans_json,
    status,
    steps_json,
    steps_text,
    today_json,
    today_text,
    window,
)
from tests.agreement.pages import page_html, page_md, page_svg, page_txt, table
from tests.agreement.screen import calendar_screen, care_screen, routine_screen, today_screen

SURFACES = (
    status, today_json, today_text, calendar_json, calendar_text, steps_json, steps_text, window, plans_json,
    today_screen, calendar_screen, routine_screen, care_screen, page_txt, page_md, page_html, page_svg, table,
)  # fmt: skip
