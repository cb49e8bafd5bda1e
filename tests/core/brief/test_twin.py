"""The twin brief: the same numbers in two languages, both files or neither."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.brief.export import write_json
from core.brief.twin import twin_path, write_briefs
from core.errors import VetaError
from tests.core.brief.boards import board, brief


def test_the_code_of_the_language_stands_before_the_ending() -> None:
    assert twin_path(Path("a/Informe v1.2.pdf"), "es").name == "Informe v1.2.es.pdf"


def test_both_are_written_in_the_format_of_the_name(tmp_path: Path) -> None:
    pair = [brief(board(), language="en"), brief(board(), language="fr")]
    written = write_briefs(tmp_path / "brief.json", pair, {"fr": b"at hand"})
    assert [path.name for path in written] == ["brief.json", "brief.fr.json"]
    assert written[0].read_bytes() == write_json(pair[0])
    assert written[1].read_bytes() == b"at hand"


def test_where_the_second_cannot_be_written_the_first_stays_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "brief.json").write_bytes(b"old")
    (tmp_path / "brief.es.json").mkdir()  # a folder of that name: no file can take its place
    with pytest.raises(VetaError, match=r"brief\.es\.json"):
        write_briefs(tmp_path / "brief.json", [brief(board(), language="en"), brief(board(), language="es")])
    assert (tmp_path / "brief.json").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["brief.es.json", "brief.json"]
