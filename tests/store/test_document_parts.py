"""Documents as they are written, letter by letter, and which named values each of them is made of."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from msgspec.structs import replace

from routine_tui.model.recovery.answers import CONTACTED
from routine_tui.model.recovery.check_in import CheckIn, Look, Spoken
from routine_tui.model.recovery.diary import Day, Mark, Pause, Taking
from routine_tui.model.recovery.routine import Step, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.store.document_parts import Document, Table, document_of_values, is_of, still_so, values_of
from routine_tui.store.encoding import day_document, thing_document
from routine_tui.store.product_names import with_names
from tests.cases import each_case

DAY = date(2026, 11, 22)
EIGHT, NINE = (datetime(2026, 11, 22, hour, tzinfo=UTC) for hour in (8, 9))
AT8, AT9 = "2026-11-22T08:00:00+00:00", "2026-11-22T09:00:00+00:00"
FULL_DAY: Document = {
    "day": "2026-11-22",
    "marks": {
        "b": {"state": "skipped", "at": AT8, "reason": "sore", "note": "red"},
        "a": {"state": "done", "at": AT8, "amount": 3.0, "taken": [{"at": AT8, "times": 1}, {"at": AT9, "times": 2}]},
    },
    "note": "calm",
    "skin": {
        "looks": [
            {
                "at": AT8,
                "answers": {"pain": 2, "redness": 1},
                "note": "warm",
                "places": {"pain": "chin", "redness": "cheek"},
                "spoken": {"at": AT9, "heard": {"pain": 2, "redness": 1}},
            },
            {"at": AT9, "answers": {"redness": 0}},
        ]
    },
}
PLAIN: Document = {
    "valid_from": "2026-11-01",
    "slot": "evening",
    "kind": "other",
    "name": "Balm",
    "schedule": {"first_day": "2026-11-01", "rule": "FREQ=DAILY", "last_day": None, "days_on": 1},
    "required": True,
    "product": "",
    "cue": "",
    "instructions": "",
    "sources": [],
    "position": 0,
    "ended": False,
}


def test_a_day_is_written_without_what_is_empty() -> None:
    marks = {
        "b": Mark("skipped", EIGHT, "sore", "red"),
        "a": Mark("done", EIGHT, amount=3.0, taken=(Taking(EIGHT, 1), Taking(NINE, 2))),
    }
    spoken = Spoken(NINE, {"redness": 1, "pain": 2})
    first = Look(
        {"redness": 1, "pain": 2, CONTACTED: True}, EIGHT, "warm", {"redness": "cheek", "pain": "chin"}, spoken=spoken
    )
    whole = Day(DAY, marks, "calm", CheckIn((first, Look({"redness": 0}, NINE))))
    assert day_document(whole) == FULL_DAY
    assert list(day_document(whole)["skin"]["looks"][0]["answers"]) == ["pain", "redness"]
    assert list(day_document(whole)["skin"]["looks"][0]["spoken"]["heard"]) == ["pain", "redness"]
    assert list(day_document(whole)["skin"]["looks"][0]["places"]) == ["pain", "redness"]
    assert day_document(Day(DAY)) == {"day": "2026-11-22", "marks": {}}
    bare = Day(DAY, {"a": Mark("done", NINE)}, skin=CheckIn((Look({"pain": 1}),)))
    assert day_document(bare) == {
        "day": "2026-11-22",
        "marks": {"a": {"state": "done", "at": AT9}},
        "skin": {"looks": [{"answers": {"pain": 1}}]},
    }


def version(**changes: Any) -> StepVersion:
    return StepVersion(date(2026, 11, 1), "evening", "other", "Balm", Schedule(date(2026, 11, 1), **changes))


def test_a_step_is_written_without_what_most_steps_have_nothing_of() -> None:
    later = {"valid_from": date(2026, 11, 3)}
    plain = thing_document(Step("balm", (version(),)))
    assert plain == {"id": "balm", "versions": [PLAIN]}
    said = Step("balm", (version(), replace(version(), **later, hours="2")))
    assert [one.get("hours") for one in thing_document(said)["versions"]] == [None, "2 hours"]
    over = Step("balm", (replace(version(), hours="2"), replace(version(), **later)))
    assert [one.get("hours") for one in thing_document(over)["versions"]] == ["2 hours", ""], "that it is over is said"
    often = Step("balm", (version(), replace(version(), **later, most_per_day=2, product_id="p")))
    assert [one.get("most_per_day") for one in thing_document(often)["versions"]] == [None, 2]
    assert [one.get("product_id") for one in thing_document(often)["versions"]] == [None, "p"]
    tied = thing_document(Step("balm", (version(around=("peel", -3, 2)),)))["versions"][0]["schedule"]
    assert tied == PLAIN["schedule"] | {"around": ["peel", -3, 2]}
    pause = Pause(DAY, None, ("b", "a"), "away")
    assert thing_document(pause) == {
        "id": pause.id, "first_day": "2026-11-22", "last_day": None, "step_ids": ["b", "a"], "reason": "away",
    }  # fmt: skip


def looked(answers: dict[str, Any], **more: Any) -> Document:
    return {"marks": {}, "skin": {"looks": [{"at": AT8, "answers": answers} | more]}}


WHOLE: list[tuple[Table, Document, dict[str, Any]]] = [
    ("days", {key: value for key, value in FULL_DAY.items() if key != "day"}, {
        "note:bb891fa8": "calm",
        f"skin:pain@{AT8}": 2,
        f"skin:redness@{AT8}": 1,
        f"skin:contacted@{AT8}": {"at": AT9, "heard": {"pain": 2, "redness": 1}},
        f"skin note@{AT8}": "warm",
        f"skin place:pain@{AT8}": "chin",
        f"skin place:redness@{AT8}": "cheek",
        f"skin:redness@{AT9}": 0,
        "mark:b": {"state": "skipped", "at": AT8, "reason": "sore"},
        "note:b@fa615f8f": "red",
        "mark:a": {"state": "done", "at": AT8},
        f"taken:a@{AT8}": 1,
        f"taken:a@{AT9}": 2,
    }),
    ("days", {"marks": {"a": {"state": "done", "at": AT8, "amount": 2.5}}}, {
        "mark:a": {"state": "done", "at": AT8, "amount": 2.5},
    }),
    ("days", {"marks": {"a": {"state": "done", "at": AT8, "taken": [{"at": AT8, "times": 1}]}}}, {
        "mark:a": {"state": "done", "at": AT8},
        f"taken:a@{AT8}": 1,
    }),
    ("days", {"marks": {}, "skin": {"looks": [{"answers": {"pain": 1}}]}}, {"skin:pain@": 1}),
    ("days", looked({}, note="warm"), {f"skin note@{AT8}": "warm"}),
    ("days", looked({}, spoken={"at": AT9}), {f"skin:contacted@{AT8}": {"at": AT9}}),
    ("days", looked({"pus": False}), {f"skin:pus@{AT8}": False}),
    ("pauses", {"first_day": "2026-11-22", "reason": "away", "step_ids": ["a", "b"]}, {
        "first_day": "2026-11-22", "reason": "away", "step_ids:a": "a", "step_ids:b": "b",
    }),
    ("pauses", {"first_day": "2026-11-22", "step_ids": []}, {"first_day": "2026-11-22", "step_ids:": ""}),
    ("pauses", {"first_day": "2026-11-22", "step_ids": ["b", "a"]}, {
        "first_day": "2026-11-22", "step_ids:b": "b", "step_ids:a": "a", "step_ids order": ["b", "a"],
    }),
    ("courses", {"name": "Cream", "step_ids": ["a", "a", "a"], "reviews": []}, {
        "name": "Cream", "step_ids:a": "a", "step_ids:a#2": "a", "step_ids:a#3": "a",
    }),
    ("sessions", {"procedure_id": "p", "placed": [{"valid_from": "2026-11-01", "day": "2026-11-09"}]}, {
        "procedure_id": "p", "placed:2026-11-01": {"valid_from": "2026-11-01", "day": "2026-11-09"},
    }),
    ("procedures", {"name": "Peel", "around": [
        {"valid_from": "2026-11-01", "around": [{"target": "b"}, {"target": "a"}]},
        {"valid_from": "2026-11-05", "around": [{"target": "b"}]},
    ]}, {
        "name": "Peel",
        "around 2026-11-01": True,
        "around 2026-11-01:b": {"target": "b"},
        "around 2026-11-01:a": {"target": "a"},
        "around 2026-11-01 order": ["b", "a"],
        "around 2026-11-05": True,
        "around 2026-11-05:a": "",
    }),
    ("products", {"name": "Balm"}, {"name": "Balm"}),
    ("steps", {"versions": [PLAIN]}, {
        "begins": "2026-11-01", **{key: value for key, value in PLAIN.items() if key != "valid_from"},
    }),
    ("steps", {"versions": [{"valid_from": "2026-11-01", "name": "Balm", "product": "Rich"}], "gone": True}, {
        "gone": True, "begins": "2026-11-01", "name": "Balm", "product": "Rich",
    }),
    ("steps", {"versions": [
        {"valid_from": "2026-11-01", "name": "Balm", "product": ""},
        {"valid_from": "2026-11-03", "name": "Balm", "product": "", "product_id": "p"},
        {"valid_from": "2026-11-05", "name": "Gel", "product": "", "product_id": "p", "hours": "2"},
    ]}, {
        "begins": "2026-11-01", "name": "Balm", "product": "",
        "2026-11-03": True, "2026-11-03 product": ["p"],
        "2026-11-05": True, "2026-11-05 name": "Gel", "2026-11-05 hours": "2",
    }),
]  # fmt: skip


@each_case(("table", "document", "values"), WHOLE)
def test_a_document_and_its_values(table: Table, document: Document, values: dict[str, Any]) -> None:
    assert values_of(table, document) == values
    assert document_of_values(table, values) == document


@each_case(
    ("table", "document", "values"),
    [
        ("days", {"note": "", "marks": {}, "skin": {}}, {}),
        ("days", {"marks": {"a": {"state": "done", "at": AT8, "note": ""}}}, {"mark:a": {"state": "done", "at": AT8}}),
        ("days", {}, {}),
        ("steps", {}, {}),
        ("products", {"id": "p", "brand": None, "changed": {"": "x"}, "unseen": {}, "name": "Balm"}, {"name": "Balm"}),
        ("pauses", {"id": "p"}, {"step_ids:": ""}),
        ("courses", {"id": "c"}, {}),
    ],
)
def test_what_says_nothing_has_no_value(table: Table, document: Document, values: dict[str, Any]) -> None:
    assert values_of(table, document) == values


@each_case(
    ("table", "values", "document"),
    [
        ("days", {f"taken:a@{AT8}": 1, "note:a@fa615f8f": "red"}, {"marks": {}}),
        ("days", {"mark:a": {"state": "skipped"}, f"taken:a@{AT8}": 1}, {"marks": {"a": {"state": "skipped"}}}),
        ("days", {"mark:a": {"state": "done"}, f"taken:a@{AT8}": 20, f"taken:a@{AT9}": 20}, {
            "marks": {"a": {
                "state": "done", "amount": 24.0, "taken": [{"at": AT8, "times": 20}, {"at": AT9, "times": 20}],
            }},
        }),
        ("days", {f"skin place:pain@{AT8}": "chin"}, {"marks": {}}),
        ("days", {f"skin:pain@{AT9}": 1, f"skin:pain@{AT8}": 2}, {"marks": {}, "skin": {"looks": [
            {"at": AT8, "answers": {"pain": 2}}, {"at": AT9, "answers": {"pain": 1}},
        ]}}),
        ("pauses", {"reason": "x"}, {"reason": "x", "step_ids": [], "gone": True}),
        ("pauses", {"step_ids:": "", "step_ids:a": "a"}, {"step_ids": []}),
        ("sessions", {"done": True}, {"done": True, "placed": [{"valid_from": "0001-01-01", "day": None}]}),
        ("courses", {"step_ids:a": "a", "step_ids:b": "b", "step_ids:c": "c", "step_ids order": ["c", "x", "b"]}, {
            "step_ids": ["c", "b", "a"], "reviews": [],
        }),
        ("procedures", {"around 2026-11-01:a": {"target": "a"}, "around 2026-11-05:b": {"target": "b"}}, {"around": [
            {"valid_from": "2026-11-01", "around": [{"target": "a"}]},
            {"valid_from": "2026-11-05", "around": [{"target": "a"}, {"target": "b"}]},
        ]}),
        ("steps", {"begins": "2026-11-03", "name": "Balm", "2026-11-02 name": "Gel", "2026-11-03 cue": "tea"}, {
            "versions": [{"valid_from": "2026-11-03", "name": "Gel", "cue": "tea"}],
        }),
        ("products", {}, {}),
    ],
)  # fmt: skip
def test_what_two_copies_can_leave_of_a_document(table: Table, values: dict[str, Any], document: Document) -> None:
    assert document_of_values(table, values) == document


def test_the_name_of_a_value_tells_which_list_it_is_of() -> None:
    assert is_of("step_ids:a", "step_ids") and is_of("step_ids order", "step_ids")
    assert not is_of("step_ids", "step_ids") and not is_of("step_idsx:a", "step_ids")


def test_a_step_says_what_its_product_is_called_in_the_greatest_of_its_names() -> None:
    def step(*names: tuple[str, str]) -> Document:
        return {"versions": [{"product": name, "product_id": product} for product, name in names]}

    known = step(("p", "Balm"), ("p", "Rich Balm"), ("", "Gel"))
    assert with_names(step(("p", "?"), ("q", "?"), ("", "Oil")), known, step(("p", "Cream"))) == step(
        ("p", "Rich Balm"), ("q", ""), ("", "Oil")
    )
    assert with_names({}, known, {}) == {}


def test_what_rests_from_a_day_that_is_told_no_more_is_gone_with_it() -> None:
    """A whole other plan left that day behind, with nothing resting from it on."""

    def values(*history: tuple[str, list[str]]) -> dict[str, Any]:
        around = [{"valid_from": day, "around": [{"target": one} for one in targets]} for day, targets in history]
        return values_of("procedures", {"id": "p", "around": around})

    before = values(("2026-11-01", ["a"]), ("2026-11-05", []))
    assert still_so("procedures", before, values(("2026-12-01", ["b"]))) == {}
    told_earlier = values(("2026-10-01", []), ("2026-11-05", []))
    assert still_so("procedures", before, told_earlier) == {"around 2026-11-05:a": ""}
