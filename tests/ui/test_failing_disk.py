"""A disk that fails under the full screen: whatever fails, the row stays as it was, and one calm notice says why."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from routine_tui.planner.planner import Planner
from routine_tui.settings import write_setting
from tests.store.disk import Disk, on_unix
from tests.store.power import tree_of
from tests.ui.driver import TODAY, opened, planner_at

SUNSCREEN = "morning-sunscreen"
LINE = "Sunscreen SPF"


@on_unix
async def test_a_tick_that_fails_anywhere_leaves_the_row_unticked_and_the_next_one_works(
    planner: Planner, home: Path
) -> None:
    """Seen to fail where the screen shows a tick before it is stored."""

    def stored() -> bool:
        return SUNSCREEN in planner_at().recovery.record(TODAY).marks

    write_setting(planner.home.config, "after_tick", "stay")
    async with opened(planner_at()) as app:
        with Disk(home) as disk:
            await app.press("space", "space")  # today's backup is made
            disk.operations.clear()
            await app.press("space", "space")
            count = len(disk.operations) // 2
            assert count >= 6 and not stored()
            unticked = app.line(LINE).split("│")[0]
            assert "○" in unticked
            for number in range(count):
                before = {path: content for path, content in tree_of(home).items() if content is not None}
                error = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS)[number % 4]
                app.app.clear_notifications()
                disk.fail_at(number, error)
                await app.press("space")
                (notice,) = app.notices
                assert os.strerror(error).lower() in notice and notice.endswith("."), disk.names
                assert "nothing was changed" in notice and notice.isprintable()
                assert app.line(LINE).split("│")[0] == unticked, disk.names
                assert {path: tree_of(home).get(path) for path in before} == before, disk.names
                assert not any(home.rglob(".*.tmp")) and not stored()
                disk.work()
                await app.press("space")
                assert "✓" in app.line(LINE) and stored()
                await app.press("space")
                assert app.line(LINE).split("│")[0] == unticked
