"""The screen that syncs with a list on a phone, where the settings say so; what that takes is imported only then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from routine_tui.ui.dialogs.host import FormHost

if TYPE_CHECKING:
    from routine_tui.ui.dialogs.phone_sync import PhoneSync


class PhoneHost(FormHost):
    """Holds the syncs of the recovery that is shown."""

    sync_command: Callable[[], Sequence[str]] | None = None
    """Gives how this program is started to sync once; None where nothing is ever synced, as on sample data."""
    _phone: PhoneSync | None = None

    @property
    def phone(self) -> PhoneSync | None:
        """The syncs with the list; None where nothing is ever synced."""
        if self._phone is None and self.sync_command is not None:
            from routine_tui.ui.dialogs.phone_sync import PhoneSync

            self._phone = PhoneSync(self, self.sync_command)
        return self._phone

    def on_mount(self) -> None:
        """Begin after the first frame, where the settings say so."""
        if self.planner.settings.sync_in_app:
            self.call_after_refresh(self.follow_phone)

    def follow_phone(self) -> None:
        """Sync now and then from now on, or no longer, as the settings say."""
        if (self.planner.settings.sync_in_app or self._phone is not None) and (phone := self.phone) is not None:
            phone.follow_settings()
