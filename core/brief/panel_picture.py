"""One panel of the window as a picture that travels alone: drawn from the same board, never a screenshot.

Each has its title with the unit, its legend, its sources in words, and the dataset it stands on. The letters are shapes
(`outlines`), so it looks the same in a browser, in Word and in LibreOffice. The same input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pandas as pd

from core.brief import panel_chart, panel_header, panel_map, panel_scenario, panel_table
from core.brief.model import Picture
from core.brief.panel_page import LEAD, TITLE, Page
from core.brief.wording import NAME_LENGTH, clean
from core.errors import VetaError
from core.present.board import Board
from core.present.chart_words import TABS, Tab, chart_sources, one_form, open_tab, tabs
from core.present.choices import choice_words, chosen_of
from core.present.palette import ThemeName, load_palette
from core.scenario.replay import reaches
from core.scenario.sentences import edit_sentence
from core.text.formatter import Formatter
from core.text.messages import Message, msg

if TYPE_CHECKING:
    from core.store import Snapshot

PanelName = Literal["header", "map", "chart", "table", "scenario"]
PANELS: tuple[PanelName, ...] = ("header", "map", "chart", "table", "scenario")
DIFFERENCE = "difference"
VIEWS = (*TABS, DIFFERENCE)
"""What a panel can be turned to: a chart's tab, or the map of what changes."""


@dataclass(frozen=True)
class Imprint:
    """What a picture names besides the board: dataset, sources' catalogue, the scenario and its edits, a date if any.

    `edits` are those that reach the table on show.
    """

    dataset_id: str
    version: str
    digest: str
    sources: pd.DataFrame
    scenario: str = ""
    edits: tuple[Message, ...] = ()
    dated: date | None = None

    @classmethod
    def of(cls, snapshot: Snapshot, dated: date | None = None) -> Imprint:
        """Take it from a snapshot."""
        dataset, scenario = snapshot.dataset, snapshot.scenario
        edits = tuple(edit_sentence(e) for e in scenario.active if reaches(dataset, e, snapshot.table))
        name = clean(scenario.name, NAME_LENGTH)
        return cls(dataset.id, dataset.version, dataset.digest, dataset.sources, name, edits, dated)


def panel_svg(
    board: Board, imprint: Imprint, fmt: Formatter, panel: PanelName, theme: ThemeName = "light", view: str = ""
) -> str:
    """Return one panel as a stand-alone SVG document; see `panel_picture`."""
    return panel_picture(board, imprint, fmt, panel, theme, view).svg


def panel_picture(
    board: Board, imprint: Imprint, fmt: Formatter, panel: PanelName, theme: ThemeName = "light", view: str = ""
) -> Picture:
    """Return one panel as a picture, sizes in millimetres.

    `view` is what the panel is turned to, one of `VIEWS`; "" is what it shows at first.

    Raises:
        VetaError: the board has no such chart or difference.
    """
    _check_view(board, panel, view)
    tab = _tab(board, view) if panel == "chart" and board.empty is None else None
    table = panel_table.grid(board, fmt) if panel == "table" and board.empty is None else None
    page = Page(_width(board, panel, tab, table, view), load_palette(theme))
    title = _title(board, imprint, fmt, panel, tab)
    page.words(title, size=TITLE, bold=True)
    for line in _scope(board, imprint, fmt, panel, tab):
        page.note(line)
    page.gap(2.4)
    if panel == "header":
        panel_header.draw(page, board, fmt)
    elif board.empty is not None:
        _empty(page, board, fmt)
    elif table is not None:
        panel_table.draw(page, table, fmt.language)
    elif tab is not None:
        panel_chart.draw(page, board, fmt, tab)
    elif panel == "map":
        panel_map.draw(page, board, fmt, difference=view == DIFFERENCE)
    else:
        panel_scenario.draw(page, board, fmt, imprint.edits)
    _foot(page, board, imprint, fmt, panel, tab)
    return page.finish(title)


def _width(board: Board, panel: PanelName, tab: Tab | None, table: panel_table.Grid | None, view: str) -> float:
    if table is not None:
        return table.page_width
    if tab is not None:
        return panel_chart.WIDTHS[tab]
    if panel == "map":
        return panel_map.width(board, difference=view == DIFFERENCE)
    return panel_header.WIDTH if panel == "header" else panel_scenario.WIDTH


def _check_view(board: Board, panel: PanelName, view: str) -> None:
    offered: tuple[str, ...] = ()
    if panel == "chart":
        offered = tabs(board)
    elif panel == "map":
        offered = (DIFFERENCE,) if board.edited else ()
    if view and not offered:
        raise VetaError(msg("The {panel} has one view only here; leave “{view}” out.", panel=panel, view=view[:60]))
    if view and view not in offered:
        known = ", ".join(offered)
        text = msg(
            "The {panel} has no “{view}” here; choose one of: {known}.", panel=panel, view=view[:60], known=known
        )
        raise VetaError(text)


def _tab(board: Board, view: str) -> Tab:
    return open_tab(board, view if view in TABS else None)


def _title(board: Board, imprint: Imprint, fmt: Formatter, panel: PanelName, tab: Tab | None) -> str:
    if tab is not None:
        return panel_chart.title(board, fmt, tab)
    if panel == "scenario" and board.edited:
        if imprint.scenario:
            return fmt.say("Scenario: {name}", name=imprint.scenario)
        return fmt.say(msg("Unnamed scenario"))
    return fmt.say(board.title)


