"""Files that are not what they seem: one sentence that names file, line and reason, and nothing left behind."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from core.dataset.importers.run import Wish, import_file
from core.errors import VetaError
from tests.core.dataset.importers.conftest import nothing_left

CORPUS = Path(__file__).parents[3] / "corpus" / "imports"
HEADER = b"refYear,reporterCode,flowCode,partnerCode,classificationCode,cmdCode,primaryValue\n"
ROW = b"2024,842,M,484,H6,260300,100\n"
ELSEWHERE = b"2024,410,M,842,H6,260300,100\n"  # of neither country: read, not kept
DATAMEXICO = b"Year,Flow ID,Flow,State ID,HS6 ID,Country ID,Trade Value\n"
USGS = (
    b"MCS chapter,Section,Commodity,Country,Statistics,Statistics_detail,Unit,Year,Value,Notes\n"
    b"FLUORSPAR,World Mine Production,Fluorspar,Mexico,Production,Mine production,thousand metric tons,2025,1,\n"
)
CENSUS = b'[["I_COMMODITY","CTY_CODE","CON_VAL_YR","time"],["280530","5700","100","2024-12"]]'
BACI = b"t,i,j,k,v,q\n2024,484,842,260300,1.5,2\n"


def zipped(name: str, data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return stream.getvalue()


def in_directory(archive: bytes, place: int, data: bytes) -> bytes:
    """Return a zip archive with bytes of its only member's entry in the central directory replaced."""
    entry = archive.index(b"PK\x01\x02") + place
    return archive[:entry] + data + archive[entry + len(data) :]


