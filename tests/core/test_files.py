"""Files: after any failure the old file or the new one stands there whole, and nothing else; JSON trusts nobody."""

from __future__ import annotations

import errno
import json
import os
import stat
import time
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import files
from core.errors import VetaError
from core.files import (
    clear_parts,
    create_new,
    fingerprint,
    parse_json,
    read_bytes,
    read_json,
    usable_path,
    write_atomic,
    write_of_own,
    write_together,
)
from tests.core.faults import failing_at, names

OLD, NEW = b"old content", b"new content, longer than the old"


def calls_of_a_write(path: Path) -> int:
    with failing_at(-1, OSError()) as faults:
        write_atomic(path, NEW)
    return faults.made


def test_writes_a_new_file_and_replaces_an_old_one(tmp_path: Path) -> None:
    path = tmp_path / "Informe – México.veta"
    write_atomic(path, OLD)
    assert path.read_bytes() == OLD
    write_atomic(path, NEW)
    assert path.read_bytes() == NEW
    assert names(tmp_path) == [path.name]


@pytest.mark.parametrize("existing", [True, False], ids=["over an old file", "as a new file"])
def test_a_failure_at_any_call_leaves_old_or_new_and_nothing_more(tmp_path: Path, existing: bool) -> None:
    spare = tmp_path / "count"
    spare.mkdir()
    if existing:
        (spare / "a.veta").write_bytes(OLD)
    total = calls_of_a_write(spare / "a.veta")
    assert total >= 6
    outcomes = set()
    for nth in range(total):
        folder = tmp_path / f"at-{nth}"
        folder.mkdir()
        path = folder / "a.veta"
        if existing:
            path.write_bytes(OLD)
        refused = False
        with failing_at(nth, OSError(errno.EIO, "Input/output error")):
            try:
                write_atomic(path, NEW)
            except VetaError as error:
                refused = True
                assert str(path) in str(error)
                assert "is kept" in str(error)
        if refused and not existing:
            assert names(folder) == [], nth
        else:
            assert names(folder) == ["a.veta"], nth
            assert path.read_bytes() == (OLD if refused else NEW), nth
        outcomes.add(refused)
    assert outcomes == {True, False}, "both ways must have been met: failure before and after the replacement"


@pytest.mark.parametrize("existing", [0, 1, 2], ids=["both new", "one over an old file", "both over old files"])
def test_a_failure_at_any_call_leaves_all_of_several_files_old_or_all_new(tmp_path: Path, existing: int) -> None:
    def prepared(name: str) -> list[Path]:
        (tmp_path / name).mkdir()
        paths = [tmp_path / name / "a.pdf", tmp_path / name / "a.es.pdf"]
        for path in paths[:existing]:
            path.write_bytes(OLD)
        return paths

    with failing_at(-1, OSError()) as faults:
        write_together(dict.fromkeys(prepared("count"), NEW))
    outcomes = set()
    for nth in range(faults.made):
        paths = prepared(f"at-{nth}")
        before = [path.read_bytes() if path.exists() else None for path in paths]
        refused = False
        with failing_at(nth, OSError(errno.EIO, "Input/output error")):
            try:
                write_together(dict.fromkeys(paths, NEW))
            except VetaError as error:
                refused = True
                assert "is kept" in str(error)
        after = [path.read_bytes() if path.exists() else None for path in paths]
        assert after == (before if refused else [NEW, NEW]), nth
        if refused:
            assert names(paths[0].parent) == sorted(path.name for path in paths[:existing]), nth
        outcomes.add(refused)
    assert outcomes == {True, False}, "both ways must have been met: failure before and after the replacement"


def test_several_files_are_written_where_the_system_has_no_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, fresh = tmp_path / "a.pdf", tmp_path / "a.es.pdf"
    old.write_bytes(OLD)
    monkeypatch.setattr(Path, "hardlink_to", Mock(side_effect=OSError(errno.EPERM, "no links here")))
    write_together({old: NEW, fresh: NEW})
    assert (old.read_bytes(), fresh.read_bytes()) == (NEW, NEW)
    assert names(tmp_path) == ["a.es.pdf", "a.pdf"]


def test_a_full_disk_while_writing_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.veta"
    path.write_bytes(OLD)

    class Full:
        """A stream on a disk that takes five bytes more."""

        def __init__(self, stream: Any) -> None:
            self.stream = stream

        def __enter__(self) -> Full:
            return self

        def __exit__(self, *_: object) -> None:
            self.stream.close()

        def write(self, data: bytes) -> int:
            self.stream.write(data[:5])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    real = Path.open
    monkeypatch.setattr(Path, "open", lambda self, *mode: Full(real(self, *mode)))
    with pytest.raises(VetaError, match="free some space"):
        write_atomic(path, NEW)
    monkeypatch.undo()
    assert path.read_bytes() == OLD
    assert names(tmp_path) == ["a.veta"]


