"""The brief's sentences: a headline that is a finding, what the figures say, and what they cannot say.

Every number in them comes from the board and is worded by the same formatter as the table. The concentration
thresholds are those of the US Department of Justice and Federal Trade Commission merger guidelines of 2023.
"""

from __future__ import annotations

import math

from core.brief.phrasing import capital, country, subject
from core.present.board import Board, TrendSeries
from core.text.formatter import Formatter
from core.text.messages import Message, Named, msg

HIGH_CONCENTRATION = 0.18
TRADE = ("us-imports", "us-exports", "mexico-exports")
# Tokens behind which a figure larger than every printed one may stand.
HIDING = frozenset({"W", "NA", "XX", "bound-low", "text", "blank"})
MAX_FINDINGS, MAX_LIMITS = 4, 4
LIMITS_ROOM = 400


def headline(board: Board, fmt: Formatter) -> str:
    """Return the brief's first line: a finding where there is one, else the title of what is shown."""
    if board.empty is not None:
        return capital(board.empty.title, fmt)
    if board.edited:
        return capital(_edited_headline(board, fmt), fmt)
    if board.story is not None:
        return capital(board.story, fmt)
    return capital(_leader(board, fmt) or board.title, fmt)


def findings(board: Board, fmt: Formatter) -> tuple[str, ...]:
    """Return three or four computed sentences, the most telling first."""
    if board.empty is not None:
        return (capital(board.empty.reason, fmt),)
    candidates = [
        _edits_effect(board, fmt) if board.edited else None,
        _leader(board, fmt),
        _followers(board, fmt),
        _concentration(board, fmt),
        _mexico(board, fmt),
        _change_over_time(board, fmt),
        _quantities(board, fmt),
        *_forms(board, fmt),
    ]
    lead = headline(board, fmt)
    said = [capital(sentence, fmt) for sentence in candidates if sentence is not None]
    return tuple(sentence for sentence in said if sentence != lead)[:MAX_FINDINGS] or (capital(board.title, fmt),)


def limits(board: Board, fmt: Formatter, note: str = "") -> tuple[str, ...]:
    """Return what the figures cannot say: coverage, the group's or basket's own `note`, the board's, the trend's."""
    found: list[Message] = []
    if board.coverage.note is not None:
        found.append(board.coverage.note)
    found.extend(board.notes)
    if board.empty is not None:
        # The reason, among the findings, already tells what the codes cannot.
        note = ""
        found.append(msg("No row means none recorded, which is not a measured zero."))
    elif board.chart.trend_note is not None:
        found.append(board.chart.trend_note)
    if board.selection.flow in TRADE:
        found.append(msg("Trade value is not production or reserves, and customs records name no mine."))
        if board.empty is None:
            found.append(msg("One year is a snapshot: prices and re-exports move shares."))
    else:
        found.append(msg("USGS figures are rounded, partly estimated, and some are withheld."))
    said = [capital(sentence, fmt) for sentence in found]
    if note:
        said.insert(1 if board.coverage.note is not None else 0, note)
    return _within(list(dict.fromkeys(said)))


def _within(sentences: list[str]) -> tuple[str, ...]:
    """Keep the first sentences that fit the page: at most four, and after two no more than the room for them."""
    kept: list[str] = []
    for sentence in sentences[:MAX_LIMITS]:
        if len(kept) < 2 or sum(map(len, kept)) + len(sentence) <= LIMITS_ROOM:
            kept.append(sentence)
    return tuple(kept)


def _edited_headline(board: Board, fmt: Formatter) -> Message:
    mover = _largest_move(board)
    before, after = board.before.hhi, board.after.hhi
    if mover is None or before is None or after is None:
        return msg("{title}, with the edits of this scenario", title=board.title)
    key, share = mover
    values = {
        "country": country(key, fmt),
        "share": fmt.share(share),
        "before": fmt.hhi(before),
        "after": fmt.hhi(after),
    }
    if fmt.hhi(before) == fmt.hhi(after):
        return msg("With {country} at {share}, concentration (HHI) stays at {after}", **values)
    if after < before:
        return msg("With {country} at {share}, concentration (HHI) falls from {before} to {after}", **values)
    return msg("With {country} at {share}, concentration (HHI) rises from {before} to {after}", **values)


