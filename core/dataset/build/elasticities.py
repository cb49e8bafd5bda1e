"""How strongly imports shift between origins when a price or a tariff changes."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from core.dataset.build.raw_files import STEMS
from core.dataset.build.tables import Row, plain, read_rows, reference

PROTEE, BRODA_WEINSTEIN = "cepii-protee", "broda-weinstein-2006"


def build(raw: Path) -> list[Row]:
    """Return elasticities as positive numbers.

    ProTEE publishes the tariff elasticity, which is minus the elasticity of substitution. An estimate that was not
    significant or had the wrong sign is flagged: what stands there is the mean of its HS4, or nothing.
    """
    return [*_protee(raw), *_broda_weinstein(raw)]


def _protee(raw: Path) -> list[Row]:
    rows: list[Row] = []
    for line, row in read_rows(raw / STEMS["protee"]):
        sigma = -Decimal(row["sigma"]) if row["sigma"] else None
        if sigma is not None and sigma <= 0:
            raise ValueError(f"{STEMS['protee']}:{line}: elasticity {row['sigma']}")
        flag = "wrong-sign" if row["positive"] == "1" else "not-significant" if row["zero"] == "1" else ""
        rows.append(_row("protee", row["HS6"], sigma, flag, "HS2007", PROTEE, "protee", line))
    return rows


def _broda_weinstein(raw: Path) -> list[Row]:
    return [
        _row("broda-weinstein", row["hts10"], Decimal(row["sigma"]), "", "HTS1990-2001", BRODA_WEINSTEIN, "bw", line)
        for line, row in read_rows(raw / STEMS["bw"])
    ]


def _row(
    kind: str, code: str, sigma: Decimal | None, flag: str, revision: str, source: str, stem: str, line: int
) -> Row:
    return {
        "product": code,
        "kind": kind,
        "sigma": "" if sigma is None else plain(sigma),
        "flag": flag,
        "hs_revision": revision,
        "source_id": source,
        "raw_ref": reference(stem, [line]),
    }