@pytest.mark.parametrize("code", [errno.EACCES, errno.EROFS, errno.EDQUOT])
def test_a_folder_that_takes_no_file_is_told_with_the_systems_reason(tmp_path: Path, code: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "open", Mock(side_effect=OSError(code, os.strerror(code))))
        with pytest.raises(VetaError) as caught:
            write_atomic(tmp_path / "a.veta", NEW)
    assert os.strerror(code) in str(caught.value)
    assert names(tmp_path) == []


def test_an_interrupt_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(files.os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomic(tmp_path / "a.veta", NEW)
    assert names(tmp_path) == []


def test_a_folder_in_the_way_is_told_and_kept(tmp_path: Path) -> None:
    (tmp_path / "a.veta").mkdir()
    with pytest.raises(VetaError, match="could not be written"):
        write_atomic(tmp_path / "a.veta", NEW)
    assert names(tmp_path) == ["a.veta"]
    assert (tmp_path / "a.veta").is_dir()


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(VetaError, match="could not be written"):
        write_atomic(tmp_path / "missing" / "a.veta", NEW)
    assert names(tmp_path) == []


def test_a_file_of_the_programs_own_makes_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "a.json"
    write_of_own(path, NEW)
    assert path.read_bytes() == NEW
    (tmp_path / "file").write_bytes(OLD)
    with pytest.raises(VetaError, match="cannot be written"):
        write_of_own(tmp_path / "file" / "a.json", NEW)
    assert (tmp_path / "file").read_bytes() == OLD


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o500)
    try:
        with pytest.raises(VetaError, match="Permission denied"):
            write_atomic(folder / "a.veta", NEW)
        assert names(folder) == []
    finally:
        folder.chmod(0o700)


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")
def test_the_mode_of_a_file_is_kept_and_a_new_one_follows_the_mask(tmp_path: Path) -> None:
    path = tmp_path / "a.veta"
    path.write_bytes(OLD)
    path.chmod(0o640)
    write_atomic(path, NEW)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    before = os.umask(0o027)
    try:
        write_atomic(tmp_path / "b.veta", NEW)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "b.veta").stat().st_mode) == 0o640


def test_a_link_still_points_to_the_file_after_saving_through_it(tmp_path: Path) -> None:
    real = tmp_path / "real.veta"
    real.write_bytes(OLD)
    link = tmp_path / "link.veta"
    link.symlink_to(real)
    write_atomic(link, NEW)
    assert link.is_symlink()
    assert real.read_bytes() == NEW


def test_a_very_long_name_is_told_and_a_long_one_written(tmp_path: Path) -> None:
    write_atomic(tmp_path / ("ñ" * 120 + ".veta"), NEW)
    with pytest.raises(VetaError, match="could not be written"):
        write_atomic(tmp_path / ("n" * 300), NEW)
    assert len(names(tmp_path)) == 1


def test_a_new_file_is_made_once(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    assert create_new(path, NEW)
    assert not create_new(path, OLD)
    assert path.read_bytes() == NEW
    assert names(tmp_path) == ["a.lock"]


def test_a_new_file_is_made_once_where_the_file_system_has_no_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusal = OSError(errno.EPERM, os.strerror(errno.EPERM))
    monkeypatch.setattr(Path, "hardlink_to", Mock(side_effect=refusal))
    test_a_new_file_is_made_once(tmp_path)


@pytest.mark.parametrize("links", [True, False], ids=["with links", "without links"])
def test_a_new_file_is_there_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    if not links:
        monkeypatch.setattr(Path, "hardlink_to", Mock(side_effect=OSError(errno.EPERM, os.strerror(errno.EPERM))))
    with failing_at(-1, OSError()) as faults:
        create_new(tmp_path / "count.lock", NEW)
    for nth in range(faults.made):
        folder = tmp_path / f"at-{nth}"
        folder.mkdir()
        with failing_at(nth, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))) as faults:
            try:
                made = create_new(folder / "a.lock", NEW)
            except OSError:
                made = False
        if faults.failed == "unlink":
            clear_parts(folder, time.time() + 3601, "a.lock")
        assert names(folder) == (["a.lock"] if made else []), nth
        assert not made or (folder / "a.lock").read_bytes() == NEW