def _largest_move(board: Board) -> tuple[str, float] | None:
    """Return the partner whose share the edits move most, and its share after."""
    moves = [
        (abs(float(after) - float(before)), str(key), float(after))
        for key, before, after in zip(board.table.keys, board.table.before_share, board.table.after_share, strict=True)
        if str(key) != "rest" and not math.isnan(after - before)
    ]
    if not moves:
        return None
    _, key, after = max(moves, key=lambda move: (move[0], move[1]))
    return key, after


def _edits_effect(board: Board, fmt: Formatter) -> Message | None:
    largest_before, largest_after = board.before.largest, board.after.largest
    if largest_before is None or largest_after is None:
        return None
    if board.before.top_share is None or board.after.top_share is None:
        return None
    if largest_before == largest_after:
        return msg(
            "The largest share, of {country}, goes from {before} to {after}; the total does not change.",
            country=country(largest_before, fmt),
            before=fmt.share(board.before.top_share),
            after=fmt.share(board.after.top_share),
        )
    return msg(
        "The largest share goes from {before} ({first}) to {after} ({second}); the total does not change.",
        before=fmt.share(board.before.top_share),
        first=country(largest_before, fmt),
        after=fmt.share(board.after.top_share),
        second=country(largest_after, fmt),
    )


def _leader(board: Board, fmt: Formatter) -> Message | None:
    measures = board.before
    if measures.largest is None or measures.top_share is None or board.selection.flow not in TRADE:
        return _stat_leader(board, fmt)
    values = {
        "country": country(measures.largest, fmt),
        "share": _at_least(board, measures.top_share, fmt),
        "name": subject(board, fmt),
        "year": board.selection.year,
    }
    if board.selection.flow == "us-imports":
        return msg("{country} supplied {share} of US imports of {name} in {year}.", **values)
    if board.selection.flow == "us-exports":
        return msg("{country} took {share} of US exports of {name} in {year}.", **values)
    return msg("{country} took {share} of Mexico's exports of {name} in {year}.", **values)


def _at_least(board: Board, share: float, fmt: Formatter) -> str:
    """Return a share in words: a lower bound where the source names only some partners of some products."""
    said = fmt.share(share)
    return fmt.say("at least {share}", share=said) if board.coverage.kind == "partial" else said


def _stat_leader(board: Board, fmt: Formatter) -> Message | None:
    """Name the largest printed figure of a USGS series; where a token may hide a larger one, say only that much."""
    if board.selection.flow == "us-reliance":
        return _reliance(board, fmt)
    rows = _lead_rows(board)
    known = [i for i in rows if not math.isnan(float(board.table.before[i]))]
    if board.selection.flow not in ("production", "reserves", "us-import-sources") or not known:
        return None
    first = max(known, key=lambda i: (float(board.table.before[i]), -i))
    if board.before.largest == str(board.table.keys[first]) and board.before.top_share is not None:
        # The board has measures only where the printed total bounds what a token can hide.
        return _share_of_world(board, first, fmt)
    values = {
        "country": country(str(board.table.keys[first]), fmt),
        "amount": _printed(board, first, fmt),
        "name": subject(board, fmt),
        "year": board.selection.year,
    }
    if any(str(board.table.flag[i]) in HIDING for i in rows):
        return msg(
            "Largest figure printed for {name}, {year}: {country}, {amount}; others are withheld or not available.",
            **values,
        )
    if board.selection.flow == "reserves":
        return msg("{country} holds the largest reserves of {name}: {amount}.", **values)
    if board.selection.flow == "production":
        return msg("{country} was the largest producer of {name} in {year}: {amount}.", **values)
    return msg("{country} is the first source of US imports of {name}: {amount}.", **values)


def _reliance(board: Board, fmt: Formatter) -> Message | None:
    """Say how far the United States relies on imports; None where several forms tell different things."""
    rows = _lead_rows(board)
    if not rows or len(set(board.table.form)) > 1:
        return None
    values = {"name": subject(board, fmt), "year": board.selection.year, "amount": _printed(board, rows[0], fmt)}
    if str(board.table.flag[rows[0]]) == "E":
        return msg("The United States was a net exporter of {name} in {year}.", **values)
    return msg("US net import reliance for {name}, {year}: {amount} of apparent consumption.", **values)


