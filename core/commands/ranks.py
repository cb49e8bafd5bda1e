"""`veta ranks`: a country's place among the world's producers, by mineral and form."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from typing import Any

from core.commands.output import print_csv, print_json
from core.dataset.load import Dataset, load_dataset
from core.measures.rank import TOP, Rank, ranks, ranks_by_mineral, top_counts, top_minerals
from core.selection import Selection
from core.text.formatter import Formatter
from core.text.messages import Message, Named, msg
from core.text.names import Names

COLUMNS = tuple("mineral form stage rank tied listed quantity unit flag counted edition year row".split())
MEMBER_COLUMNS = tuple("mineral year edition rank in_top form quantity unit tied listed row".split())


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = subparsers.add_parser("ranks", help="a country's rank among the world's producers")
    parser.add_argument("--partner", default="MEX", help="ISO alpha-3, Mexico when left out")
    parser.add_argument("--edition", help='a USGS edition, such as "MCS 2026"; the latest with the year when left out')
    parser.add_argument("--year", type=int, default=Selection().year)
    parser.add_argument(
        "--by-mineral", action="store_true", help="each mineral ever in the top ten, with its rank through the years"
    )
    parser.add_argument("--format", choices=("json", "csv", "text"), default="text")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the ranks and how many minerals are in the top ten.

    Raises:
        VetaError: unknown partner, edition or year.
    """
    dataset = load_dataset()
    partner = args.partner.strip().upper()
    found = ranks(dataset, partner, args.year, args.edition)
    fmt = Formatter("en", Names.of(dataset, "en"))
    if args.by_mineral:
        _print_by_mineral(dataset, partner, args.format, fmt)
        return 0
    if args.format == "json":
        print_json(ranks_json(dataset, partner, args.year, found, fmt))
    elif args.format == "csv":
        print_csv(COLUMNS, [row | {"tied": " ".join(row["tied"])} for row in map(_row, found)])
    else:
        sys.stdout.write("".join(f"{fmt.say(_line(rank))}\n" for rank in found) + _summary(partner, found, fmt) + "\n")
    return 0


def _print_by_mineral(dataset: Dataset, partner: str, form: str, fmt: Formatter) -> None:
    """Print each mineral ever in the top ten with its rank in every year, and how many each year counts."""
    minerals = ranks_by_mineral(dataset, partner)
    counts = top_counts(dataset, partner)
    if form == "json":
        print_json({"partner": partner, "top": TOP, "top_counts": _counts(counts), "rule": fmt.say(RULE),
                    "minerals": {m: [_in_year(counts[y][0], y, r) for y, r in years.items()]
                                 for m, years in minerals.items()}})  # fmt: skip
    elif form == "csv":
        rows = [
            {"mineral": mineral, **_in_year(counts[year][0], year, rank)}
            for mineral, years in minerals.items()
            for year, rank in years.items()
        ]
        print_csv(MEMBER_COLUMNS, [row | {"tied": " ".join(row["tied"])} for row in rows])
    else:
        lines = [fmt.say(_years_line(mineral, years, fmt)) for mineral, years in minerals.items()]
        totals = [fmt.say(msg("{year} ({edition}): {n}", year=y, edition=e, n=n)) for y, (e, n) in counts.items()]
        among = msg("Minerals among the first {top}: {years}.", top=TOP, years="; ".join(totals))
        sys.stdout.write("".join(f"{line}\n" for line in [*lines, fmt.say(among), fmt.say(RULE)]))


def _counts(counts: Mapping[int, tuple[str, int]]) -> list[dict[str, Any]]:
    return [{"year": year, "edition": edition, "count": count} for year, (edition, count) in counts.items()]


def _in_year(edition: str, year: int, rank: Rank | None) -> dict[str, Any]:
    """Return a mineral's place in one year; what the edition gives no rankable figure for has no rank."""
    if rank is None or rank.rank is None:
        return dict.fromkeys(MEMBER_COLUMNS[1:]) | {"edition": edition, "year": year, "in_top": False, "tied": []}
    cells = _row(rank) | {"in_top": rank.rank <= TOP}
    return {name: cells[name] for name in MEMBER_COLUMNS[1:]}