# file name, content, words of the sentence
FILES: dict[str, tuple[str, Callable[[], bytes], tuple[str, ...]]] = {
    "empty": ("a.csv", lambda: b"", ("a.csv", "no publisher")),
    "other columns": ("a.csv", lambda: b"a,b,c\n1,2,3\n", ("a.csv", "no publisher")),
    "column missing": ("a.csv", lambda: HEADER.replace(b"cmdCode", b"code") + ROW, ("line 1", "cmdCode")),
    "column twice": ("a.csv", lambda: HEADER.replace(b"\n", b",cmdCode\n") + ROW, ("line 1", "twice")),
    "cut off": ("a.csv", lambda: HEADER + ROW + ROW[:-9], ("a.csv", "line 3", "middle of a line")),
    "cut off in BACI": ("BACI_HS17_Y2024_V202601.csv", lambda: BACI[:-2], ("line 2",)),
    "null byte": ("a.csv", lambda: HEADER + ROW + b"20\x0024,1\n", ("line 3", "null byte")),
    "null byte in BACI": ("BACI_HS17_Y2024_V202601.csv", lambda: BACI + b"\x00\n", ("line 3", "null byte")),
    "infinite code in BACI": (
        "BACI_HS17_Y2024_V202601.csv", lambda: BACI + b"2024,1e999,842,260300,1,1\n", ("line 3",)
    ),
    "infinite year in BACI": (
        "BACI_HS17_Y2024_V202601.csv", lambda: BACI + b"-Infinity,484,842,260300,1,1\n", ("line 3",)
    ),
    "open quote": ("a.csv", lambda: HEADER + ROW + b'"2024,842\n' + ROW, ("line 3", "quotation")),
    "mixed encodings": (
        "a.csv",
        lambda: HEADER.replace(b"\n", b",name\n") + ELSEWHERE.replace(b"\n", b",\xc3\xa9\n") * 200_000
        + ELSEWHERE.replace(b"\n", b",\xe9\n"),
        ("not in one encoding", "line 200002"),
    ),
    "spreadsheet": ("a.xlsx", lambda: b"PK\x03\x04", ("spreadsheet", "CSV")),
    "spreadsheet under another name": ("a.zip", lambda: zipped("xl/workbook.xml", b"<x/>"), ("spreadsheet",)),
    "zip without tables": ("a.zip", lambda: zipped("a.exe", b"x"), ("no CSV",)),
    "broken zip": ("a.zip", lambda: zipped("a.csv", HEADER + ROW)[:60], ("a.zip", "zip archive")),
    "zip of a later version": (
        "a.zip", lambda: in_directory(zipped("a.csv", HEADER + ROW), 6, b"\x54"), ("a.zip", "zip archive")
    ),
    "zip packed in an unknown way": (
        "a.zip", lambda: in_directory(zipped("a.csv", HEADER + ROW), 10, b"\x63"), ("a.zip", "cannot be read")
    ),
    "zip with a name that is no text": (
        "a.zip", lambda: in_directory(in_directory(zipped("a.csv", HEADER + ROW), 9, b"\x08"), 46, b"\xff"),
        ("a.zip", "zip archive"),
    ),
    "zip bomb": ("a.zip", lambda: zipped("a.csv", HEADER + b"0" * 40_000_000), ("unpacks",)),
    "gzip bomb": ("a.csv.gz", lambda: gzip.compress(HEADER + ELSEWHERE * 4_000_000), ("unpacks",)),
    "broken gzip": ("a.csv.gz", lambda: gzip.compress(HEADER + ROW * 99)[:-20], ("damaged",)),
    "not JSON": ("a.json", lambda: b'{"data": [{"reporterCode":1,"flowCode":2,"primaryValue":3', ("a.json", "line 1")),
    "JSON with NaN": (
        "a.json", lambda: b'{"data": [{"reporterCode":1,"flowCode":2,"primaryValue":NaN}]}', ("a.json", "NaN")
    ),
    "JSON of other form": (
        "a.json", lambda: b'{"data": {"reporterCode":1,"flowCode":2,"primaryValue":3}}', ("a.json", "list of records")
    ),
    "a value that no figure has": ("a.csv", lambda: HEADER + ROW.replace(b"100", b"9" * 400), ("line 2", "larger")),
    "a number with endless digits": ("a.csv", lambda: HEADER + ROW.replace(b"100", b"1." + b"1" * 60), ("larger",)),
    "a value that no figure has in BACI": (
        "BACI_HS17_Y2024_V202601.csv", lambda: BACI.replace(b"1.5", b"1e99"), ("line 2", "larger")
    ),
    "a sum beyond all digits in DataMéxico": (
        "a.csv", lambda: DATAMEXICO + b"2024,2,Exports,8,252922,usa," + b"9" * 60 + b"\n", ("line 2", "larger")
    ),
    "a year that is none in the USGS table": (
        "MCS2027_Commodities_Data.csv", lambda: USGS.replace(b",2025,", b",[],"), ("line 2", "year")
    ),
    "a month of five thousand digits": (
        "a.json", lambda: CENSUS.replace(b"2024-12", b"2024-" + b"9" * 5000), ("a.json", "month")
    ),
    "a month in a small raised digit": ("a.json", lambda: CENSUS.replace(b"-12", "-\u00b2".encode()), ("month",)),
    "a header of another width in BACI": (
        "BACI_HS17_Y2024_V202601.csv", lambda: BACI.replace(b"t,i,j,k", b"t,i,j,\rk"), ("BACI_HS17",)
    ),
    "capital headings in BACI over a number that is none": (
        "BACI_HS17_Y2024_V202601.csv", lambda: BACI.upper().replace(b"1.5", b"x"), ("line 2", "x")
    ),
    "formula in a name": (
        "a.json",
        lambda: b'[["I_COMMODITY","CTY_CODE","CON_VAL_YR","time"],["280530","5700","=1+1","2024-12"]]',
        ("a.json", "=1+1"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FILES)
def test_hostile_files(case, write, bundled):
    name, content, words = FILES[case]
    with pytest.raises(VetaError) as caught:
        import_file(bundled, write(name, content()), Wish())
    sentence = str(caught.value)
    assert "\n" not in sentence
    for word in words:
        assert word in sentence
    assert nothing_left()


@pytest.mark.parametrize("path", sorted(CORPUS.iterdir()), ids=lambda path: path.name)
def test_the_corpus(path, bundled):
    """Small files that broke a reader, or might: each is refused in one sentence that names it."""
    with pytest.raises(VetaError) as caught:
        import_file(bundled, path, Wish())
    assert path.name in str(caught.value)
    assert "\n" not in str(caught.value)
    assert nothing_left()


@pytest.mark.parametrize("name", ["a.csv", "BACI_HS17_Y2024_V202601.csv"])
def test_an_endless_line_is_not_taken_into_memory(name, write, bundled, tmp_path):
    """A line of two gigabytes (a hole in the file, so that the disk has none of it)."""
    path = write(name, HEADER + ROW if name == "a.csv" else BACI)
    with path.open("r+b") as stream:
        stream.seek(0, io.SEEK_END)
        stream.write(b"9" * 3_000_000)
        stream.truncate(2_000_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(VetaError, match="line 3"):
            import_file(bundled, path, Wish())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 60_000_000
    assert nothing_left()


def test_a_missing_file(tmp_path, bundled):
    with pytest.raises(VetaError, match=r"nowhere\.csv"):
        import_file(bundled, tmp_path / "nowhere.csv", Wish())


def test_a_kind_that_does_not_fit(write, bundled):
    with pytest.raises(VetaError, match="t, i, j, k"):
        import_file(bundled, write("a.csv", HEADER + ROW), Wish(kind="baci"))
    with pytest.raises(VetaError, match="inegi"):
        import_file(bundled, write("a.csv", HEADER + ROW), Wish(kind="excel"))
