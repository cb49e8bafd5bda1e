"""What this program is, which figures it holds, and under which terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from core import __version__
from core.paths import log_file
from gui.panels.statusbar import STATES
from gui.widgets.icons import application_icon

if TYPE_CHECKING:
    from core.dataset.load import Dataset
    from core.text.formatter import Formatter


def about_box(dataset: Dataset, fmt: Formatter, parent: QWidget) -> QMessageBox:
    """Return the dialog about Veta; it deletes itself when closed."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(fmt.say("About Veta"))
    box.setIconPixmap(application_icon().pixmap(48, 48))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(
        fmt.say("Veta {version}: figures on critical minerals for trade negotiators, offline.", version=__version__)
    )
    lines = (
        fmt.say(STATES.get(dataset.state, STATES["unverified"]).text, version=dataset.version),
        fmt.say("Digest of the figures: {digest}", digest=dataset.digest.rpartition(":")[2][:16]),
        fmt.say("Font: Source Sans 3, SIL Open Font License 1.1"),
        fmt.say("Log: {path}", path=str(log_file())),
    )
    box.setInformativeText("\n".join(lines))
    box.setStandardButtons(QMessageBox.StandardButton.Close)
    return box