def _scope(board: Board, imprint: Imprint, fmt: Formatter, panel: PanelName, tab: Tab | None) -> list[str]:
    """Say what the title leaves out: the selection, how it is valued, which edition and source, and the scenario."""
    parts: list[str] = []
    if tab == "destinations" or (panel == "scenario" and board.edited):
        parts.append(fmt.say(board.title))
    if panel == "map":
        parts.append(fmt.say(board.map.title))
    if panel == "table":
        parts.append(panel_table.forms(board, fmt))
    if len(board.table.form) and (tab == "trend" or (tab == "shares" and one_form(board))):
        parts.append(fmt.form(str(board.table.form[0])))  # of several forms in the table, bars and lines are of one
    if tab == "trend":
        parts += dict.fromkeys(fmt.valuation(line.valuation) for line in board.chart.trend)
    elif panel != "map" or board.map.unit != "usd":
        parts.append(fmt.valuation(board.valuation))
    parts.append(fmt.edition(board.edition))
    chosen = chosen_of(board)
    if chosen is not None and not chosen.default:
        parts.append(fmt.say(msg("source chosen: {source}", source=choice_words(chosen))))
    line = " · ".join(part for part in parts if part)
    lines = [line[:1].upper() + line[1:]]
    if board.edited and panel != "scenario" and tab in (None, "shares"):
        lines.append(_edited(imprint, fmt))
    return [line for line in lines if line]


def _edited(imprint: Imprint, fmt: Formatter) -> str:
    """Say that the figures are not as published: a picture may be seen without anything beside it."""
    if imprint.scenario:
        return fmt.say(msg("With the edits of the scenario “{name}”", name=imprint.scenario))
    return fmt.say(msg("With the edits of an unnamed scenario"))


def _empty(page: Page, board: Board, fmt: Formatter) -> None:
    assert board.empty is not None
    page.words(fmt.say(board.empty.title), size=LEAD, bold=True)
    page.words(fmt.say(board.empty.reason), most=8)
    page.shows(f"{fmt.say(board.empty.title)}. {fmt.say(board.empty.reason)}")


def _foot(page: Page, board: Board, imprint: Imprint, fmt: Formatter, panel: PanelName, tab: Tab | None) -> None:
    """Say what limits the figures, where they come from, and which dataset that was."""
    page.gap(2.0)
    own = chart_sources(tab or "shares", board)
    # The notes are about the table's figures; a chart of another source has none of them.
    if board.empty is None and tab != "trend" and own == chart_sources("shares", board):
        for note in (board.coverage.note, *board.notes):
            page.note(fmt.say(note) if note is not None else "")
    page.gap(1.2)
    page.rule()
    page.gap(1.6)
    for line in _sources(board, imprint, fmt, panel, tab):
        page.note(line)
    dataset = msg(
        "Dataset {name} {version}, {digest}",
        name=imprint.dataset_id, version=imprint.version, digest=imprint.digest[:23],
    )  # fmt: skip
    parts = ["Veta", fmt.say(dataset)]
    if imprint.dated is not None:
        parts.append(fmt.date(imprint.dated))
    page.note(" · ".join(parts))


def _sources(board: Board, imprint: Imprint, fmt: Formatter, panel: PanelName, tab: Tab | None) -> list[str]:
    """Return each source in words; in a table whose rows have several, with the number that the rows give."""
    used = chart_sources(tab or "shares", board)
    numbers = {line.source_id: line.number for line in board.sources}
    lines: list[str] = []
    for source, valuation in used.items():
        words = _source(imprint.sources, source, valuation, fmt)
        numbered = panel == "table" and len(used) > 1 and source in numbers
        lines.append(f"[{numbers[source]}] {words}" if numbered else fmt.say(msg("Source: {source}", source=words)))
    return lines


def _source(catalogue: pd.DataFrame, source_id: str, valuation: str, fmt: Formatter) -> str:
    """Return one source as publisher, title, edition and valuation; its id where the catalogue does not know it."""
    found = catalogue[catalogue["source_id"] == source_id]
    title = fmt.source(source_id)
    if found.empty:
        return title
    publisher, edition = (_cell(found.iloc[0], name) for name in ("publisher", "edition"))
    parts = [fmt.publisher(publisher), title, fmt.edition(edition), fmt.valuation(valuation)]
    return "; ".join(part for part in dict.fromkeys(parts) if part)


def _cell(row: pd.Series, name: str) -> str:
    value = row.get(name, "")
    return "" if pd.isna(value) else str(value)


def writer_for(path: Path) -> Callable[[Picture], bytes]:
    """Return what writes a picture in the format of a file's ending.

    Raises:
        VetaError: neither .png nor .svg.
    """
    writers: dict[str, Callable[[Picture], bytes]] = {".png": picture_png, ".svg": _svg}
    if path.suffix.lower() not in writers:
        raise VetaError(msg("{name} has no ending of a picture; end it in .png or .svg.", name=path.name))
    return writers[path.suffix.lower()]


def _svg(picture: Picture) -> bytes:
    return picture.svg.encode("utf-8")


def picture_png(picture: Picture) -> bytes:
    """Return a picture as PNG bytes, 300 dots per inch of its size.

    Raises:
        VetaError: the typeface is missing, or the picture cannot be set.
    """
    # Typesetting is slow to import, and an SVG needs none of it.
    from core.brief.raster import png, sized

    return sized(png(picture))
