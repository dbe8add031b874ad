"""What the exports say of a recovery."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from datetime import date
from html.parser import HTMLParser
from io import StringIO
from subprocess import run

from routine_tui.exporters.page.phrases import STATES
from routine_tui.model.text import short_day
from tests.agreement.asking import ONE, SIGNS, Ask, Said, day_of, last_days, phase, week_of

_FIGURES = re.compile(
    r"(Last 7 days|Last 28 days|Since D(\d+)[^:]*?\)) ?:? ?(?:(\d+) of (\d+)|–|nothing expected)(?: done)?"
    r",? ?(?:(\d+) not recorded)?,? ?(?:(\d+) skipped)?,? ?(?:(\d+) paused)?"
)


def figures(ask: Ask, text: str) -> Said:
    """The figures at the head of a page."""
    place = re.search(r"D(\d+) of (\d+)", text)
    assert place, text[:300]
    yield ("offset", ask.today), int(place[1])
    yield ("window",), int(place[2])
    for found in _FIGURES.finditer(text):
        of = (int(found[3]), int(found[4])) if found[3] else None
        if found[1].startswith("Since"):
            yield ("whole",), of or (0, 0)
            yield ("whole rest",), tuple(int(found[place] or 0) for place in (5, 6, 7))
            yield ("counted from",), int(found[2])
        else:
            yield from last_days(int(found[1].split()[1]), ask.today, of)
    zero = re.search(r"day zero, D0\) on (\d+ \w+ \d{4})", text)
    assert zero
    yield ("day zero",), day_of(ask, zero[1])
    end = re.search(r"days? to (\d+ \w+ \d{4})", text)
    assert end
    yield ("last day",), day_of(ask, end[1])
    named = re.search(r"(\w[\w ]*?), D\d+ (?:to D\d+|on)", text)
    assert named
    yield ("phase", ask.today), phase(named[1].split("· ")[-1].strip())


def _week_lines(ask: Ask, text: str) -> Said:
    """The weeks as lines of text."""
    block = text[text.index("Week of") :].split("\n")[1:]
    for line in block:
        if line.startswith("Together"):
            yield ("whole",), _ratio(line[8:])
        if line.isdigit():
            continue  # the year of the rows below
        found = re.match(r"\S+ \S+(?: \d{4})? +D(\d+) ", line)
        if not found:
            return
        first = ask.recovery.day_zero + int(found[1]) * ONE
        week = week_of(ask, first)
        told = line[35:]
        if re.search(r"\d", told):
            yield ("week", week), _ratio(told)
            yield ("week rest", week), tuple(map(int, told.split()[-3:]))
        for place in range((first - week).days, 7):
            day, sign = week + place * ONE, line[15 + 3 * place : 16 + 3 * place]
            if sign in SIGNS and day != ask.today:
                yield ("state", day), SIGNS[sign]


def _ratio(text: str) -> tuple[int, int]:
    found = re.search(r"(\d+) of (\d+)", text)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def page_txt(ask: Ask) -> Said:
    """The page as plain text."""
    text = ask.page("txt")
    yield from figures(ask, " ".join(text.split()))
    yield from _week_lines(ask, text)
    yield from planned(ask, text)
    yield from plans(ask, text, _part(text, "\nPAUSED\n", "\n\n\n"))


_STEP_ROW = re.compile(
    r"^\| (?:Morning|Day|Evening) \| (\w+)[^|]*\|[^|]*\|[^|]*\| (\d+ of \d+|–)[^|]*\| (\d*) ?\| (\d*) ?\| (\d*) ?\|$",
    re.MULTILINE,
)
"""A step in the table of steps: its name, done of expected, not recorded, skipped, paused."""


def page_md(ask: Ask) -> Said:
    """The page as Markdown."""
    text = ask.page("md")
    yield from figures(ask, " ".join(text.replace("**", "").split()))
    yield from _week_lines(ask, text)
    for row in _STEP_ROW.findall(text):
        name, ratio, *rest = row
        yield ("step", name), (_ratio(ratio), tuple(int(one or 0) for one in rest))
    yield from planned(ask, text)
    yield from plans(ask, text, _part(text, "\n## Paused\n", "\n## "))


class _Text(HTMLParser):
    """The text of a page, without its style."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self._quiet = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._quiet += tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._quiet -= tag == "style"

    def handle_data(self, data: str) -> None:
        if not self._quiet:
            self.words.append(data)


def page_html(ask: Ask) -> Said:
    """The page for a browser."""
    html = ask.page("html")
    text = " ".join(" ".join(_Text(html).words).split())
    yield from figures(ask, text)
    yield from days_told(ask, re.findall(r'<span class="hidden">(D\d+ [^<]*)</span>', html))
    row = r'<tr[^>]*><th scope="row">[^<]*</th>(.*?)<td class="n">([^<]*)</td><td class="rest quiet">([^<]*)</td></tr>'
    for squares, ratio, rest in re.findall(row, html, re.DOTALL):
        first = re.search(r">D(\d+) ", squares)
        assert first
        week = week_of(ask, ask.recovery.day_zero + int(first[1]) * ONE)
        yield ("week", week), _ratio(ratio)
        yield ("week rest", week), rest_of(rest)
    yield from planned(ask, text)
    yield from plans(ask, text, " ".join(_Text(_part(html, '<h2 id="paused-days">', "</section>")).words))