def _years_line(mineral: str, years: Mapping[int, Rank | None], fmt: Formatter) -> Message:
    """Return a line such as "Copper: 2021 9; 2024 11 (not among the first 10)"."""
    said = [fmt.say(_place(year, rank)) for year, rank in years.items()]
    return msg("{mineral}: {years}", mineral=Named("mineral", mineral), years="; ".join(said))


def _place(year: int, rank: Rank | None) -> Message:
    if rank is None or rank.rank is None:
        return msg("{year} no rank", year=year)
    values = {"year": year, "rank": rank.rank, "form": Named("form", rank.form)}
    if rank.rank > TOP:
        return msg("{year} outside, {rank} ({form})", **values)
    return msg("{year} {rank} ({form})", **values)


def ranks_json(
    dataset: Dataset, partner: str, year: int, found: tuple[Rank, ...], formatter: Formatter
) -> dict[str, Any]:
    """Return the ranks as the published JSON shape, with the count of the top ten by year and its rule."""
    members = top_minerals(found)
    return {
        "partner": partner,
        "year": year,
        "edition": found[0].edition if found else None,
        "rows": [_row(rank) for rank in found],
        "top": TOP,
        "top_count": len(members),
        "top_minerals": list(members),
        "top_counts": _counts(top_counts(dataset, partner)),
        "rule": formatter.say(RULE),
    }


RULE = msg(
    "Rank: 1 plus the listed countries with a larger figure, in one series of one edition. Withheld or missing "
    "figures, bounds, zeros and exports in place of production are not ranked. A mineral counts once, by its best "
    "form of production; capacity does not count. Without a choice, a year is from the latest edition that prints it."
)


def _row(rank: Rank) -> dict[str, Any]:
    return {
        "mineral": rank.mineral, "form": rank.form, "stage": rank.stage, "rank": rank.rank, "tied": list(rank.tied),
        "listed": rank.listed, "quantity": rank.text, "unit": rank.unit, "flag": rank.flag or None,
        "not_rankable": [{"partner": partner, "flag": flag} for partner, flag in rank.not_rankable],
        "counted": rank.counted, "edition": rank.edition, "year": rank.year, "row": f"stats:{rank.row_id}",
    }  # fmt: skip


def _line(rank: Rank) -> Message:
    what = {"mineral": Named("mineral", rank.mineral), "form": Named("form", rank.form), "listed": rank.listed}
    if rank.rank is None:
        return msg("{mineral}, {form}: no rank ({reason})", reason=_why(rank.flag), **what)
    amount = {"quantity": rank.text, "unit": Named("unit", rank.unit)}
    if rank.tied:
        tied = Named("countries", " ".join(rank.tied))
        return msg(
            "{mineral}, {form}: {rank} of {listed}, level with {tied}; {quantity} {unit}",
            rank=rank.rank, tied=tied, **what, **amount,
        )  # fmt: skip
    return msg("{mineral}, {form}: {rank} of {listed}; {quantity} {unit}", rank=rank.rank, **what, **amount)


def _why(flag: str) -> Message:
    match flag:
        case "W":
            return msg("withheld by the publisher")
        case "NA" | "blank":
            return msg("no figure is given")
        case "bound-low" | "bound-high" | "s":
            return msg("a bound is printed, not a figure")
        case "zero":
            return msg("zero")
        case "exports":
            return msg("exports are printed in place of production")
        case _:
            return msg("words are printed, not a figure")


def _summary(partner: str, found: tuple[Rank, ...], fmt: Formatter) -> str:
    if not found:
        return fmt.say(msg("No production is listed for {partner}.", partner=Named("country", partner)))
    members = ", ".join(fmt.mineral(mineral) for mineral in top_minerals(found))
    count = msg(
        "{partner}, {year}, {edition}: among the first {top} in {n} minerals: {minerals}.",
        partner=Named("country", partner), year=found[0].year, edition=found[0].edition, top=TOP,
        n=len(top_minerals(found)), minerals=members,
    )  # fmt: skip
    return f"{fmt.say(count)}\n{fmt.say(RULE)}"
