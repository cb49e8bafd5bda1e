"""`veta baskets list|show|add|remove`: which HS codes a total of all minerals counts, and the user's own choices."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from core.commands.output import print_json
from core.dataset.baskets import (
    Basket,
    basket_of_id,
    codes_from,
    codes_in_full,
    counted_once,
    find_basket,
    known_baskets,
    prefixes_of,
    put_basket,
)
from core.dataset.load import Dataset, load_dataset, with_baskets
from core.dataset.own_baskets import OwnBasket, OwnBaskets, baskets_file, read_own, remove, tidy_name
from core.errors import VetaError
from core.selection import OWN_BASKET
from core.text.formatter import Formatter
from core.text.messages import Named, msg
from core.text.names import Names


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = subparsers.add_parser("baskets", help="which HS codes count as minerals: list them, make your own")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="every basket with its codes")
    listing.set_defaults(run=run_list)
    showing = actions.add_parser("show", help="one basket and what it counts")
    showing.add_argument("name", help="a basket's id, or the name you gave it")
    showing.set_defaults(run=run_show)
    adding = actions.add_parser("add", help="make a basket of your own")
    adding.add_argument("name")
    adding.add_argument("--codes", required=True, help="HS codes of 2, 4 or 6 digits, such as 25,26,7108 or 78-81")
    adding.add_argument("--without", default="", help="HS codes below them that do not count, such as 7113-7118")
    adding.add_argument("--replace", action="store_true", help="put it in the place of your basket of this name")
    adding.set_defaults(run=run_add)
    removing = actions.add_parser("remove", help="delete a basket of your own")
    removing.add_argument("name")
    removing.set_defaults(run=run_remove)
    for action in (listing, showing, adding, removing):
        action.add_argument("--format", choices=("json", "text"), default="text")


def run_list(args: argparse.Namespace) -> int:
    """Print every basket.

    Raises:
        VetaError: the file of the user's baskets cannot be read.
    """
    dataset = _dataset()
    fmt = _formatter(dataset)
    baskets = known_baskets(dataset)
    if args.format == "json":
        print_json({"file": str(baskets_file()), "baskets": [basket_json(basket, fmt) for basket in baskets]})
    else:
        sys.stdout.write("".join(f"{_line(basket, fmt)}\n" for basket in baskets))
    return 0


def run_show(args: argparse.Namespace) -> int:
    """Print one basket with the codes that stand for it.

    Raises:
        VetaError: there is no such basket, or it holds a code that the figures do not.
    """
    dataset = _dataset()
    return _print_one(dataset, find_basket(dataset, args.name), args.format)


def run_add(args: argparse.Namespace) -> int:
    """Keep a basket of the user's own and print it.

    Raises:
        VetaError: an unknown code, a name that is taken, or a file that cannot be read or written.
    """
    dataset = _dataset()
    basket = OwnBasket(tidy_name(args.name), codes_from(dataset, args.codes), codes_from(dataset, args.without))
    kept = put_basket(dataset, basket, instead_of=basket.name if args.replace else None)
    return _print_one(with_baskets(dataset, OwnBaskets(kept)), basket.id, args.format)


def run_remove(args: argparse.Namespace) -> int:
    """Delete a basket of the user's own and print what is left of them.

    Raises:
        VetaError: there is none of the name, it is one of the catalogue, or the file cannot be read or written.
    """
    dataset = _dataset()
    if args.name.strip() in set(dataset.baskets["basket"]):
        raise VetaError(msg("The basket “{name}” comes with Veta and stays; only your own can go.", name=args.name))
    left = remove(args.name)
    if args.format == "json":
        print_json({"removed": args.name, "own": [basket.name for basket in left]})
    else:
        sys.stdout.write(f"{args.name}\n")
    return 0


def basket_json(basket: Basket, fmt: Formatter) -> dict[str, Any]:
    """Return a basket as the published JSON shape."""
    name = basket.id.removeprefix(OWN_BASKET) if basket.own else fmt.basket(basket.id)
    return {
        "id": basket.id,
        "name": name,
        "own": basket.own,
        "codes": list(basket.codes),
        "without": list(basket.without),
    }


def _print_one(dataset: Dataset, id_: str, form: str) -> int:
    fmt = _formatter(dataset)
    basket = basket_of_id(dataset, id_)
    counted, twice = prefixes_of(dataset, basket), counted_once(basket)
    if form == "json":
        print_json(basket_json(basket, fmt) | {"counts": list(counted), "counted_once": list(twice)})
        return 0
    lines = [_line(basket, fmt)]
    if twice:
        within = msg("Within another code and counted once: {codes}.", codes=Named("codes", " ".join(twice)))
        lines.append(fmt.say(within))
    lines += [f"  {fmt.product_code(code)}: {fmt.product(code)}" for code in counted]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _line(basket: Basket, fmt: Formatter) -> str:
    name = fmt.basket(basket.id) if basket.own else f"{basket.id}: {fmt.basket(basket.id)}"
    return f"{name}. {fmt.say(codes_in_full(basket))}"


def _dataset() -> Dataset:
    """Return the figures with the user's baskets, which must be readable here."""
    return with_baskets(load_dataset(), OwnBaskets(read_own()))


def _formatter(dataset: Dataset) -> Formatter:
    return Formatter("en", Names.of(dataset, "en"))