def rest_of(text: str) -> tuple[int, int, int]:
    """What was not recorded, skipped and paused."""
    found = [re.search(rf"(\d+) {word}", text) for word in ("not recorded", "skipped", "paused")]
    opened, skipped, paused = (int(one[1]) if one else 0 for one in found)
    return opened, skipped, paused


def days_told(ask: Ask, told: Iterable[str]) -> Said:
    """Days in words: ``D4 (4 Nov): some done, 3 of 8 done, 1 skipped``."""
    states = {words: state for state, words in STATES.items()}
    for one in told:
        found = re.match(r"D(\d+) \(([^)]*)\): ([^;]*)", one)
        assert found, one
        day = ask.recovery.day_zero + int(found[1]) * ONE
        assert found[2] in (short_day(day), short_day(day, ask.today)), one
        words = re.sub(r"(, \d+ of \d+ done)?(, \d+ skipped)?$", "", found[3])
        yield ("state", day), states[words]
        if share := re.search(r", (\d+) of (\d+) done", found[3]):
            yield ("day", day), (int(share[1]), int(share[2]))


def page_svg(ask: Ask) -> Said:
    """The picture, as it is heard."""
    yield from days_told(ask, re.findall(r"<title>(D\d+ [^<]*)</title>", ask.page("svg")))


def page_pdf(ask: Ask) -> Said:
    """The page to print."""
    from routine_tui.exporters.pdf import render as set_pdf

    content = set_pdf(ask.summary)
    read = run(["pdftotext", "-raw", "-", "-"], input=content, capture_output=True, check=True)
    text = " ".join(read.stdout.decode().split())
    yield from figures(ask, text)
    yield from planned(ask, text)


def table(ask: Ask) -> Said:
    """Every step of every day up to today."""
    days: dict[date, list[tuple[str, str, str]]] = {}
    for row in csv.DictReader(StringIO(ask.page("csv"))):
        day = date.fromisoformat(row["date"])
        days.setdefault(day, []).append((row["slot"], row["step"], row["state"]))
        yield ("offset", day), int(row["day_offset"])
    for day in ask.shown:
        if day <= ask.today:
            yield ("steps", day), days.get(day, [])
    always = {
        step.latest.name: step.id
        for step in ask.recovery.routine.steps
        if all(version.required for version in step.versions)
    }
    for name in always:
        states = [state for rows in days.values() for _, step, state in rows if step == name]
        if states:
            done, opened = states.count("done"), states.count("open")
            yield ("step", name), ((done, done + opened), (opened, states.count("skipped"), states.count("paused")))


_SESSION = re.compile(r"D(\d+) \([^)]*\)(?:, (\d\d:\d\d))?: (done|planned)")
_PAUSE = re.compile(
    r"(?:D(\d+) to D(\d+) \([^)]*\)|from D(\d+) \([^)]*\) on|D(\d+) \([^)]*\))[:* ]+(?=everything|[A-Z]\w+)"
)


def plans(ask: Ask, text: str, paused: str) -> Said:
    """The days of sessions and pauses: all of a page, and the part of it that tells the pauses."""
    flat = " ".join(text.replace("**", "").split())
    if ask.recovery.care.procedures:
        told = {(int(of), at, stands == "done") for of, at, stands in _SESSION.findall(flat)}  # twice on a page
        yield ("sessions",), sorted(told)
    found = _PAUSE.findall(" ".join(paused.replace("**", "").split()))
    said = ((int(a or c or d), int(b or d) if b or d else None) for a, b, c, d in found)
    yield ("pauses",), sorted(map(str, said))


def _part(text: str, begins: str, ends: str) -> str:
    """A part of a page, from one mark to the next; empty where it is not there."""
    return text.partition(begins)[2].partition(ends)[0]


def planned(ask: Ask, text: str) -> Said:
    """The days of visits and sessions that a page tells, each by its offset and its date: they belong together."""
    for offset, said in re.findall(r"\bD(\d+) \((\d+ \w{3}(?: \d{4})?)\)", text):
        day = ask.recovery.day_zero + int(offset) * ONE
        assert said in (short_day(day), short_day(day, ask.today)), (offset, said)
    if found := re.search(
        r"Why this visit (?:- )?Visit:? \|? ?(\w+ \d+ \w+ \d{4}) \(D(\d+)\)(?:, (\d\d:\d\d))?", text.replace("**", "")
    ):
        day = ask.recovery.day_zero + int(found[2]) * ONE
        yield ("next visit",), (day.isoformat(), found[3])
