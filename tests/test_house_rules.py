"""The house rules: patterns and sizes that no file may have, each with the sentence that says what to do instead.

Walks the folders of the checkout itself, so that it also works where git is not installed.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (".ci", ".github", "core", "gui", "packaging", "resources", "tests")
BINARY = (".bin", ".ttf", ".otf", ".png", ".ico", ".icns", ".pdf", ".gz", ".xz", ".pyc")
PRODUCT = r"(core|gui)/.*\.py"
PYTHON = r"(core|gui|tests|packaging)/.*\.py"
SHOWN = (
    r"\b(setText|setToolTip|setWindowTitle|setStatusTip|setPlaceholderText|setAccessibleName|setTitle"
    r"|setAccessibleDescription|setInformativeText|showMessage|QLabel|QPushButton|QAction|QCheckBox|QMenu)\(\s*"
)


@dataclass(frozen=True)
class Rule:
    """A pattern that no line of the files `where` may have, the files `but` excepted."""

    name: str
    pattern: str
    where: str
    advice: str
    bad: str
    good: str
    but: str = r"(?!)"

    def breaches(self, path: str, text: str) -> Iterator[str]:
        """Yield one line for each place of a file that breaks the rule."""
        if not re.fullmatch(self.where, path) or re.fullmatch(self.but, path):
            return
        for found in re.finditer(self.pattern, text, flags=re.MULTILINE):
            yield f"{path}:{text.count(chr(10), 0, found.start()) + 1}: {found[0].strip()!r}. {self.advice}"


RULES = (
    Rule(
        "connect-bound-methods",
        r"\.connect\(\s*(lambda\b|(functools\.)?partial\()",
        r"(core|gui|tests)/.*\.py",
        "Connect a bound method: Qt lets it go with its object, a lambda keeps the panel alive.",
        "button.clicked.connect(lambda: go())",
        "button.clicked.connect(self.go)",
    ),
    Rule(
        "no-sleep",
        r"\btime\.sleep\(|^from time import .*\bsleep\b|\bQThread\.(m|u)?sleep\(|\bqWait\(|\bqtbot\.wait\(",
        r"(core|gui|tests)/.*\.py",
        "Wait for a signal or a condition, never for time.",
        "    time.sleep(0.1)",
        "    qtbot.waitUntil(panel.is_drawn)",
    ),
    Rule(
        "no-process-events",
        r"\bprocessEvents\(",
        r"(core|gui|tests)/.*\.py",
        "Return to the event loop and go on from a signal; wait with qtbot.waitUntil or waitSignal in tests.",
        "QApplication.processEvents()",
        "QTimer.singleShot(0, self.next_step)",
    ),
    Rule(
        "one-door-for-files",
        r"""\bopen\([^)\n]*["'][wax]b?\+?["']|\.write_text\(|\.write_bytes\(|\bQSaveFile\(""",
        PRODUCT,
        "Write files through core.files.write_atomic, so that a failure leaves the old file or the new one.",
        'path.open("wb")',
        "write_atomic(path, data)",
        but=r"core/files\.py|core/dataset/build/.*|core/dataset/build\.py|core/geo/build\.py|core/text/catalogue\.py",
    ),
    Rule(
        "strict-json",
        r"\bjson\.loads?\(",
        PRODUCT,
        "Read JSON through core.files.read_json or parse_json: strict, capped, and with a sentence when it fails.",
        "json.load(stream)",
        "read_json(path)",
        but=r"core/files\.py|core/dataset/build/.*|core/geo/build\.py",
    ),
    Rule(
        "no-live-formulas",
        r"\.to_excel\(",
        PYTHON,
        "DataFrame.to_excel writes text that starts with = as a live formula; use XlsxWriter with strings_to_* off.",
        "frame.to_excel(path)",
        "sheet.write_string(0, 0, text)",
    ),
    Rule(
        "nothing-that-runs-data",
        r"^\s*(import|from) (pickle|cPickle|marshal|shelve|dill|joblib|yaml)\b|(?<![.\w])(eval|exec)\(|\byaml\.load\("
        r"|read_pickle\(|allow_pickle=True",
        r"(core|gui|packaging)/.*\.py",
        "Data never runs: use JSON or CSV and a reader of our own.",
        "value = eval(text)",
        "code = application.exec()",
    ),
    Rule(
        "no-typst-packages",
        r"@preview/",
        r"(core|gui|resources)/.*",
        "A @preview import goes to the network; put the template's code into resources/brief.",
        '#import "@preview/cetz:0.3.0"',
        '#import "parts.typ"',
    ),
    Rule(
        "nothing-unfinished",
        r"\b(TODO|FIXME|HACK|WIP)\b|\b[Ll]orem\b|\bplaceholder\b|\bNotImplementedError\b",
        r"(\.ci|core|gui|tests|packaging)/.*|[^/]*\.(md|toml)",
        "Finish it, or leave it out; an open question belongs into the tracker.",
        "# TODO: the other flows",
        "edit.setPlaceholderText(text)",
    ),
    Rule(
        "no-machine-paths",
        r"(?<![\w.:/}])/(work|farm|home|Users|srv|mnt|opt|root|tmp)/[\w.]|[A-Z]:\\+Users\\",
        r".*",
        "Name files relative to the checkout, through core.paths, or through pytest's tmp_path.",
        'Path("/home/ana/veta")',
        'resource("data")',
        but=r"packaging/(fresh_debian|proof_deb)\.sh",
    ),
    Rule(
        "no-registry-hosts",
        r"pypi\.org|pythonhosted\.org|deb\.debian\.org|registry\.npmjs|anaconda\.org|proxy\.golang|--(extra-)?index-url",
        r".*",
        "The reader's own pip and apt know where packages are; the project names versions and hashes only.",
        "numpy @ https://files.pythonhosted.org/numpy.whl",
        "numpy==2.4.6",
    ),
    Rule(
        "no-network",
        r"^\s*(import|from) (socket|ssl|http|urllib|urllib3|requests|httpx|aiohttp|ftplib|smtplib|asyncio|websockets)\b"
        r"|\bQtNetwork\b|\bQtWebEngine",
        PRODUCT,
        "Veta never reaches for the network; figures come with it or from a file the user chooses.",
        "import urllib.request",
        "import math",
    ),
    Rule(
        "no-address-is-opened",
        r"\bwebbrowser\b|setOpenExternalLinks|\bopenUrl\((?!QUrl\.fromLocalFile\()",
        PRODUCT,
        "Show an address as text to copy; only a file or folder of this computer is opened, when that is asked for.",
        'QDesktopServices.openUrl(QUrl("https:"))',
        "QDesktopServices.openUrl(QUrl.fromLocalFile(path))",
    ),
    Rule(
        "no-hidden-characters",
        "[\u202a-\u202e\u2066-\u2069\u200b-\u200f\u2060\ufeff]",
        r".*",
        "Write an invisible or direction-turning character as its escape, so that a reader sees it.",
        "total\u200b = 1",
        "total = 1",
        but=r"resources/i18n/.*|tests/corpus/.*",
    ),
    Rule(
        "no-look-alikes",
        "[\u0370-\u03ff\u0400-\u052f]",
        r".*\.(py|toml|sh|json|csv|typ)",
        "Greek and Cyrillic letters pass for Latin ones; write the Latin letter, or the escape where it is meant.",
        "\u0430llocation = 1",
        "allocation = 1",
        but=r"resources/i18n/.*|tests/corpus/.*",
    ),
    Rule(
        "shown-text-goes-through-the-formatter",
        SHOWN + r"""[fF]["'](\{[^}:!"'\n]*\}|[^A-Za-z{"'\n\\]|\\n)*([A-Za-z]|\{[^}"'\n]*[:!])""",
        r"gui/.*\.py",
        "Give a widget text from fmt.say(msg(...)): words in an f-string are never translated.",
        'label.setText(f"{value:,} USD")',
        'label.setToolTip(f"{name}\\n{figure}")',
    ),
    Rule(
        "shown-words-are-messages",
        SHOWN + r"""["'][^"'\n]*[A-Za-z]{3}""",
        r"gui/.*\.py",
        "Give a widget text from fmt.say(msg(...)): a bare literal is never translated.",
        'label.setText("Imports")',
        'label.setText("")',
    ),
    Rule(
        "messages-are-literals",
        r"""\b(msg|say)\(\s*[fF]["']""",
        PRODUCT,
        "The first argument of msg and say is a plain literal with named fields, so that it can be extracted.",
        'msg(f"{count} partners")',
        'msg("{count} partners", count=count)',
    ),
    Rule(
        "one-formatter",
        r"^\s*(import|from) babel\b|\blocale\.(format_string|currency|str|atof)\(",
        PRODUCT,
        "Numbers, dates and names are worded by core.text.formatter.Formatter alone.",
        "from babel.numbers import format_decimal",
        "from core.text.formatter import Formatter",
        but=r"core/text/.*",
    ),
    Rule(
        "no-dollar-formats",
        r"""[fF]["'][^"'\n]*\$\{""",
        PRODUCT,
        "Money is worded by Formatter.money: a bare $ reads as pesos in Mexico.",
        'f"${value:,.0f}"',
        "fmt.money(value)",
        but=r"core/text/.*",
    ),
    Rule(
        "qt-stays-in-gui",
        r"^\s*(import|from) (PySide6|shiboken6|pyqtgraph)\b",
        r"(core|tests|packaging)/.*\.py",
        "Qt belongs under gui; core and its tests run without it.",
        "from PySide6.QtCore import QObject",
        "from core.store import Store",
        but=r"tests/(gui|performance|endurance)/.*|tests/conftest\.py",
    ),
    Rule(
        "sort-in-core",
        r"\bQSortFilterProxyModel\b",
        PRODUCT,
        "Sort and filter arrays in core (9 ms for 50,000 rows; a Qt proxy takes 8 s); Qt models only translate.",
        "QSortFilterProxyModel(self)",
        "order.sorted_rows(table)",
    ),
)


