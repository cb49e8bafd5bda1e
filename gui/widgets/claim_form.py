"""The form for a claim of one's own: what is claimed, by whom and when, and the test it is to be put to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSpinBox, QVBoxLayout

from core.claims.claims_file import MAX_TEXT
from core.claims.model import NoTest, RecordedTest, ShareTest, Test, TopCountTest
from core.dataset.schema import OTHER_COUNTRIES, WORLD
from core.selection import MONEY_FLOWS, Selection
from core.text.messages import Message, msg
from gui.widgets.choice import Choice
from gui.widgets.share_field import ShareField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from core.dataset.load import Dataset
    from core.present.palette import Palette
    from core.text.formatter import Formatter

WIDTH = 640
# The style sheet makes the buttons of a number field 0 wide, and its text would touch the frame.
MARGINS = (6, 0, 7, 0)
FIRST_YEAR, LAST_YEAR, MOST_MINERALS = 2000, 2100, 200
TESTS: dict[str, Message] = {
    "not-testable": msg("None: no figure tests it"),
    "share": msg("Share of a partner"),
    "top-count": msg("Number of minerals in the world's top ten"),
    "recorded": msg("Recorded or not"),
}
COMPARES: dict[str, Message] = {
    "equals": msg("exactly, as printed"),
    "at-least": msg("at least"),
    "at-most": msg("at most"),
}
EXPECTED: dict[str, Message] = {
    "yes": msg("that trade is recorded"),
    "no": msg("that none is recorded"),
}
LABELS: dict[str, Message] = {
    "statement": msg("Statement"),
    "claimant": msg("Claimant"),
    "date": msg("Date (YYYY-MM-DD)"),
    "link": msg("Link"),
    "test": msg("Test"),
    "flow": msg("Flow"),
    "partner": msg("Country"),
    "year": msg("Year"),
    "basket": msg("Basket"),
    "product": msg("HS code, mineral or group"),
    "compare": msg("Compared"),
    "share": msg("Claimed share"),
    "count": msg("Claimed number"),
    "expected": msg("What is claimed"),
}
# Which fields each test asks for.
FIELDS: dict[str, frozenset[str]] = {
    "not-testable": frozenset(),
    "share": frozenset({"flow", "partner", "year", "basket", "product", "compare", "share"}),
    "top-count": frozenset({"partner", "year", "compare", "count"}),
    "recorded": frozenset({"flow", "partner", "year", "product", "expected"}),
}
ALWAYS = frozenset({"statement", "claimant", "date", "link", "test"})


class ClaimForm(QDialog):
    """Asks for one claim; whoever opened it says what is wrong or closes it.

    Signals:
        offered: dict of statement, claimant, date, link (texts) and test (`Test`).
    """

    offered = Signal(object)

    def __init__(self, dataset: Dataset, fmt: Formatter, colours: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fmt = fmt
        self.statement, self.claimant, self.date = QLineEdit(self), QLineEdit(self), QLineEdit(self)
        self.link, self.product = QLineEdit(self), QLineEdit(self)
        self.test, self.flow, self.partner = Choice(self), Choice(self), Choice(self)
        self.basket, self.compare, self.expected = Choice(self), Choice(self), Choice(self)
        self.year, self.count, self.share = QSpinBox(self), QSpinBox(self), ShareField(self)
        self.problem = QLabel(self)
        self.add_button, self.cancel_button = QPushButton(self), QPushButton(self)
        self._fill(dataset, colours)
        self._lay_out()
        self._show_fields()
        self.test.currentIndexChanged.connect(self._show_fields)
        self.add_button.clicked.connect(self._offer)
        self.cancel_button.clicked.connect(self.close)
        self.statement.setFocus()
        self.resize(WIDTH, self.sizeHint().height())

    def show_problem(self, text: str) -> None:
        """Say what is wrong with the claim."""
        self.problem.setText(text)
        self.problem.show()

    def chosen_test(self) -> Test:
        """Return the test that the fields describe."""
        partner, year = str(self.partner.currentData()), self._year()
        match self.test.currentData():
            case "share":
                return ShareTest(
                    flow=str(self.flow.currentData()),
                    year=year or Selection().year,
                    partner=partner,
                    share=round(self.share.value() / 100, 6),
                    compare=self.compare.currentData(),
                    basket="" if self.product.text().strip() else str(self.basket.currentData()),
                    product=self.product.text().strip(),
                )
            case "top-count":
                return TopCountTest(partner, self.count.value(), self.compare.currentData(), year)
            case "recorded":
                expected = self.expected.currentData() == "yes"
                return RecordedTest(
                    str(self.flow.currentData()), partner, self.product.text().strip(), expected=expected, year=year
                )
            case _:
                return NoTest()

    # Building

    def _fill(self, dataset: Dataset, colours: Palette) -> None:
        say, fmt = self._fmt.say, self._fmt
        for choice in (self.test, self.flow, self.partner, self.basket, self.compare, self.expected):
            choice.set_colours(colours)
        self.test.set_options([(id_, say(text)) for id_, text in TESTS.items()])
        self.flow.set_options([(flow, fmt.flow(flow)) for flow in MONEY_FLOWS])
        self.compare.set_options([(id_, say(text)) for id_, text in COMPARES.items()])
        self.expected.set_options([(id_, say(text)) for id_, text in EXPECTED.items()])
        baskets = [str(basket) for basket in dataset.baskets.sort_values("order")["basket"]]
        self.basket.set_options([("", say(msg("Every basket"))), *((basket, fmt.basket(basket)) for basket in baskets)])
        codes = [str(code) for code in dataset.countries["partner"] if code not in (WORLD, OTHER_COUNTRIES)]
        self.partner.set_options(sorted(((code, fmt.country(code)) for code in codes), key=_by_name))
        self.flow.set_current(Selection().flow)
        self.partner.set_current("USA")
        self.year.setRange(FIRST_YEAR - 1, LAST_YEAR)
        self.year.setSpecialValueText(say(msg("Every year")))
        self.year.setValue(Selection().year)
        for spin in (self.year, self.count):
            spin.lineEdit().setTextMargins(*MARGINS)
        self.count.setRange(0, MOST_MINERALS)
        self.share.show_language(fmt.language)
        self.date.setText(QDate.currentDate().toString(Qt.DateFormat.ISODate))
        for field in (self.statement, self.claimant, self.link):
            field.setMaxLength(MAX_TEXT)

    def _lay_out(self) -> None:
        say = self._fmt.say
        self.setWindowTitle(say(msg("Add a claim")))
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setProperty("role", "warning")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.add_button.setText(say(msg("Add")))
        self.add_button.setProperty("role", "primary")
        self.add_button.setDefault(True)
        self.cancel_button.setText(say(msg("Cancel")))
        self.cancel_button.setAutoDefault(False)
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(8)
        for name, label in LABELS.items():
            field: QWidget = getattr(self, name)
            text = say(label)
            field.setAccessibleName(text)
            self._form.addRow(text, field)
        foot = QHBoxLayout()
        foot.addWidget(self.problem, 1)
        foot.addStretch(0)
        foot.addWidget(self.cancel_button, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addLayout(self._form)
        column.addStretch(1)
        column.addLayout(foot)

    def _show_fields(self) -> None:
        """Show the fields that the chosen test asks for."""
        test = str(self.test.currentData())
        for name in LABELS:
            self._form.setRowVisible(getattr(self, name), name in ALWAYS or name in FIELDS[test])
        self.compare.set_current("at-least" if test == "top-count" else "equals")
        self.year.setValue(Selection().year if test == "share" else FIRST_YEAR - 1)
        hint = (
            msg("left empty, the basket counts") if test == "share" else msg("such as 252922, fluorspar or rare-earths")
        )
        self.product.setPlaceholderText(self._fmt.say(hint))
        self.problem.hide()

    def _year(self) -> int | None:
        return None if self.year.value() < FIRST_YEAR else self.year.value()

    def _offer(self) -> None:
        values: dict[str, Any] = {
            name: getattr(self, name).text().strip() for name in ("statement", "claimant", "date", "link")
        }
        self.offered.emit({**values, "test": self.chosen_test()})


def _by_name(option: tuple[str, str]) -> str:
    return option[1].casefold()
