"""A key of a list is answered, and what it changed is drawn, in the one turn of the event loop in which it comes.

Textual hands a key to what has the focus, which hands it back up; each widget that changed then tells the screen by a
message, and the screen sets a timer to draw: ten turns of the loop.
"""

from __future__ import annotations

from textual import events
from textual.app import App
from textual.await_remove import AwaitRemove
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget

from routine_tui.ui.widgets.lines import LineList


class AnswersAtOnce(App[None]):
    """An app that answers the keys of its lists by itself; all else goes the way of Textual."""

    async def on_event(self, event: events.Event) -> None:
        """Answer a key for a list of a view; a dialog may have keys of its own, so those go the long way."""
        if not isinstance(event, events.Key) or event.is_forwarded or not self._is_for_a_list():
            await super().on_event(event)
            return
        self.app_focus = True
        screen = self.screen
        if not await self._check_bindings(event.key, priority=True):
            event._set_forwarded()
            await super().on_event(event)
        if screen is self.screen:
            draw_at_once(screen)

    def _prune(self, *nodes: Widget, parent: DOMNode | None = None) -> AwaitRemove:
        # a screen that goes leaves a hole in no other one; Textual would draw the whole terminal once more for it
        return super()._prune(*nodes, parent=None if all(isinstance(node, Screen) for node in nodes) else parent)

    def _is_for_a_list(self) -> bool:
        """Whether a key is meant for a list that has none by itself: all of them are bound to actions."""
        return isinstance(self.focused, LineList) and not self.screen.is_modal and self.screen.maximized is None


def draw_at_once(screen: Screen[object]) -> None:
    """Draw what changed on a screen; where something is to be laid out or made first, that is left to Textual."""
    if screen.app._batch_count or _is_to_be_arranged(screen) or screen._repaint_required:
        return
    seen = screen._compositor.visible_widgets
    if any(map(_is_to_be_arranged, seen)):
        return
    changed = {widget for widget in seen if widget._repaint_required} | screen._dirty_widgets
    if changed:
        for widget in changed:
            widget._repaint_required = False
        screen._compositor.update_widgets(changed)
        screen._compositor_refresh()


def _is_to_be_arranged(widget: Widget) -> bool:
    """Whether more is to be done for a widget than to draw it."""
    return (
        widget._layout_required
        or widget._scroll_required
        or widget._recompose_required
        or widget._refresh_styles_required
    )