@lru_cache(maxsize=1)
def texts() -> dict[str, str]:
    """Return {path: text} of every text file of the checkout but this one, which quotes what it forbids."""
    files = [file for file in ROOT.iterdir() if file.suffix in (".md", ".toml") or file.name == "LICENSE"]
    for folder in FOLDERS:
        files += [file for file in (ROOT / folder).rglob("*") if file.is_file()]
    kept = [f for f in files if f.suffix not in BINARY and "__pycache__" not in f.parts and f != Path(__file__)]
    return {file.relative_to(ROOT).as_posix(): file.read_bytes().decode("utf-8") for file in sorted(kept)}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_no_file_breaks_the_rule(rule: Rule) -> None:
    found = [line for path, text in texts().items() for line in rule.breaches(path, text)]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_rule_tells_bad_from_good(rule: Rule) -> None:
    assert re.search(rule.pattern, rule.bad, flags=re.MULTILINE)
    assert not re.search(rule.pattern, rule.good, flags=re.MULTILINE)
    assert any(re.fullmatch(rule.where, path) for path in texts()), "no file is under this rule: mend its `where`"


def sizes(path: str, text: str) -> Iterator[str]:
    """Yield one line for each function over 60, class over 300 and module over 400 lines."""
    if (lines := text.count("\n")) > 400:
        yield f"{path}: {lines} lines; divide the module by what its parts are for (at most 400)."
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        limit = 300 if isinstance(node, ast.ClassDef) else 60
        if (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > limit:
            yield f"{path}:{node.lineno}: {node.name} has {lines} lines; name its steps as parts (at most {limit})."


def test_nothing_grows_too_large() -> None:
    found = [line for path, text in texts().items() if path.endswith(".py") for line in sizes(path, text)]
    assert not found, "\n" + "\n".join(found)


def test_the_sizes_are_seen() -> None:
    body = "    x = 1\n"
    assert not list(sizes("a.py", "def short():\n" + body * 59))
    assert len(list(sizes("a.py", "def long():\n" + body * 60))) == 1
    assert len(list(sizes("a.py", "class Long:\n" + body * 300))) == 1
    assert len(list(sizes("a.py", "x = 1\n" * 401))) == 1


def test_every_text_file_ends_its_lines_the_same_way() -> None:
    found = [path for path, text in texts().items() if "\r" in text or (text and not text.endswith("\n"))]
    assert not found, "End lines with \\n, and the last line too: " + ", ".join(found)