def _forms(board: Board, fmt: Formatter) -> list[Message]:
    """Name each printed form of a mineral on which the United States relies more or less than on another."""
    if board.selection.flow != "us-reliance" or len(set(board.table.form)) < 2:
        return []
    return [
        msg("{form}: net exporter.", form=Named("form", str(form)))
        if str(board.table.flag[row]) == "E"
        else msg("{form}: {amount}.", form=Named("form", str(form)), amount=_printed(board, row, fmt))
        for row, form in enumerate(board.table.form)
    ]


def _share_of_world(board: Board, row: int, fmt: Formatter) -> Message:
    values = {
        "country": country(str(board.table.keys[row]), fmt),
        "share": fmt.share(board.before.top_share or 0.0),
        "amount": _printed(board, row, fmt),
        "name": subject(board, fmt),
        "year": board.selection.year,
    }
    if board.selection.flow == "reserves":
        return msg("{country} holds {share} of world reserves of {name}: {amount}.", **values)
    if board.selection.flow == "production":
        return msg("{country} made {share} of world production of {name} in {year}: {amount}.", **values)
    return msg("{country} is the first source of US imports of {name}: {amount}.", **values)


def _lead_rows(board: Board) -> list[int]:
    """Return the countries of the table's first series: figures of two forms are never ranked together."""
    forms = [str(form) for form in board.table.form]
    return [
        i for i, key in enumerate(board.table.keys) if forms[i] == forms[0] and str(key) not in ("XXX", "XXO", "rest")
    ]


def _printed(board: Board, row: int, fmt: Formatter) -> str:
    text, unit = str(board.table.text[row]), board.table.unit_name
    if not text[-1:].isdigit():
        return fmt.printed(text)
    return fmt.printed(text + "%") if unit == "percent" else f"{fmt.printed(text)}\u00a0{fmt.unit(unit)}"


def _concentration(board: Board, fmt: Formatter) -> Message | None:
    m = board.before
    if m.hhi is None or m.top3_share is None or m.without_largest is None or m.largest is None:
        return None
    part = board.coverage.kind == "partial"
    hhi, left = fmt.hhi(m.hhi), fmt.share(m.without_largest)
    values = {
        "hhi": fmt.say("at least {number}", number=hhi) if part else hhi,
        "scaled": fmt.hhi_10000(m.hhi),
        "top": _at_least(board, m.top3_share, fmt),
        "limit": fmt.hhi(HIGH_CONCENTRATION),
        "country": country(m.largest, fmt),
        "left": fmt.say("at most {share}", share=left) if part else left,
    }
    if m.n < 3:
        return msg("HHI {hhi} ({scaled}): {n} partners are named. Without {country}, {left} is left.", n=m.n, **values)
    if m.hhi > HIGH_CONCENTRATION:
        return msg(
            "The three largest hold {top}; HHI {hhi} ({scaled}) is above {limit}, highly concentrated by the US merger "
            "guidelines of 2023. Without {country}, {left} is left.",
            **values,
        )
    # Partners that the source does not list could, at worst, be a single one.
    if m.hhi + _rest_share(board) ** 2 > HIGH_CONCENTRATION:
        return msg(
            "The three largest hold {top}; HHI is at least {bound} ({scaled}), as unlisted partners add nothing "
            "to it. Without {country}, {left} is left.",
            bound=hhi,
            **values,
        )
    return msg(
        "The three largest hold {top}; HHI {hhi} ({scaled}) is below {limit}, the US merger guidelines' mark (2023) "
        "for high concentration. Without {country}, {left} is left.",
        **values,
    )


def _rest_share(board: Board) -> float:
    if board.table.unit != "usd":
        return 1.0
    keys = [str(key) for key in board.table.keys]
    hidden = float(board.table.before_share[keys.index("rest")]) if "rest" in keys else 0.0
    return 1.0 if board.coverage.kind == "partial" else hidden


