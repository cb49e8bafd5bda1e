"""What the bundle leaves out: Python modules never frozen, files never collected, libraries the system brings.

Measured on Linux, PySide6 6.12: everything that PyInstaller finds is 379 MB; what Veta needs of it is under 300 MB.
`tests/packaging/test_prune.py` runs the program without these modules and looks that it opens none of these files.
"""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path, PurePath

# Qt's parts, Python's and the libraries' that Veta never imports. Without ssl no Python code can speak TLS.
MODULES = tuple(
    """
    PySide6.QtNetwork PySide6.QtDBus PySide6.QtQml PySide6.QtQuick PySide6.QtQuickWidgets PySide6.QtSql PySide6.QtXml
    PySide6.QtHelp PySide6.QtDesigner PySide6.QtUiTools PySide6.QtConcurrent PySide6.QtSvgWidgets
    PySide6.QtQuickTest PySide6.QtQuickControls2
    ssl _ssl ftplib smtplib imaplib poplib telnetlib nntplib xmlrpc http.server socketserver wsgiref asyncio
    multiprocessing.managers multiprocessing.pool multiprocessing.shared_memory
    sqlite3 _sqlite3 _uuid tkinter _tkinter curses readline idlelib lib2to3 ensurepip venv distutils
    test unittest doctest pdb pydoc_data
    pandas.tests pandas.conftest numpy.tests numpy.conftest numpy.testing numpy.f2py numpy._core.tests
    numpy._core._multiarray_tests pyqtgraph.examples pyqtgraph.opengl pyqtgraph.jupyter
    pyqtgraph.flowchart pyqtgraph.dockarea pyqtgraph.console babel.messages.frontend
    setuptools pip _distutils_hack PyInstaller
    IPython matplotlib scipy numba numexpr bottleneck pyarrow jinja2 OpenGL cupy pytest hypothesis
    """.split()
)

# Files by their place in the bundle, on every system.
FILES = (
    "PySide6/QtNetwork.*",
    "*/plugins/networkinformation/*",
    "*/plugins/tls/*",
    "*/plugins/qmltooling/*",
    "*/plugins/sqldrivers/*",
    "*/plugins/designer/*",
    "*/plugins/vectorimageformats/*",
    "*/plugins/generic/*",
    "*/plugins/egldeviceintegrations/*",
    "*/plugins/xcbglintegrations/*",
    "*/plugins/platforms/*qegl*",
    "*/plugins/platforms/*qlinuxfb*",
    "*/plugins/platforms/*qminimal*",
    "*/plugins/platforms/*qvkkhrdisplay*",
    "*/plugins/platforms/*qvnc*",
    "*/plugins/platformthemes/*qgtk3*",
    "*/plugins/platforminputcontexts/*qtvirtualkeyboard*",
    "*/plugins/imageformats/*q[!s]*",  # Veta draws SVG and writes PNG; Qt reads PNG by itself
    "*/plugins/wayland-graphics-integration-*",
    "*/plugins/wayland-shell-integration/*ivi-shell*",
    "*/plugins/wayland-shell-integration/*fullscreen-shell*",
    "*/plugins/wayland-shell-integration/*qt-shell*",
    "*/plugins/wayland-shell-integration/*wl-shell*",
    "*Qt6WlShellIntegration*",
    "*Qt6EglF[Ss]*",
    "*Qt6Qml*",
    "*Qt6Quick*",
    "*Qt6Sql*",
    "*Qt6Labs*",
    "*/translations/qt_*.qm",
    "*/translations/qtbase_[!ef]*.qm",  # Veta speaks es and fr besides English
    "*/translations/qtbase_f[!r]*.qm",
    "*/translations/*_help_*.qm",
    "*/translations/qtdeclarative*.qm",
    "babel/locale-data/[!efr]*",
    "babel/locale-data/e[!ns]*",
    "babel/locale-data/f[!r]*",
    "babel/locale-data/r[!o]*",
    "babel/locale-data/ro[!o]*",
    "pyqtgraph/icons/peegee/*",
    "numpy/_core/_multiarray_tests*",
    "resources/screenshot.png",
)

# Qt's other ways to draw on Windows, of which Veta takes none. Not tried on Windows by who wrote it.
WINDOWS = ("*/plugins/platforms/*qdirect2d*", "*opengl32sw.dll", "*d3dcompiler_*.dll")

# On Linux the network library goes as well, once elf.py has made QtPdf do without it. On Windows and macOS QtPdf is
# linked to it in a way that is not undone here: there it stays, without TLS.
NETWORK = ("*Qt6Network.so*",)

# Of the libraries of the machine that builds, only these come along: what Python itself was linked to, and Qt's helpers
# for X that many desktops lack. All else (C library, graphics, fonts, D-Bus, X itself) must be the user's own.
OF_PYTHON = ("libpython3*", "libffi.so*", "libz.so*", "libbz2.so*", "liblzma.so*", "libcrypto.so*", "libexpat.so*",
             "libmpdec.so*")  # fmt: skip
OF_WINDOW = (
    *("libxkbcommon.so*", "libxkbcommon-x11.so*", "libxcb-cursor.so*", "libxcb-icccm.so*", "libxcb-image.so*"),
    *("libxcb-keysyms.so*", "libxcb-randr.so*", "libxcb-render.so*", "libxcb-render-util.so*", "libxcb-shape.so*"),
    *("libxcb-shm.so*", "libxcb-sync.so*", "libxcb-util.so*", "libxcb-xfixes.so*", "libxcb-xkb.so*"),
)


def is_pruned(place: str, *, linux: bool) -> bool:
    """Return whether the file of this place in the bundle is left out."""
    name = PurePath(place).as_posix()
    patterns = FILES + (NETWORK if linux else WINDOWS)
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def is_from_system(source: str, own: Iterable[Path]) -> bool:
    """Return whether a file comes from outside Python's own folders and the checkout."""
    return not any(Path(source).is_relative_to(folder) for folder in own)


def is_carried(place: str) -> bool:
    """Return whether a library of the building machine comes along."""
    return any(fnmatchcase(PurePath(place).name, pattern) for pattern in (*OF_PYTHON, *OF_WINDOW))
