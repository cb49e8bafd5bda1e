"""`veta query`: one question to the figures."""

from __future__ import annotations

import argparse
from typing import Any

from core.commands.baskets import basket_json
from core.commands.output import number, print_csv, print_json
from core.dataset.baskets import basket_of_id, find_basket
from core.dataset.load import Dataset, load_dataset
from core.dataset.query import run as ask
from core.dataset.view import MoneyView, Query, StatView
from core.errors import VetaError
from core.selection import Selection
from core.text.formatter import Formatter
from core.text.messages import Message, msg
from core.text.names import Names

MONEY_COLUMNS = ("value_usd", "mass_kg", "share", "flag", "valuation", "source")
OPTIONAL = ("total_usd", "share_low", "share_high")
STAT_COLUMNS = tuple("partner mineral form year period quantity unit text flag estimated edition".split())


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = subparsers.add_parser("query", help="ask the figures: trade by partner, product or year, or USGS figures")
    parser.add_argument("--flow", required=True, help="us-imports, us-exports, mexico-exports, production, reserves, …")
    parser.add_argument("--year", type=int, default=Selection().year)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--group", help="a group such as rare-earths")
    what.add_argument(
        "--product", nargs="+", action="extend", metavar="CODE", help="HS codes (2, 4, 6 or 10 digits) or minerals"
    )
    parser.add_argument("--by", choices=("partner", "product", "year"), default="partner")
    parser.add_argument("--partner", help="one partner, ISO alpha-3")
    basket_help = "which HS codes count as minerals; `veta baskets list` names them"
    parser.add_argument("--basket", default=Selection().basket, help=basket_help)
    parser.add_argument("--edition", help='edition of the USGS figures, such as "MCS 2026"')
    parser.add_argument("--valuation", help="customs, cif or fob instead of the source's best")
    parser.add_argument("--source", metavar="ID", help="one source, such as an imported one, instead of the best")
    parser.add_argument("--format", choices=("json", "csv"), default="json")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the answer.

    Raises:
        VetaError: an unknown flow, product, group, basket, year, edition, valuation, source or partner.
    """
    dataset = load_dataset()
    view = ask(dataset, _query(dataset, args))
    formatter = Formatter("en", Names.of(dataset, "en"))
    value = money_json(view, formatter) if isinstance(view, MoneyView) else stat_json(view, formatter)
    if isinstance(view, MoneyView) and view.basket is not None:
        value["basket_codes"] = basket_json(basket_of_id(dataset, view.basket), formatter)
    if args.format == "json":
        print_json(value)
    elif isinstance(view, MoneyView):
        source = {"valuation": view.valuation, "source": view.sources[0] if view.sources else ""}
        print_csv((view.query.by, *_columns(value["rows"])), [row | source for row in value["rows"]])
    else:
        print_csv(STAT_COLUMNS, [row | {"edition": view.edition} for row in value["rows"]])
    return 0


def _query(dataset: Dataset, args: argparse.Namespace) -> Query:
    if args.group is not None and args.group not in set(dataset.groups["group"]):
        known = ", ".join(dataset.groups["group"])
        raise VetaError(msg("There is no group “{name}”; choose one of: {known}.", name=args.group[:60], known=known))
    names = [part.strip() for name in args.product or [] for part in name.split(",") if part.strip()]
    if args.product and not names:
        raise VetaError(msg("--product is empty; give an HS code or a mineral such as silver."))
    single = names[0] if len(names) == 1 else None
    return Query(
        flow=args.flow,
        year=args.year,
        by=args.by,
        target=args.group or single or "all",
        products=tuple(names) if len(names) > 1 else (),
        basket=find_basket(dataset, args.basket),
        partner=args.partner.strip().upper() if args.partner else None,
        edition=args.edition,
        valuation=args.valuation,
        source=args.source,
    )


def money_json(view: MoneyView, formatter: Formatter) -> dict[str, Any]:
    """Return a trade view as the published JSON shape; `formatter` words the notes."""
    rows = [
        {
            view.query.by: int(key) if view.query.by == "year" else str(key),
            "value_usd": number(view.value_usd[i]),
            "mass_kg": number(view.mass_kg[i]),
            "share": number(view.share[i]),
            "flag": str(view.flag[i]) or None,
        }
        | _range(view, i)
        for i, key in enumerate(view.keys)
    ]
    value: dict[str, Any] = {
        "rows": rows,
        "total": {
            "value_usd": view.total_usd,
            "rest_usd": number(view.rest_usd),
            "open_usd": view.open_usd,
            "listed_share": view.coverage.listed_share,
        },
        "unit": "USD",
        "valuation": view.valuation or None,
        "sources": list(view.sources),
        "basket": view.basket,
        "products": list(view.products),
        "coverage": view.coverage.kind,
    }
    return value | _note(view.missing or view.coverage.note, formatter)


def _range(view: MoneyView, i: int) -> dict[str, Any]:
    """Return a year's total, and both ends of a share that the source leaves open."""
    total = {"total_usd": number(view.year_total_usd[i])} if len(view.year_total_usd) else {}
    if not len(view.share_high) or not view.share_high[i] > view.share[i]:
        return total
    return total | {"share_low": number(view.share[i]), "share_high": number(view.share_high[i])}


def _columns(rows: list[dict[str, Any]]) -> tuple[str, ...]:
    """Return the columns of a trade view as CSV, the optional ones only where a row has them."""
    more = tuple(name for name in OPTIONAL if any(name in row for row in rows))
    return MONEY_COLUMNS[:3] + more + MONEY_COLUMNS[3:]


def stat_json(view: StatView, formatter: Formatter) -> dict[str, Any]:
    """Return a USGS view as the published JSON shape; a row over several years answers to the asked one."""
    rows = [
        {
            "partner": str(view.partner[i]),
            "form": str(view.form[i]),
            "mineral": str(view.mineral[i]),
            "year": _year(view, i),
            "period": f"{view.year[i]}-{view.year_end[i]}" if view.year[i] != view.year_end[i] else None,
            "quantity": number(view.quantity[i]),
            "unit": str(view.unit[i]),
            "text": str(view.text[i]),
            "flag": str(view.flag[i]) or None,
            "estimated": bool(view.estimated[i]),
        }
        for i in range(len(view.partner))
    ]
    value: dict[str, Any] = {"rows": rows, "edition": view.edition, "sources": list(view.sources)}
    return value | _note(view.missing, formatter)


def _year(view: StatView, i: int) -> int:
    asked = view.query.year
    inside = int(view.year[i]) <= asked <= int(view.year_end[i])
    return asked if inside and view.query.by != "year" else int(view.year_end[i])


def _note(note: Message | None, formatter: Formatter) -> dict[str, Any]:
    return {} if note is None else {"note": formatter.say(note)}
