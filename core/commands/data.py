"""`veta data list|check|show|import|remove`: which figures are here, whether they are whole, where one comes from."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from core.commands.output import print_json
from core.dataset.check import check_dataset
from core.dataset.importers.overlay import user_packages
from core.dataset.importers.package import remove_package
from core.dataset.importers.run import KINDS, Preview, Wish, about_package, import_file, preview
from core.dataset.load import Dataset, load_dataset
from core.dataset.provenance import describe, source_of
from core.dataset.resolve import near
from core.dataset.schema import FIGURES_LATER
from core.errors import VetaError
from core.paths import resource
from core.text.formatter import Formatter
from core.text.messages import Message, msg

WRONG = 2


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = subparsers.add_parser("data", help="list sources, check figures, show where one comes from, import a file")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="sources and tables with their rows")
    listing.set_defaults(run=run_list)
    checking = actions.add_parser("check", help="check every file, row and sum of the figures")
    checking.add_argument("folder", type=Path, nargs="?", help="a dataset folder; the bundled one when left out")
    checking.set_defaults(run=run_check)
    showing = actions.add_parser("show", help="show a source, or where one figure comes from")
    showing.add_argument("id", help="a source id, or a row such as trade:123, stats:45 or mirror:6")
    showing.set_defaults(run=run_show)
    importing = actions.add_parser("import", help="add a publisher's file (CSV, JSON, zip) as a source of your own")
    importing.add_argument("file", type=Path, help="the publisher's file, its name unchanged")
    importing.add_argument("--kind", choices=KINDS, help="the publisher's format; found out when left out")
    importing.add_argument("--name", help="a name for the source; from the file's name when left out")
    importing.add_argument("--all", action="store_true", help="keep every HS code, not the mineral chapters only")
    importing.add_argument("--dry-run", action="store_true", help="say what it would bring, and add nothing")
    importing.set_defaults(run=run_import)
    removing = actions.add_parser("remove", help="remove an imported source")
    removing.add_argument("id", help="its id, such as user-baci-hs17-2024; `veta data list` shows them")
    removing.set_defaults(run=run_remove)
    for action in (listing, checking, showing, importing, removing):
        action.add_argument("--format", choices=("json", "text"), default="text")


def run_list(args: argparse.Namespace) -> int:
    """Print the dataset, its tables and its sources."""
    dataset = load_dataset()
    value = listing(dataset)
    if args.format == "json":
        print_json(value)
        return 0
    lines = [f"{dataset.id} {dataset.version} {dataset.state} {dataset.digest}"]
    lines += [f"  {name}: {rows}" for name, rows in _tables(dataset).items()]
    lines += [f"  {_package_line(package)}" for package in _packages()]
    for source in _sources(dataset):
        edition = f"{source['publisher']}, {source['edition']}, {source['licence']}, {source['retrieved']}"
        lines.append(f"{source['source_id']}: {source['title']} ({edition}), {source['rows']} rows")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def listing(dataset: Dataset) -> dict[str, object]:
    """Return the dataset's identity, its tables with row counts, its sources, and the packages the user imported.

    Sources come with edition, licence and date, packages that are left out with the reason.
    """
    return {
        "id": dataset.id,
        "version": dataset.version,
        "digest": dataset.digest,
        "state": dataset.state,
        "tables": [{"table": name, "rows": rows} for name, rows in _tables(dataset).items()],
        "sources": _sources(dataset),
        "packages": _packages(),
    }


def run_check(args: argparse.Namespace) -> int:
    """Print what a check of the figures finds; 2 when it finds something."""
    report = check_dataset(args.folder or resource("data"))
    if args.format == "json":
        print_json(report.as_json())
    else:
        formatter = Formatter("en")
        for found in report.findings:
            place = found.file if found.row is None else f"{found.file}, line {found.row}"
            sys.stdout.write(f"{place}: {formatter.say(found.message)}\n")
        sys.stdout.write(formatter.say(_summary(report.files, report.rows, len(report.findings))) + "\n")
    if not report.ok:
        text = msg(
            "the check found {n} problems in {folder}; put the files back.",
            n=len(report.findings),
            folder=str(report.folder),
        )
        sys.stderr.write("veta: " + Formatter("en").say(text) + "\n")
        return WRONG
    return 0


def run_show(args: argparse.Namespace) -> int:
    """Print one source or the provenance of one row.

    Raises:
        VetaError: no such source or row.
    """
    value = show(load_dataset(), args.id.strip())
    if args.format == "json":
        print_json(value)
    else:
        shown = {key: item for key, item in value.items() if key != "row" and item not in ("", None)}
        sys.stdout.write("".join(f"{key}: {_text(item)}\n" for key, item in shown.items()))
    return 0


def show(dataset: Dataset, name: str) -> dict[str, object]:
    """Return a source as columns and text, or a row's provenance with its steps worded.

    Raises:
        VetaError: no such source or row; names sources spelt like it.
    """
    frame, _, number = name.partition(":")
    if number.isascii() and number.isdigit() and len(number) < 10:
        value = describe(dataset, frame, int(number))
        steps = value["steps"]
        said = [Formatter("en").say(step) for step in steps] if isinstance(steps, tuple) else []
        return {**value, "steps": said}
    source = source_of(dataset, name)
    if source:
        return {**source, "rows": _rows_of(dataset).get(name, 0)}
    known = [str(source_id) for source_id in dataset.sources["source_id"]]
    close = near(name, known) or ", ".join(known)
    text = msg(
        "There is no source or row “{name}”; sources: {close}; rows: trade:0, stats:0, tariff_lines:0 and so on.",
        name=name[:60],
        close=close,
    )
    raise VetaError(text)


def run_import(args: argparse.Namespace) -> int:
    """Import a file, or say what it would bring; 2 when a preview finds lines that cannot be taken.

    Raises:
        VetaError: the file cannot be taken; names file, line and reason.
    """
    wish = Wish(kind=args.kind, name=args.name, everything=args.all)
    ask = preview if args.dry_run else import_file
    result = ask(load_dataset(), args.file, wish)
    if args.format == "json":
        print_json({**result.as_json(), "imported": not args.dry_run})
    else:
        sys.stdout.write("\n".join(_import_lines(result)) + "\n")
    if result.refused:
        text = msg("{n} lines of {file} cannot be taken; put them in order.", n=result.refused_in_all, file=result.file)
        sys.stderr.write("veta: " + Formatter("en").say(text) + "\n")
        return WRONG
    return 0


def run_remove(args: argparse.Namespace) -> int:
    """Remove an imported package.

    Raises:
        VetaError: there is none of this id.
    """
    remove_package(args.id.strip())
    if args.format == "json":
        print_json({"removed": args.id.strip()})
    else:
        sys.stdout.write(f"{args.id.strip()}\n")
    return 0


def _import_lines(result: Preview) -> list[str]:
    said = Formatter("en").say
    lines = [
        f"{result.id}: {result.layout}",
        said(msg("{n} rows read, {kept} figures kept", n=result.rows_in, kept=result.rows_kept)),
        *(f"  line {refusal.line}: {said(refusal.reason)}" for refusal in result.refused),
        *(f"  {code}: {count}" for code, count in result.unknown.items()),
    ]
    if result.difference and result.difference.against:
        counts = result.difference
        text = msg(
            "against {sources}: {new} new, {changed} changed, {gone} gone, {same} the same",
            sources=", ".join(counts.against), new=counts.new, changed=counts.changed, gone=counts.gone,
            same=counts.same,
        )  # fmt: skip
        lines.append(said(text))
    return lines


def _packages() -> list[dict[str, object]]:
    return [{**about_package(package), "folder": package.folder.name} for package in user_packages()]


def _package_line(package: Mapping[str, object]) -> str:
    return f"{package['id']}: {package['problem'] or package['layout']} ({package['imported'] or '-'})"


def _tables(dataset: Dataset) -> dict[str, int]:
    flows: Mapping[object, int] = {
        **dataset.trade["flow"].value_counts(sort=False).to_dict(),
        **dataset.stats["flow"].value_counts(sort=False).to_dict(),
    }
    return {str(flow): int(rows) for flow, rows in flows.items()}


def _rows_of(dataset: Dataset) -> dict[str, int]:
    counts: dict[str, int] = {}
    frames = (dataset.trade, dataset.stats, dataset.critical_lists, *map(dataset.table, FIGURES_LATER))
    for frame in frames:
        for source_id, rows in frame["source_id"].value_counts(sort=False).to_dict().items():
            counts[str(source_id)] = counts.get(str(source_id), 0) + int(rows)
    return counts


def _sources(dataset: Dataset) -> list[dict[str, object]]:
    counts = _rows_of(dataset)
    return [
        {
            "source_id": str(row["source_id"]),
            "title": str(row["title_en"]),
            "publisher": str(row["publisher"]),
            "edition": str(row["edition"]),
            "licence": str(row["licence"]),
            "url": str(row["url"]),
            "retrieved": str(row["retrieved"]),
            "rows": counts.get(str(row["source_id"]), 0),
        }
        for row in dataset.sources.to_dict("records")
    ]


def _summary(files: int, rows: int, problems: int) -> Message:
    if problems:
        return msg("{files} files, {rows} rows, {problems} problems", files=files, rows=rows, problems=problems)
    return msg("{files} files, {rows} rows, nothing wrong", files=files, rows=rows)


def _text(item: object) -> str:
    return "; ".join(str(part) for part in item) if isinstance(item, list) else str(item)
