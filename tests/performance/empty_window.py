"""An empty window over the libraries that Veta's start imports: the floor that packaging/proof_deb.sh measures against.

Frozen by packaging/floor.spec, for that proof only, and put beside the bundle's own program so that both load the very
same files. Stays open until it is ended. As in test_start.py, what Veta leaves for later is left out here too.
"""

import babel.dates
import babel.messages.pofile
import babel.numbers  # noqa: F401 - only to have loaded it, as all the others
import numpy  # noqa: F401, ICN001
import pandas  # noqa: F401, ICN001
import platformdirs  # noqa: F401
from PySide6.QtSvg import QSvgRenderer  # noqa: F401
from PySide6.QtWidgets import QApplication, QMainWindow

import gui  # noqa: F401

app = QApplication([])
window = QMainWindow()
window.setWindowTitle("Veta floor")
window.resize(1600, 1000)
window.show()
app.exec()
