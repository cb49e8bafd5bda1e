"""`veta data check`: a sound dataset passes, and each kind of damage is found where it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from core.dataset.check import check_dataset
from core.paths import resource


def _edit(path: Path, change: Callable[[str], str]) -> None:
    before = path.read_text(encoding="utf-8")
    after = change(before)
    assert after != before, "the edit must change something"
    path.write_text(after, encoding="utf-8", newline="")


def _row(start: str, old: str, new: str) -> Callable[[str], str]:
    """Return an edit of the first line that begins with `start`."""

    def change(text: str) -> str:
        at = text.index("\n" + start) + 1
        end = text.index("\n", at)
        return text[:at] + text[at:end].replace(old, new, 1) + text[end:]

    return change


def test_a_sound_dataset_has_no_findings(figures: Path) -> None:
    report = check_dataset(figures)
    assert [found.message.plain() for found in report.findings] == []
    assert report.ok
    assert report.rows > 40_000


def test_the_bundled_dataset_has_no_findings() -> None:
    if not resource("data", "catalogue", "products.csv").is_file():
        pytest.skip("the product catalogue is not in place")
    report = check_dataset(resource("data"))
    assert [(found.file, found.row, found.message.plain()) for found in report.findings] == []


BROKEN: dict[str, tuple[str, Callable[[str], str], str]] = {
    "unknown partner": (
        "mexico_exports.csv",
        lambda t: t.replace(",USA,2603,", ",USB,2603,", 1),
        "USB",
    ),
    "unknown source": (
        "us_imports.csv",
        lambda t: t.replace(",census-imports-2024,", ",census-imports-2042,", 1),
        "census-imports-2042",
    ),
    "unknown mineral": ("reserves.csv", lambda t: t.replace(",fluorspar,", ",flourspar,", 1), "flourspar"),
    "unworded form": (
        "production.csv",
        lambda t: t.replace(",Refinery production,", ",Refined output,"),
        "Refined output",
    ),
    "unworded note": ("reserves.csv", lambda t: t.replace("processed", "treated", 1), "treated"),
    "unknown unit": ("production.csv", lambda t: t.replace(",kt,", ",lb,", 1), "lb"),
    "unknown flag": ("reliance.csv", lambda t: t.replace(",bound-low,", ",bound-up,", 1), "bound-up"),
    "unknown valuation": ("us_exports.csv", lambda t: t.replace(",fob,", ",fas,", 1), "fas"),
    "odd code": ("us_exports.csv", lambda t: t.replace(",CHN,250100,", ",CHN,25010,", 1), "25010"),
    "unnamed product": ("us_exports.csv", lambda t: t.replace(",CHN,250100,", ",CHN,990100,", 1), "990100"),
    "negative value": ("us_exports.csv", _row("us-exports,2015,", ",fob,", ",fob,-"), "below zero"),
    "quantity differs": (
        "production.csv",
        lambda t: t.replace('"1,510",1510,', '"1,510",1150,', 1),
        "1,510",
    ),
    "bound as a point": ("reliance.csv", lambda t: t.replace(",>75,,", ",>75,75,", 1), ">75"),
    "period backwards": ("import_sources.csv", lambda t: t.replace(",2021,2024,", ",2021,2020,", 1), "period"),
    "ten-digit sum": (
        "us_imports.csv",
        _row("us-imports,2024,USA,CHN,280530,HS2022,customs,", "customs,", "customs,1"),
        "280530",
    ),
    "shares": ("import_sources.csv", lambda t: t.replace("31,31,percent", "41,41,percent", 1), "percent"),
    "over the total": (
        "mexico_exports.csv",
        lambda t: t.replace(",XXX,2603,HS2017,fob,3744538524,", ",XXX,2603,HS2017,fob,3244538524,", 1),
        "2603",
    ),
    "over world production": (
        "production.csv",
        lambda t: t.replace('"1,510",1510,kt', '"151,000",151000,kt', 1),
        "fluorspar",
    ),
    "no coverage": (
        "coverage.csv",
        lambda t: "".join(x for x in t.splitlines(keepends=True) if "census" not in x),
        "census-imports-2024",
    ),
    "strange member": (
        "catalogue/group_members.csv",
        lambda t: t.replace("battery,mineral,lithium", "battery,mineral,kryptonite", 1),
        "kryptonite",
    ),
    "strange basket": ("catalogue/baskets.csv", lambda t: t.replace("25|26|71", "25|99|71", 1), "99"),
    "list without mineral": ("critical_lists.csv", lambda t: t.replace(",cobalt,", ",cobold,", 1), "cobold"),
    "month thirteen": ("us_imports_monthly.csv", lambda t: t.replace("2025,10,CAN,", "2025,13,CAN,", 1), "month"),
    "claimed more than imported": (
        "us_imports_monthly.csv",
        _row("2025,10,CAN,", ",usitc-", "9,usitc-"),
        "USMCA",
    ),
    "line without a name": (
        "us_imports_monthly.csv",
        lambda t: t.replace("2025,10,CAN,25", "2025,10,CAN,99", 1),
        "no name for 99",
    ),
    "share above one": ("dependence.csv", lambda t: t.replace(",0.4277,", ",4.277,", 1), "share"),
    "mirror of nobody": ("mirror.csv", lambda t: t.replace(",CHN,MEX,", ",CHX,MEX,", 1), "CHX"),
    "cut as a word": ("mexico_reported.csv", lambda t: t.replace(",cut,", ",shut,", 1), "shut"),
    "not the only pair": (
        "concordance.csv",
        lambda t: t.replace(",HS2022,811231,split,", ",HS2022,811231,1:1,", 1),
        "second counterpart",
    ),
    "rate and kind differ": ("tariff_lines.csv", lambda t: t.replace(",5%,0.05,ad-v", ",5%,,ad-v", 1), "rate"),
    "equivalent without basis": (
        "tariff_lines.csv",
        lambda t: t.replace(",0.003051,quantity,", ",0.003051,,", 1),
        "computed from",
    ),
    "number with a token": (
        "us_salient.csv",
        lambda t: t.replace(",NA,,kt,NA,", ",NA,5,kt,NA,", 1),
        "A number with a token",
    ),
    "unworded form of US trade": (
        "us_salient.csv",
        lambda t: t.replace(",Acid grade,", ",Acidic grade,", 1),
        "Acidic grade",
    ),
    "press without a mark": ("press.csv", lambda t: t.replace(",press,rounded,", ",,rounded,", 1), "flag"),
    "strange list": ("tariff_lists.csv", lambda t: t.replace("s122-exempt,", "s123-exempt,", 1), "s123-exempt"),
    "strange date": ("measures.csv", lambda t: t.replace("2025-10-09,", "9 October 2025,", 1), "date"),
    "no link": ("agreements.csv", lambda t: t.replace("https://apnews.com", "apnews.com", 1), "link"),
    "strange control": ("export_controls.csv", lambda t: t.replace(",quota,", ",quotas,", 1), "quotas"),
    "strange use": ("end_uses.csv", lambda t: t.replace(",batteries,", ",bateries,", 1), "bateries"),
    "negative elasticity": ("elasticities.csv", lambda t: t.replace(",11.329762,", ",-11.329762,", 1), "elasticity"),
    "off the globe": ("sites.csv", _row("Laredo,", ",27.5,", ",97.5,"), "globe"),
    "level": ("catalogue/products.csv", lambda t: t.replace("\n2603,4,", "\n2603,6,", 1), "digits"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_damage_is_found(figures: Path, case: str) -> None:
    name, change, word = BROKEN[case]
    _edit(figures / name, change)
    findings = [found for found in check_dataset(figures).findings if word in found.message.plain()]
    assert findings, case
    assert any(found.file == name for found in findings)


def test_the_line_of_a_finding_is_the_line_in_the_file(figures: Path) -> None:
    path = figures / "us_exports.csv"
    _edit(path, lambda text: text.replace(",CHN,250100,", ",CHN,25010,", 1))
    line = next(n for n, x in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if ",CHN,25010," in x)
    found = next(f for f in check_dataset(figures).findings if "25010" in f.message.plain())
    assert (found.file, found.row) == ("us_exports.csv", line)


def test_a_changed_file_is_named(figures: Path) -> None:
    _edit(figures / "us_imports.csv", lambda text: text.replace(",116206361,", ",116206362,", 1))
    report = check_dataset(figures)
    assert {found.file for found in report.findings} == {"us_imports.csv", "datapackage.json"}


def test_unreadable_files_do_not_stop_the_check(figures: Path) -> None:
    (figures / "prices.csv").unlink()
    (figures / "us_exports.csv").write_bytes(b"\xff\xfe")
    report = check_dataset(figures)
    assert {"prices.csv", "us_exports.csv"} <= {found.file for found in report.findings}


def test_the_report_is_plain_json(figures: Path) -> None:
    _edit(figures / "reserves.csv", lambda text: text.replace(",fluorspar,", ",flourspar,", 1))
    report = json.loads(json.dumps(check_dataset(figures).as_json(), allow_nan=False))
    assert report["ok"] is False
    assert {"file", "row", "message"} == set(report["findings"][0])
