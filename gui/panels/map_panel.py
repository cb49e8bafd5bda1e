"""The map: partners by value as a choropleth; before and after as a pair, or their difference."""

from __future__ import annotations

import math
from html import escape

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QHideEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.geo import choropleth
from core.geo.choropleth import CLOSE_UPS, Mode
from core.present.board import Board
from core.present.palette import Palette
from core.text.formatter import Formatter
from core.text.messages import msg
from gui.panels.base import Panel
from gui.theme import CAPTION, text_font
from gui.widgets.empty_state import EmptyStateView
from gui.widgets.map_canvas import MapCanvas
from gui.widgets.map_chip import MapChip
from gui.widgets.map_legend import MapLegend
from gui.widgets.map_paths import map_paths
from gui.widgets.map_style import MapStyle
from gui.widgets.map_view import MapView


class MapPanel(Panel):
    """Shows `board.map`. While the board is edited, before and after stand side by side, or their difference alone."""

    picture = "map"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("map")
        self.view = MapView(map_paths().extent, self)
        self.canvases: dict[Mode, MapCanvas] = {
            "before": MapCanvas(self.view, "before", self),
            "after": MapCanvas(self.view, "after", self),
            "difference": MapCanvas(self.view, "difference", self),
        }
        self.legend = MapLegend(self)
        self.chips = [MapChip(iso3, self) for iso3 in CLOSE_UPS]
        self.pair_button, self.difference_button = QPushButton(self), QPushButton(self)
        self.empty = EmptyStateView(self)
        self._title, self._caption = QLabel(self), QLabel(self)
        self._step = ""
        self._difference = False
        self._hover = ""
        self._summed: tuple[Board, Formatter, str] | None = None
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        group = QButtonGroup(self)
        for button in (self.pair_button, self.difference_button):
            button.setCheckable(True)
            group.addButton(button)
        self.pair_button.setChecked(True)
        for label in (self._title, self._caption):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setProperty("role", "heading")
        self._title.setFont(text_font(weight=QFont.Weight.DemiBold))
        self._caption.setProperty("role", "caption")
        self._caption.setFont(text_font(CAPTION))
        self._caption.setWordWrap(True)
        top, maps, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self.pair_button)
        top.addWidget(self.difference_button)
        for canvas in self.canvases.values():
            maps.addWidget(canvas, 1)
        maps.addWidget(self.empty, 1)
        for chip in self.chips:
            foot.addWidget(chip)
        foot.addSpacing(8)
        foot.addWidget(self._caption, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(maps, 1)
        column.addWidget(self.legend)
        column.addLayout(foot)

    def _connect(self) -> None:
        for canvas in self.canvases.values():
            canvas.picked.connect(self._on_picked)
            canvas.hovered.connect(self._on_hovered)
            canvas.stepped.connect(self._on_stepped)
            canvas.accepted.connect(self._on_accepted)
            canvas.dismissed.connect(self._on_dismissed)
            canvas.originAsked.connect(self._on_origin_asked)
        for chip in self.chips:
            chip.picked.connect(self._on_picked)
        self.pair_button.clicked.connect(self._on_mode)
        self.difference_button.clicked.connect(self._on_mode)

    # Showing

    def show_board(self, board: Board, fmt: Formatter) -> None:
        """Show the board's map."""
        worded = fmt is not self.fmt
        super().show_board(board, fmt)
        if worded:
            self._word(fmt)
        self._show_words(board, fmt)
        self._show_maps(board, fmt)
        self._show_chosen(board)

    def set_palette_theme(self, palette: Palette) -> None:
        """Take the theme's colours."""
        super().set_palette_theme(palette)
        style = MapStyle(palette, self.devicePixelRatioF())
        self.legend.set_style(style)
        for canvas in self.canvases.values():
            canvas.set_style(style)
        sheet = (
            "QPushButton { padding: 1px 8px; min-height: 18px; }"
            f"QPushButton:checked {{ background: {palette.accent_soft}; border-color: {palette.accent}; }}"
            f"QPushButton:focus {{ border-color: {palette.focus}; }}"
        )
        for button in (*self.chips, self.pair_button, self.difference_button):
            button.setStyleSheet(sheet)

    def text_summary(self) -> str:
        """Return the title, the five largest, Mexico and the United States, and how many have no figure."""
        if self.board is None or self.fmt is None:
            return ""
        summed = self._summed
        if summed is None or summed[0] is not self.board or summed[1] is not self.fmt:
            words = choropleth.summary(self.board.map, self.fmt, self.board.edited)
            summed = self._summed = (self.board, self.fmt, words)
        return summed[2]

    def origin_rows(self) -> tuple[int, ...]:
        """Return the rows behind the country the keyboard stands on, else behind the whole map."""
        held = next((chip.iso3 for chip in self.chips if chip.hasFocus()), self._step)
        return self.rows_behind(held or None)

    def picture_view(self) -> str:
        """Return "difference" while the change stands alone."""
        return "difference" if self.modes() == ("difference",) else ""

    def modes(self) -> tuple[Mode, ...]:
        """Return the maps that are shown now."""
        if self.board is None or not self.board.edited:
            return ("before",)
        return ("difference",) if self._difference else ("before", "after")

    def _word(self, fmt: Formatter) -> None:
        self.pair_button.setText(fmt.say(msg("Before and after")))
        self.difference_button.setText(fmt.say(choropleth.DIFFERENCE))
        self.empty.show_words(fmt.say(choropleth.NOT_COVERED), fmt.say(choropleth.NOT_COVERED_HINT))
        self.setAccessibleName(fmt.say(msg("Map")))

    def _show_words(self, board: Board, fmt: Formatter) -> None:
        self._title.setText(fmt.say(board.map.title))
        for button in (self.pair_button, self.difference_button):
            button.setVisible(board.edited)
        sources = "; ".join(fmt.source(source) for source in dict.fromkeys(map(str, board.table.source_id)) if source)
        words = [fmt.say(msg("Source: {source}.", source=sources))] if sources else []
        words += [fmt.say(choropleth.DISCLAIMER)] if board.map.covered else []
        self._caption.setText(" ".join(words))
        self.setAccessibleDescription(self.text_summary())

    def _show_maps(self, board: Board, fmt: Formatter) -> None:
        layer, shown = board.map, self.modes()
        labels = {iso3: (fmt.country(iso3), fmt.country_short(iso3)) for iso3 in CLOSE_UPS}
        for mode, canvas in self.canvases.items():
            visible = layer.covered and mode in shown
            canvas.setVisible(visible)
            if mode not in shown:
                canvas.let_go()
            if not visible:
                continue
            name = fmt.say(choropleth.MODE_NAMES[mode])
            caption = name if board.edited else ""
            canvas.show_classes(choropleth.classes(layer, mode), layer.reporter, labels, caption)
            canvas.setAccessibleName(fmt.say(msg("Map: {title}", title=fmt.say(layer.title))) + " " + caption)
            canvas.setAccessibleDescription(self.accessibleDescription())
        self.empty.setVisible(not layer.covered)
        self.legend.setVisible(layer.covered)
        if layer.covered:
            mode = shown[0]
            self.legend.show_legend(choropleth.legend(layer, fmt, mode), mode)
            self.legend.setAccessibleName(fmt.say(msg("Legend of the map")))
        for chip in self.chips:
            chip.setVisible(layer.covered)
            chip.show_country(fmt.country(chip.iso3), self._figure(board, fmt, chip.iso3), self._is_chosen(chip.iso3))

    def _figure(self, board: Board, fmt: Formatter, iso3: str) -> str:
        before = self._printed(board, fmt, iso3) or choropleth.country_text(board.map, fmt, iso3, "before")
        if not board.edited or iso3 == board.map.reporter:
            return before
        after = choropleth.country_text(board.map, fmt, iso3, "after")
        return fmt.say(msg("{before} → {after}", before=before, after=after)) if after != before else before

    @staticmethod
    def _printed(board: Board, fmt: Formatter, partner: str) -> str:
        """What the publisher printed where that is no number, such as W."""
        if not math.isnan(choropleth.value_of(board.map, partner, "after")):
            return ""
        rows = [i for i, key in enumerate(board.table.keys) if key == partner]
        return fmt.printed(str(board.table.text[rows[0]])) if rows else ""

    def _is_chosen(self, iso3: str) -> bool:
        return self.board is not None and self.board.selection.partner == iso3

    def _show_chosen(self, board: Board) -> None:
        chosen = board.selection.partner or ""
        for canvas in self.canvases.values():
            canvas.set_selected(chosen)
            canvas.set_cursor_country("")
        self._step = chosen

    def words_of(self, iso3: str) -> str:
        """Return the tooltip of a country as rich text: name, value, share, source."""
        board, fmt = self.board, self.fmt
        if board is None or fmt is None or not iso3:
            return ""
        partner = choropleth.shown_partner(board.map, iso3)
        lines = [fmt.country(iso3)]
        if partner != iso3:
            lines.append(fmt.say(choropleth.EU_AS_ONE))
        if iso3 == board.map.reporter:
            lines.append(fmt.say(choropleth.REPORTER_LABEL))
        else:
            lines += self._value_lines(board, fmt, partner)
        first, *rest = [escape(line) for line in lines]
        return "<br>".join([f"<b>{first}</b>", *rest])

    def _value_lines(self, board: Board, fmt: Formatter, partner: str) -> list[str]:
        rows = [i for i, key in enumerate(board.table.keys) if key == partner]
        after = choropleth.value_of(board.map, partner, "after")
        if math.isnan(after):
            token = fmt.token(str(board.table.flag[rows[0]])) if rows else ""
            printed = self._printed(board, fmt, partner)
            return [printed or choropleth.country_text(board.map, fmt, partner), *([token] if token else [])]
        lines = [self._value_line(board, fmt, partner, "before")]
        if board.edited:
            lines.append(self._value_line(board, fmt, partner, "after"))
        if rows and board.table.source_id[rows[0]]:
            lines.append(fmt.source(str(board.table.source_id[rows[0]])))
        return lines

    def _value_line(self, board: Board, fmt: Formatter, partner: str, mode: Mode) -> str:
        layer, table = board.map, board.table
        value = choropleth.value_of(layer, partner, mode)
        if math.isnan(value):
            text = choropleth.country_text(layer, fmt, partner, mode)
        else:
            text = choropleth.value_text(layer, fmt, value, full=True)
        shares = table.before_share if mode == "before" else table.after_share
        rows = [i for i, key in enumerate(table.keys) if key == partner]
        if layer.unit != "share" and rows and not math.isnan(value) and math.isfinite(shares[rows[0]]):
            text = fmt.say(msg("{value}, {share} of the total", value=text, share=fmt.share(float(shares[rows[0]]))))
        if not board.edited:
            return text
        return fmt.say(msg("{when}: {value}", when=choropleth.MODE_NAMES[mode], value=text))

    # Asking

    def show_difference(self) -> None:
        """Show the change instead of the pair."""
        self.difference_button.setChecked(True)
        self._on_mode()

    def _on_mode(self) -> None:
        self._difference = self.difference_button.isChecked()
        if self.board is not None and self.fmt is not None:
            self._show_maps(self.board, self.fmt)

    def _on_picked(self, iso3: str) -> None:
        if self.board is None:
            return
        partner = choropleth.shown_partner(self.board.map, iso3)
        for chip in self.chips:
            chip.setChecked(self._is_chosen(chip.iso3))
        self.requestSelect.emit({"partner": None if self._is_chosen(partner) else partner})

    def _on_hovered(self, iso3: str) -> None:
        if iso3 == self._hover or self.board is None:
            return
        self._hover = iso3
        outlined = choropleth.shown_partner(self.board.map, iso3)
        words = self.words_of(iso3)
        for canvas in self.canvases.values():
            canvas.set_hover(outlined)
            canvas.setToolTip(words)

    def _on_stepped(self, direction: int) -> None:
        """Walk through the partners by falling value, from the chosen one or the largest."""
        if self.board is None:
            return
        order = choropleth.ranked(self.board.map, "after" if self.board.edited else "before")
        if not order:
            return
        at = order.index(self._step) + direction if self._step in order else 0
        self._step = order[at % len(order)]
        words = self.words_of(self._step)
        for mode in self.modes():
            canvas = self.canvases[mode]
            canvas.set_cursor_country(self._step)
            canvas.setAccessibleDescription(words)
            if canvas.hasFocus():
                canvas.show_words(words, self._step)

    def _on_origin_asked(self, iso3: str, place: QPoint) -> None:
        if self.board is not None and iso3 != self.board.map.reporter:
            self.offer_origin(self.rows_behind(choropleth.shown_partner(self.board.map, iso3)), place)

    def _on_accepted(self) -> None:
        if self._step:
            self._on_picked(self._step)

    def _on_dismissed(self) -> None:
        if self.board is not None and self.board.selection.partner is not None:
            self.requestSelect.emit({"partner": None})

    # Qt overrides

    def hideEvent(self, event: QHideEvent) -> None:
        """Let go of the pictures, but for a board that has nothing to draw: the next one is likely to want them."""
        for canvas in self.canvases.values() if self.board is None or self.board.empty is None else ():
            canvas.let_go()
        super().hideEvent(event)
