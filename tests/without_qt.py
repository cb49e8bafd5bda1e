"""A pytest plugin that makes Qt impossible to import, as on a machine without PySide6.

Used as `pytest -p no:pytest-qt -p tests.without_qt tests/core`.
"""

import sys
from importlib.abc import MetaPathFinder

BARRED = ("PySide6", "shiboken6", "pyqtgraph", "pytestqt")
SETTINGS_OF_PYTEST_QT = ("qt_api", "qt_log_level_fail", "qt_log_ignore")


class Bar(MetaPathFinder):
    def find_spec(self, fullname, path=None, target=None):
        if fullname.partition(".")[0] in BARRED:
            raise ModuleNotFoundError(f"{fullname} is barred from this run", name=fullname)


def pytest_addoption(parser):
    """Know the settings of the plugin that is left out, since an unknown setting is an error here."""
    for name in SETTINGS_OF_PYTEST_QT:
        parser.addini(name, "only read with a screen", type="linelist" if name == "qt_log_ignore" else "string")


for name in [name for name in sys.modules if name.partition(".")[0] in BARRED]:
    del sys.modules[name]
sys.meta_path.insert(0, Bar())
