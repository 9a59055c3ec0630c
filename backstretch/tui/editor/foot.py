"""The foot of the editor: what there is to say, and the keys. Both make do with the room there is."""

from __future__ import annotations

from textual.widgets import Static

from backstretch.tui.editor.key_lines import Part, keys_for
from backstretch.tui.editor.visible import cut_off
from backstretch.tui.widgets.key_line import KeyLine


class Said(Static):
    """A few words in the rows it has; where they take more, an ellipsis says so."""

    def __init__(self) -> None:
        super().__init__(id="said", markup=False)
        self._text = ""

    def say(self, text: str) -> None:
        """Say this from now on."""
        self._text = text
        self._cut_off()

    def on_resize(self) -> None:
        """There is more or less room."""
        self._cut_off()

    def _cut_off(self) -> None:
        self.update(cut_off(self._text, *self.content_size))


class KeysHere(KeyLine):
    """The keys that are most needed where the keyboard is, in one line."""

    def __init__(self) -> None:
        super().__init__()
        self._part: Part = "list"
        self._restore = False

    def show(self, part: Part, *, restore: bool) -> None:
        """Say what can be done in this part; ``restore`` if there is an original to go back to."""
        self._part, self._restore = part, restore
        self._fit()

    def on_resize(self) -> None:
        """There is more or less room."""
        self._fit()

    def _fit(self) -> None:
        self.keys = keys_for(self._part, self.content_size.width, restore=self._restore)
