"""Two computers and a phone do what they like, in any order: all come to the same, and no tick is lost."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planned import TODAY
from tests.sync.devices import Computer, Place, World
from tests.sync.phone import APPS

LONG = settings.get_current_profile_name() == "long"
ACTIONS = (
    "tick", "tick", "skip", "untick", "undo", "sync", "sync", "sync", "phone tick", "phone tick", "phone reopen",
    "phone cancel", "phone rename", "phone move", "phone delete", "phone again", "stranger", "next day",
    "die", "lose", "no version",
)  # fmt: skip
actions = st.lists(
    st.tuples(st.sampled_from(ACTIONS), st.integers(0, 1), st.integers(0, 11), st.sampled_from(APPS)),
    min_size=1,
    max_size=30,
)


class History:
    """One run, and which tick is the last word on its step and day."""

    def __init__(self, folder: Path) -> None:
        self.world = World(folder)
        self.ticked: dict[Place, bool] = {}
        """Whether the last thing that anybody did to a step of a day was to tick it."""
        self.gone: set[Place] = set()
        """Whose task was deleted on the phone after its day."""
        self.strangers = 0

    def act(self, action: str, who: int, which: int, app: str) -> None:
        world, computer = self.world, self.world.computers[who]
        world.pass_time()
        if action in ("tick", "skip", "untick", "undo"):
            self._here(computer, action, which)
        elif action == "sync":
            before = dict(computer.marks)
            computer.tries()
            self._nothing_taken_back(before, computer)
        elif action in ("die", "lose"):
            world.tasks.dies_at, world.tasks.loses_answer = which, action == "lose"
            computer.tries()
            world.tasks.dies_at = None
        elif action == "no version":
            world.tasks.says_no_version = not world.tasks.says_no_version
        elif action == "next day":
            for one in world.computers:  # a day that nobody looked at has no tasks of its own
                one.tries()
            world.next_day()
        elif action == "stranger":
            self.strangers += 1
            world.tasks.put(f"milk-{self.strangers}.ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
        elif names := world.names:
            self._on_phone(action, names[which % len(names)], app)

    def _here(self, computer: Computer, action: str, which: int) -> None:
        planner, before = computer.planner, computer.recorded
        step_id = self.world.steps[which % len(self.world.steps)]
        day = self.world.today
        if action == "undo":
            if planner.last_change()[0]:
                planner.undo()
        elif action == "tick":
            planner.tick(day, [step_id])
        elif action == "skip":
            planner.skip(day, [step_id], "travelling")
        else:
            planner.untick(day, [step_id])
        after = computer.recorded  # to skip for another reason is a later word, too
        for place in before.keys() | after.keys():
            if before.get(place) != after.get(place):
                self.ticked[place] = action == "tick"

    def _on_phone(self, action: str, name: str, app: str) -> None:
        world = self.world
        place = self.world.place(name)
        before = world.state_there(name)
        if action == "phone tick" and before != "done":
            world.tick(name, app)  # type: ignore[arg-type]
        elif action == "phone reopen":
            world.reopen(name, app)  # type: ignore[arg-type]
        elif action == "phone cancel":
            world.cancel(name, app)  # type: ignore[arg-type]
        elif action == "phone rename":
            world.rename(name, "Something else", app)  # type: ignore[arg-type]
        elif action == "phone move":
            world.move(name, app)  # type: ignore[arg-type]
        elif action == "phone again":
            world.tasks.put(name, world.tasks.entries[name][1])
        elif action == "phone delete":
            del world.tasks.entries[name]
            self.ticked.pop(place, None)  # what was ticked there and never fetched went with it
            if place[0] < world.today:
                self.gone.add(place)  # it is not put back, so the other computer may not hear of it
            return
        if action == "phone cancel" or world.state_there(name) != before:  # to call off again is a later word, too
            self.ticked[place] = action == "phone tick"

    def _nothing_taken_back(self, before: Mapping[Place, object], computer: Computer) -> None:
        """A sync is one change, and undoing it gives what was there."""
        if before == computer.marks:
            return
        computer.planner.undo()
        assert computer.marks == before
        computer.planner.redo()

    def check(self) -> None:
        world = self.world
        world.tasks.says_no_version = False
        world.settle()
        requests = world.tasks.requests
        for computer in world.computers:
            report = computer.sync()
            assert (report.sent, report.taken, report.removed, report.refused) == (0, 0, 0, 0)
        assert world.tasks.requests == requests + 2
        kept = world.kept()
        one, two = (
            {at: mark for at, mark in computer.marks.items() if at[0] in kept and at not in self.gone}
            for computer in world.computers
        )
        assert one == two
        for place in (place for place, is_ticked in self.ticked.items() if is_ticked):
            self._survived(place)
        ours = world.names
        places = [self.world.place(name) for name in ours]
        assert len(places) == len(set(places))
        assert {day for day, _ in places} <= kept
        assert {(day, step) for day in kept if day >= world.today for step in world.steps} <= set(places)
        assert len(world.tasks.entries) - len(ours) == self.strangers
        for name, place in zip(ours, places, strict=True):
            if place[0] <= world.today:
                assert world.state_there(name) == one.get(place, ("open",))[0]

    def _survived(self, place: Place) -> None:
        day, _ = place
        found = [computer.marks.get(place, ("open",))[0] for computer in self.world.computers]
        if day > self.world.today:  # it waits there
            names = [name for name in self.world.names if self.world.place(name) == place]
            assert [self.world.state_there(name) for name in names] == ["done"]
        else:
            assert "done" in found, (place, found)


def run(history: list[tuple[str, int, int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        told = History(Path(folder))
        for one in history:
            told.act(*one)
        told.check()


@pytest.mark.slow
def test_four_hundred_days_leave_four_days_of_tasks(tmp_path: Path) -> None:
    world = World(tmp_path)
    for number in range(400):
        computer = world.computers[number % 2]
        computer.sync()
        world.tick(world.name(world.today, world.steps[number % 3]))
        computer.sync()
        assert {world.place(name)[0] for name in world.names} <= world.kept()
        assert len(world.names) <= 12
        world.next_day()
    world.settle()
    for number in range(0, 400, 7):  # each was recorded by whoever synced on that day
        place = (TODAY + timedelta(days=number), world.steps[number % 3])
        assert world.computers[number % 2].marks[place][0] == "done"


@settings(max_examples=4, derandomize=True, database=None)  # the long profile is for new ones
@given(history=actions)
def test_all_come_to_the_same(history: list[tuple[str, int, int, str]]) -> None:
    run(history)


@pytest.mark.slow
@settings(max_examples=1000 if LONG else 100, derandomize=not LONG, database=None)
@given(history=actions)
def test_all_come_to_the_same_many_times(history: list[tuple[str, int, int, str]]) -> None:
    run(history)
