"""Build the dataset: `python -m core.dataset.build RAW [--out FOLDER]`; `--seal` only renews what follows from it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from core.dataset.build import (
    baci,
    census,
    comtrade,
    concordance,
    coverage,
    critical,
    elasticities,
    end_uses,
    mirror,
    policy,
    press,
    sites,
    tariff_lists,
    tariffs,
    usgs_2026,
    usgs_reliance,
    usgs_salient,
    usgs_world,
    usitc,
)
from core.dataset.build.names import Minerals
from core.dataset.build.package import seal_with_frames
from core.dataset.build.tables import Row, read_rows, write_table
from core.dataset.schema import STAT_TABLES, TABLES
from core.paths import resource

_TRADE_TABLES = {"us-imports": "us_imports", "us-exports": "us_exports", "mexico-exports": "mexico_exports"}


def build(raw: Path, out: Path) -> dict[str, int]:
    """Write every generated table and the descriptor into `out`; return {table name: rows}.

    `out/catalogue` is authored by hand and only read. Raises ValueError, KeyError or LookupError when a raw
    file holds something the builder does not know, rather than guess.
    """
    tables = _tables(raw, out / "catalogue")
    counts = {name: write_table(out, TABLES[name], rows) for name, rows in tables.items()}
    seal_with_frames(out)
    return counts


def _tables(raw: Path, catalogue: Path) -> dict[str, list[Row]]:
    trade = [*census.build(raw), *comtrade.build(raw), *baci.build(raw)]
    minerals = Minerals(catalogue)
    stats = usgs_2026.build(raw, minerals)
    stats["production"] += usgs_world.build(raw, minerals)
    stats["reliance"] += usgs_reliance.build(raw, minerals)
    slugs = frozenset(row["mineral"] for _, row in read_rows(catalogue / "minerals.csv"))
    return {
        **{name: [row for row in trade if row["flow"] == flow] for flow, name in _TRADE_TABLES.items()},
        **{name: stats[name] for name in STAT_TABLES},
        "coverage": coverage.build(trade),
        "critical_lists": critical.build(raw, slugs),
        "agreements": policy.agreements(raw),
        "elasticities": elasticities.build(raw),
        "end_uses": end_uses.build(raw, slugs),
        "export_controls": policy.export_controls(raw),
        "measures": policy.measures(raw),
        "sites": sites.build(raw),
        "tariff_lines": tariffs.build(raw),
        "tariff_lists": tariff_lists.build(raw),
        "us_imports_monthly": usitc.build(raw),
        "mexico_reported": mirror.mexico_reported(raw),
        "mirror": mirror.mirror(raw),
        "dependence": mirror.dependence(raw),
        "press": press.build(raw),
        "us_salient": usgs_salient.build(raw),
        "concordance": concordance.build(raw),
    }


def main(argv: list[str] | None = None) -> int:
    """Run the builder from the command line; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m core.dataset.build", description=__doc__)
    parser.add_argument("raw", type=Path, nargs="?", help="folder of the raw public files")
    parser.add_argument("--out", type=Path, default=resource("data"), help="dataset folder (default: the bundled one)")
    parser.add_argument("--seal", action="store_true", help="only renew datapackage.json and frames.bin")
    arguments = parser.parse_args(argv)
    if arguments.seal:
        seal_with_frames(arguments.out)
        return 0
    if arguments.raw is None or not arguments.raw.is_dir():
        parser.error("name the folder of the raw public files")
    for name, rows in build(arguments.raw, arguments.out).items():
        sys.stderr.write(f"{name}: {rows} rows\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
