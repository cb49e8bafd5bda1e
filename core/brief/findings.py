"""The brief's sentences: a headline that is a finding, what the figures say, and what they cannot say.

Every number in them comes from the board and is worded by the same formatter as the table. The concentration
thresholds are those of the US Department of Justice and Federal Trade Commission merger guidelines of 2023.
"""

from __future__ import annotations

import math

from core.brief.phrasing import capital, country, subject
from core.brief.quantities import forms, lead_rows, quantities, stat_leader
from core.brief.thresholds import HIGH_CONCENTRATION, SAME
from core.present.board import Board, TrendSeries
from core.text.formatter import Formatter
from core.text.messages import Message, msg

TRADE = ("us-imports", "us-exports", "mexico-exports")
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
        quantities(board, fmt),
        *forms(board, fmt),
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
        return stat_leader(board, fmt)
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
    if m.n == 1:
        return msg("HHI {hhi} ({scaled}): {country} is the only partner named.", **values)
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
    rows = [i for i in lead_rows(board) if float(board.table.before[i]) > 0]
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
    lines = [s for s in board.chart.trend if len(s.known) > 1 and s.known[0][1] > 0 and _of_the_table(board, s)]
    if not lines:
        return None
    line = next((s for s in lines if s.key in ("XXX", "total")), lines[0])
    (start, first), (end, last) = line.known[0], line.known[-1]
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


def _of_the_table(board: Board, line: TrendSeries) -> bool:
    """Whether a line is of about the table's value in the table's year: else it counts other products."""
    keys, at = [str(key) for key in board.table.keys], dict(line.known).get(board.selection.year)
    if board.table.unit != "usd" or line.key not in keys or at is None:
        return True
    here = float(board.table.before[keys.index(line.key)])
    return here > 0 and SAME[0] <= at / here <= SAME[1]


def _series_name(board: Board, line: TrendSeries, fmt: Formatter) -> str:
    """Return whose series a line is; a flow about one country alone is told apart by what the publisher counts."""
    form = str(board.table.form[0]) if len(board.table.form) else ""
    return fmt.form(form) if form and board.selection.flow in ("prices", "us-reliance") else fmt.country(line.key)