def _mexico(board: Board, fmt: Formatter) -> Message | None:
    """Say where Mexico (or, among Mexico's customers, the United States) stands, or that none is recorded."""
    focus = "USA" if board.selection.flow == "mexico-exports" else "MEX"
    if board.selection.flow not in TRADE or board.before.largest == focus:
        return None
    keys = [str(key) for key in board.table.keys]
    values: dict[str, object] = {"country": country(focus, fmt), "year": board.selection.year}
    if focus not in keys or not float(board.table.before[keys.index(focus)]) > 0:
        if board.coverage.kind not in ("all", "listed"):
            return None
        return msg("{country}: none recorded in {year}; that is not the same as a measured zero.", **values)
    row = keys.index(focus)
    if math.isnan(float(board.table.before_share[row])):
        return None
    place = 1 + sum(
        1 for key, v in zip(keys, board.table.before, strict=True) if key != "rest" and v > board.table.before[row]
    )
    values |= {
        "share": _at_least(board, float(board.table.before_share[row]), fmt),
        "value": fmt.money_in_words(float(board.table.before[row])),
        "place": fmt.number(place),
    }
    return msg("{country} is number {place} with {share}, {value}.", **values)


def _followers(board: Board, fmt: Formatter) -> Message | None:
    """Name the second and third partner; only where a total makes shares."""
    if board.before.hhi is None or board.selection.flow not in TRADE:
        return None
    rows = [i for i in _lead_rows(board) if float(board.table.before[i]) > 0]
    if len(rows) < 3:
        return None
    _, second, third = sorted(rows, key=lambda i: -float(board.table.before[i]))[:3]
    return msg(
        "{second} follows with {share}, then {third} with {next_share}.",
        second=country(str(board.table.keys[second]), fmt),
        share=_at_least(board, float(board.table.before_share[second]), fmt),
        third=country(str(board.table.keys[third]), fmt),
        next_share=_at_least(board, float(board.table.before_share[third]), fmt),
    )


def _change_over_time(board: Board, fmt: Formatter) -> Message | None:
    """Tell the first and last year of the total, or where no total is comparable, of the first partner's line."""
    lines = [s for s in board.chart.trend if len(_known(s)) > 1 and _known(s)[0][1] > 0]
    if not lines:
        return None
    line = next((s for s in lines if s.key in ("XXX", "total")), lines[0])
    (start, first), (end, last) = _known(line)[0], _known(line)[-1]
    if board.table.unit != "usd":
        return msg(
            "{name}: {first} in {start_year}, {last} in {end_year} ({unit}).",
            name=_series_name(board, line, fmt),
            first=fmt.number(first),
            start_year=start,
            last=fmt.number(last),
            end_year=end,
            unit=fmt.unit(board.table.unit_name),
        )
    values = {
        "first": fmt.money_in_words(first),
        "start_year": start,
        "last": fmt.money_in_words(last),
        "end_year": end,
        "change": fmt.change(last / first - 1),
        "valuation": fmt.valuation(line.valuation),
    }
    if line.key in ("XXX", "total"):
        return msg(
            "The total went from {first} in {start_year} to {last} in {end_year} ({change}): "
            "{valuation}, current dollars.",
            **values,
        )
    return msg(
        "Trade with {country} went from {first} in {start_year} to {last} in {end_year} ({change}): {valuation}, "
        "current dollars.",
        country=country(line.key, fmt),
        **values,
    )


def _series_name(board: Board, line: TrendSeries, fmt: Formatter) -> str:
    """Return whose series a line is; a flow about one country alone is told apart by what the publisher counts."""
    form = str(board.table.form[0]) if len(board.table.form) else ""
    return fmt.form(form) if form and board.selection.flow in ("prices", "us-reliance") else fmt.country(line.key)


def _known(line: TrendSeries) -> list[tuple[int, float]]:
    return [(y, v) for y, v in zip(line.years, line.values, strict=True) if not math.isnan(v)]


def _quantities(board: Board, fmt: Formatter) -> Message | None:
    """For USGS tables: what the publisher prints for Mexico, token and all."""
    if board.selection.flow not in ("production", "reserves", "us-import-sources"):
        return None
    rows = [i for i in _lead_rows(board) if str(board.table.keys[i]) == "MEX"]
    if board.before.largest == "MEX":
        return None
    if not rows:
        return msg("The table does not list {country}.", country=country("MEX", fmt))
    return msg("{country}: {amount}.", country=country("MEX", fmt), amount=_printed(board, rows[0], fmt))
