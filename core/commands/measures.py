"""`veta measures`: concentration of the suppliers in a CSV file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from core.commands.output import print_csv, print_json
from core.measures.allocation import Allocation
from core.measures.concentration import governance_weighted, measure_set
from core.measures.suppliers_file import Suppliers, read_suppliers


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = subparsers.add_parser("measures", help="concentration of the suppliers in a CSV file")
    parser.add_argument("file", type=Path, help="CSV with the columns supplier,quantity[,governance]")
    parser.add_argument("--format", choices=("json", "csv"), default="json")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the measures.

    Raises:
        VetaError: the file is not as it should be.
    """
    value = measures_json(read_suppliers(args.file))
    if args.format == "json":
        print_json(value)
    else:
        print_csv(list(value), [value])
    return 0


def measures_json(suppliers: Suppliers) -> dict[str, Any]:
    """Return the measures of a supplier table: shares and indices 0-1, `hhi_10000` 0-10,000, `n` a count.

    `geopolrisk` (HHI x governance-weighted import share, domestic supply taken as nil) stands only with governance.
    """
    table = Allocation(suppliers.names, suppliers.quantity, suppliers.aggregate)
    measures = measure_set(table)
    value: dict[str, Any] = {
        "hhi": measures.hhi,
        "hhi_10000": None if measures.hhi is None else measures.hhi * 10_000,
        "top_share": measures.top_share,
        "top3_share": measures.top3_share,
        "n": measures.n,
        "effective": measures.effective,
        "without_largest": measures.without_largest,
        "largest": measures.largest,
        "total": table.total,
        "aggregate_share": suppliers.aggregate / table.total,
    }
    if suppliers.governance is not None:
        value["geopolrisk"] = governance_weighted(suppliers.quantity, suppliers.governance, table.total)
    return value
