"""A pytest plugin that makes Qt impossible to import, as on a machine without PySide6."""

import sys
from importlib.abc import MetaPathFinder

BARRED = ("PySide6", "shiboken6", "pyqtgraph", "pytestqt")


class Bar(MetaPathFinder):
    def find_spec(self, fullname, path=None, target=None):
        if fullname.partition(".")[0] in BARRED:
            raise ModuleNotFoundError(f"{fullname} is barred from this run", name=fullname)


for name in [name for name in sys.modules if name.partition(".")[0] in BARRED]:
    del sys.modules[name]
sys.meta_path.insert(0, Bar())