def test_only_parts_of_that_file_an_hour_old_are_cleared(tmp_path: Path) -> None:
    old, other = tmp_path / ".a.veta.0123abcd.part", tmp_path / ".b.veta.0123abcd.part"
    kept = [other, tmp_path / "a.veta", tmp_path / ".a.veta.0123abcd.part.txt", tmp_path / "x.a.veta.0123abcd.part"]
    for path in [old, *kept]:
        path.write_bytes(OLD)
    clear_parts(tmp_path, old.stat().st_mtime + 3599, "a.veta")
    assert old.exists()
    clear_parts(tmp_path, old.stat().st_mtime + 3601, "a.veta")
    assert not old.exists()
    assert all(path.exists() for path in kept)
    clear_parts(tmp_path, other.stat().st_mtime + 3601)
    assert not other.exists()
    clear_parts(tmp_path / "missing", 0)


def test_the_parts_of_a_write_are_those_that_are_cleared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.veta", "n" * 200 + ".veta", "[x] (1).veta"):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Path, "unlink", lambda *_args, **_more: None)
            patch.setattr(Path, "replace", Mock(side_effect=OSError(errno.EIO, "Input/output error")))
            with pytest.raises(VetaError):
                write_atomic(tmp_path / name, NEW)
        assert len(names(tmp_path)) == 1
        clear_parts(tmp_path, time.time() + 3601, name)
        assert names(tmp_path) == []


def test_the_fingerprint_is_the_sha256_of_the_content(tmp_path: Path) -> None:
    path = tmp_path / "a.veta"
    assert fingerprint(path) == ""
    path.write_bytes(b"abc")
    # FIPS 180-2, appendix B.1: the digest of "abc".
    assert fingerprint(path) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_reading_is_capped_at_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"x" * 100)
    assert read_bytes(path, 100) == b"x" * 100
    with pytest.raises(VetaError, match="larger than"):
        read_bytes(path, 99)


@pytest.mark.parametrize("name", ["missing.json", "folder"])
def test_reading_what_is_no_file_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(VetaError, match="cannot be read"):
        read_json(tmp_path / name)


def test_json_with_a_byte_order_mark_opens(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b'\xef\xbb\xbf{"a": [1, 2.5, null, true, "\xc3\xb1"]}')
    assert read_json(path) == {"a": [1, 2.5, None, True, "ñ"]}


HOSTILE = {
    "empty": (b"", "line 1, column 1"),
    "not JSON": (b'{"a": 1,\n "b" 2}', "line 2, column 6"),
    "trailing text": (b"{} {}", "not valid JSON"),
    "trailing comma": (b'{"a": 1,}', "not valid JSON"),
    "comment": (b'{"a": 1} // why', "not valid JSON"),
    "raw newline in text": (b'{"a": "x\ny"}', "not valid JSON"),
    "key twice": (b'{"a": {"b": 1, "b": 2}}', "“b” twice"),
    "NaN": (b'{"a": NaN}', "NaN"),
    "Infinity": (b'{"a": -Infinity}', "-Infinity"),
    "infinite by size": (b'{"a": 1e999}', "too large"),
    "integer of 5,000 digits": (b'{"a": ' + b"9" * 5000 + b"}", "too many digits"),
    "Latin-1": (b'{"a": "M\xe9xico"}', "not UTF-8 text at byte 8"),
    "UTF-16": ('{"a": 1}'.encode("utf-16"), "not UTF-8"),
    "51 deep": (b"[" * 52 + b"]" * 52, "nested too deeply"),
    "100,000 deep": (b"[" * 100_000 + b"]" * 100_000, "nested too deeply"),
    "deep objects": (b'{"a":' * 60_000 + b"1" + b"}" * 60_000, "nested too deeply"),
}


@pytest.mark.parametrize(("data", "told"), HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_json_is_refused_in_one_sentence_that_names_the_file(data: bytes, told: str) -> None:
    with pytest.raises(VetaError) as caught:
        parse_json(data, "a.veta")
    assert told in str(caught.value)
    assert "a.veta" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_fifty_levels_are_allowed() -> None:
    assert parse_json(b"[" * 51 + b"]" * 51, "a.veta")


@given(st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_any_bytes_give_a_value_or_a_sentence(data: bytes) -> None:
    try:
        parse_json(data, "a.veta")
    except VetaError as error:
        assert "a.veta" in str(error)


finite = st.floats(allow_nan=False, allow_infinity=False)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**15), 10**15)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(values)
def test_what_json_writes_is_read_the_same(value: Any) -> None:
    assert parse_json(json.dumps(value).encode(), "a.veta") == value


@pytest.mark.parametrize("value", [None, 3, "", "/a\0b", "/\ud800", "/" + "a" * 256, "/a" * 2049, ["/a"]])
def test_what_no_system_takes_for_a_path_is_none(value: object) -> None:
    assert usable_path(value) is None


@pytest.mark.parametrize("value", ["/a/Informe – México.veta", "b.veta", os.fsdecode(b"/caf\xe9.veta")])
def test_a_path_from_a_file_is_the_same_path(value: str) -> None:
    assert str(usable_path(value)) == value
