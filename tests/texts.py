"""Texts by chance: any that a file can hold, and those that something, somewhere, takes for more than text."""

from __future__ import annotations

from hypothesis import strategies as st

from routine_tui.model.errors import BadInput
from routine_tui.model.text import free_text, one_line

HOSTILE = (
    "Balm [/b]",
    "[link=http://x]y[/link]",
    "[@click=app.quit]press[/]",
    "[bold red]x",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</style><b>&amp;",
    '=HYPERLINK("http://x")',
    "+1+1",
    "-2",
    "@SUM(A1)",
    "\t=1",
    'a,b;c"d"',
    "# heading",
    "* item\n* item",
    "| a | b |",
    "![x](http://x/y.png)",
    "[x](javascript:alert(1))",
    "`code`",
    "{{ 7*7 }}{% raw %}",
    "{done}%s%n",
    "END:VEVENT\r\nBEGIN:VALARM",
    "\\n\\, \\;",
    "\x1b[2J\x1b]0;owned\x07",
    "\x9b31m",
    "\x1b]52;c;b3duZWQ=\x07\x1b]8;;http://x\x1b\\x\x1b]8;;\x1b\\",
    "\x1bP$q m\x1b\\\x9d52;c;eA==\x9c\x90x\x9c",
    "lone\rreturn",
    "\x00nul",
    "bell\x07",
    "\u202eevil\u202c",
    "\u2066isolate\u2069",
    "\ufeffbom",
    "zero\u200bwidth",
    "\U0001f3f4\U000e0067\U000e0062\U000e007f tags",
    "\u061c\u200f marks \u00ad\u2060",
    "e" + "\u0301\u0316" * 60,
    "line\u2028separator",
    "👩🏽‍🔬 serum",
    "e\u0301 \u00e9",
    "İstanbul ß ſ",
    "تنظيف",
    "洗顔料",
    " : ",
    "'; DROP TABLE days; --",
    "../../etc/passwd",
    "CON",
    "null",
    "NaN",
    "a" * 200,
)
"""Text that something, somewhere, takes for more than text."""


texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.builds("{} {}".format, st.sampled_from(HOSTILE), st.sampled_from(HOSTILE)),
)
"""Any text that a file can hold."""


names = texts.filter(lambda text: bool(text.strip()))
"""Any text that a file can hold as a name."""


def _typed_name(text: str) -> str:
    try:
        return one_line(text, "The name")
    except BadInput:
        return ""


typed_names = texts.map(_typed_name).filter(bool)
"""A name, product or cue as the planner keeps it."""


typed_notes = texts.map(lambda text: free_text(text, "The note"))
"""A note or a reason as the planner keeps it; may be empty."""
