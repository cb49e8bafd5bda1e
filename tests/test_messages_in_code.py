"""Every sentence in the code can be extracted for translation and filled with the arguments it is given."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def sentences(path: str, text: str) -> Iterator[tuple[str, ast.Call]]:
    """Yield (place, call) of each `msg(...)`, and each `.say(...)` that is given text of its own.

    Left out are patterns, `X = msg("{n} rows")` at the top of a module, and their use, `msg(X.text, n=3)`.
    """
    tree = ast.parse(text)
    inside = {id(n) for f in ast.walk(tree) if isinstance(f, ast.FunctionDef) for n in ast.walk(f)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if id(node) not in inside and not node.keywords:
            continue
        if isinstance(node.args[0], ast.Attribute) and node.args[0].attr == "text":
            continue
        if name == "msg" or (name == "say" and isinstance(node.args[0], ast.Constant | ast.JoinedStr | ast.BinOp)):
            yield f"{path}:{node.lineno}", node


def problems(path: str, text: str) -> Iterator[str]:
    """Yield one line for each sentence that is no literal, or has other fields than arguments."""
    for place, call in sentences(path, text):
        words = call.args[0]
        if not (isinstance(words, ast.Constant) and isinstance(words.value, str)):
            yield f"{place}: the first argument of msg and say is a literal, so that it can be extracted."
            continue
        fields = {
            name for _literal, name, _spec, _conversion in string.Formatter().parse(words.value) if name is not None
        }
        given = {keyword.arg for keyword in call.keywords}
        if None not in given and fields != given:
            yield f"{place}: fields {sorted(fields)} but arguments {sorted(filter(None, given))}."


def test_every_sentence_is_a_literal_with_its_arguments() -> None:
    files = [file for folder in ("core", "gui") for file in sorted((ROOT / folder).rglob("*.py"))]
    texts = {file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8") for file in files}
    assert sum(1 for path, text in texts.items() for _ in sentences(path, text)) > 100
    found = [line for path, text in texts.items() for line in problems(path, text)]
    assert not found, "\n" + "\n".join(found)


def test_the_check_sees_what_it_looks_for() -> None:
    bad = ["msg(text)", 'msg(f"{n} rows")', 'msg("{n} rows", count=3)', 'fmt.say("{n} rows")', 'fmt.say("a" + b)']
    assert [len(list(problems("a.py", f"def f():\n    {line}"))) for line in bad] == [1] * len(bad)
    good = ['msg("{n} rows", n=3)', "fmt.say(message)", 'msg("a " "b")', 'msg("{n}", **given)']
    good += ["msg(PATTERN.text, n=3)"]
    assert [list(problems("a.py", f"def f():\n    {line}")) for line in good] == [[]] * len(good)
    assert not list(problems("a.py", 'PATTERN = msg("{n} rows")'))
