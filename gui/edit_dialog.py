"""Ask for an edit of any kind: the form follows the kind, and says beforehand why an edit cannot be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from core.dataset.producers import capacity_multiples
from core.errors import VetaError
from core.present.columns import NOT_PARTNERS
from core.scenario.edits import AddPartner, CutSupply, Edit, MoveShare, ScalePartner, SetShare, SetTotal
from core.scenario.file_reader import MOST_TOTAL, MOST_WEIGHT
from core.store import Command, Snapshot
from core.store_edits import AddEdit, SetLimit
from core.text.cldr import LOCALES
from core.text.formatter import Formatter
from core.text.messages import Message, msg

if TYPE_CHECKING:
    from core.scenario.edits import Spread

Field = Literal["partner", "other", "newcomer", "percent", "least", "most", "factor", "amount", "spread", "weights"]
KINDS: dict[str, tuple[Message, tuple[Field, ...]]] = {
    "set-share": (msg("Set a share"), ("partner", "percent")),
    "move-share": (msg("Move points from one partner to another"), ("partner", "other", "percent")),
    "scale-partner": (msg("Multiply a partner's trade"), ("partner", "factor")),
    "add-partner": (msg("Add a partner that has none today"), ("newcomer", "percent")),
    "growth": (msg("Let the total grow or shrink"), ("percent",)),
    "value_usd": (msg("Set the total value"), ("amount",)),
    "mass_kg": (msg("Set the total mass"), ("amount",)),
    "cut-supply": (msg("Cut a supply"), ("partner", "percent", "spread", "weights")),
    "limit": (msg("Hold a share between a floor and a ceiling"), ("partner", "least", "most")),
}
LABELS: dict[Field, Message] = {
    "partner": msg("Partner"),
    "other": msg("To partner"),
    "newcomer": msg("New partner"),
    "percent": msg("Percent"),
    "least": msg("Floor, percent"),
    "most": msg("Ceiling, percent"),
    "factor": msg("Factor"),
    "amount": msg("Amount"),
    "spread": msg("Who makes up for it"),
    "weights": msg("Weights, such as MEX 2, CAN 1"),
}
SPREADS: dict[str, Message] = {
    "proportion": msg("The others, in proportion"),
    "weights": msg("By weights of my own"),
    "capacity": msg("Up to each one's best past year"),
}


@dataclass(frozen=True)
class _Form:
    """What the fields hold."""

    partner: str
    other: str
    newcomer: str
    percent: float
    least: float
    most: float
    factor: float
    amount: float
    spread: str
    weights: str


class EditDialog(QDialog):
    """Asks for one edit of the table on show; it stays open while what is asked cannot be done.

    Signals:
        asked: the command to carry out.
    """

    asked = Signal(object)

    def __init__(self, snapshot: Snapshot, fmt: Formatter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._snapshot, self._fmt = snapshot, fmt
        self.kind, self.spread = QComboBox(self), QComboBox(self)
        self.partner, self.other, self.newcomer = QComboBox(self), QComboBox(self), QComboBox(self)
        self.percent, self.least, self.most = (self._number(100.0, 1) for _ in range(3))
        self.factor, self.amount = self._number(1000.0, 3), self._number(MOST_TOTAL, 0)
        self.weights = QLineEdit(self)
        self.problem = QLabel(self)
        self.buttons = QDialogButtonBox(self)
        self._form = QFormLayout()
        self._fields: dict[Field, QWidget] = {name: getattr(self, name) for name in LABELS}
        self._fill()
        self._lay_out()
        self.kind.currentIndexChanged.connect(self._turn)
        self.spread.currentIndexChanged.connect(self._turn)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._turn()

    def command(self) -> Command:
        """Return what is asked for.

        Raises:
            VetaError: a weight is not a partner and a number.
        """
        form, kind = self._values(), str(self.kind.currentData())
        if kind == "limit":
            return SetLimit(form.partner, form.least / 100, form.most / 100)
        return AddEdit(self._edit(kind, form))

    def accept(self) -> None:
        """Ask for the edit where it can be done; else say why and stay."""
        try:
            command = self.command()
            command.apply(self._snapshot)
        except VetaError as error:
            self.problem.setText(self._fmt.say(error.message))
            self.problem.show()
            return
        self.asked.emit(command)
        super().accept()

    def _edit(self, kind: str, form: _Form) -> Edit:
        table, terms = self._snapshot.table, self._snapshot.terms
        share = form.percent / 100
        match kind:
            case "move-share":
                return MoveShare(*table, form.partner, form.other, share, terms=terms)
            case "scale-partner":
                return ScalePartner(*table, form.partner, form.factor, terms=terms)
            case "add-partner":
                return AddPartner(*table, form.newcomer, share, terms=terms)
            case "growth":
                return SetTotal(*table, "growth", share, terms=terms)
            case "value_usd":
                return SetTotal(*table, "value_usd", form.amount, terms=terms)
            case "mass_kg":
                return SetTotal(*table, "mass_kg", form.amount * 1000, terms=terms)
            case "cut-supply":
                spread, parts = self._parts(form)
                return CutSupply(*table, form.partner, share, spread, parts, terms=terms)
        return SetShare(*table, form.partner, share, terms=terms)

    def _parts(self, form: _Form) -> tuple[Spread, tuple[tuple[str, float], ...]]:
        if form.spread == "weights":
            return "weights", parse_weights(form.weights)
        if form.spread == "capacity":
            keys = [str(key) for key in self._snapshot.board.table.keys if str(key) not in NOT_PARTNERS]
            _, year, product = self._snapshot.table
            found = capacity_multiples(self._snapshot.dataset, product, keys, year)
            return "capacity", tuple(sorted(found.items()))
        return "proportion", ()

    # Building

    def _number(self, most: float, digits: int) -> QDoubleSpinBox:
        field = QDoubleSpinBox(self)
        field.setDecimals(digits)
        field.setRange(0.0, most)
        field.setLocale(QLocale(LOCALES[self._fmt.language]))
        field.setGroupSeparatorShown(True)
        return field

    def _fill(self) -> None:
        say, board = self._fmt.say, self._snapshot.board
        here = [str(key) for key in board.table.keys if str(key) not in NOT_PARTNERS]
        everyone = {str(code): self._fmt.country(str(code)) for code in self._snapshot.dataset.countries["partner"]}
        absent = {code: name for code, name in everyone.items() if code not in here and code not in NOT_PARTNERS}
        for code in here:
            self.partner.addItem(self._fmt.country(code), code)
        for box, codes in ((self.other, everyone), (self.newcomer, absent)):
            for code in sorted(codes, key=lambda each: codes[each]):
                box.addItem(codes[code], code)
        for id_, (text, _) in KINDS.items():
            self.kind.addItem(say(text), id_)
        for id_, text in SPREADS.items():
            self.spread.addItem(say(text), id_)
        for box in (self.partner, self.newcomer, self.other):
            wanted = board.selection.partner or "MEX"
            box.setCurrentIndex(max(0, box.findData(wanted)))
        self.factor.setValue(1.0)
        self.most.setValue(100.0)

    def _lay_out(self) -> None:
        say = self._fmt.say
        self.setWindowTitle(say(msg("Add an edit")))
        heading = QLabel(say(self._snapshot.board.title), self)
        heading.setWordWrap(True)
        heading.setProperty("role", "heading")
        self.problem.setWordWrap(True)
        self.problem.setProperty("role", "warning")
        self.problem.hide()
        self._form.addRow(say(msg("Kind of edit")), self.kind)
        self.kind.setAccessibleName(say(msg("Kind of edit")))
        for name, field in self._fields.items():
            field.setAccessibleName(say(LABELS[name]))
            self._form.addRow(say(LABELS[name]), field)
        self.buttons.addButton(say(msg("Add")), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(say(msg("Cancel")), QDialogButtonBox.ButtonRole.RejectRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addLayout(self._form)
        column.addWidget(self.problem)
        column.addWidget(self.buttons)
        self.setMinimumWidth(460)

    def _turn(self) -> None:
        """Show the fields of the chosen kind, with their units."""
        kind = str(self.kind.currentData())
        shown = set(KINDS[kind][1])
        if self.spread.currentData() != "weights":
            shown.discard("weights")
        for name, field in self._fields.items():
            self._form.setRowVisible(field, name in shown)
        self.percent.setRange(-99.9 if kind == "growth" else 0.0, 10_000.0 if kind == "growth" else 100.0)
        french, money = self._fmt.language == "fr", kind == "value_usd"
        for field in (self.percent, self.least, self.most):
            field.setSuffix("\u00a0%" if french else "%")
        self.amount.setMaximum(MOST_TOTAL / 1000 if kind == "mass_kg" else MOST_TOTAL)  # tonnes; a file holds kilograms
        self.amount.setPrefix("US$" if money and not french else "")
        self.amount.setSuffix(("\u00a0US$" if french else "") if money else "\u00a0t")
        self._start(kind)
        self.problem.hide()
        self.adjustSize()

    def _start(self, kind: str) -> None:
        """Begin from what the table holds, so that a person changes a number rather than invents one."""
        found = self._snapshot.board.outcome
        if found is None:
            return
        if kind == "set-share":
            table = self._snapshot.board.table
            place = [str(key) for key in table.keys].index(str(self.partner.currentData()))
            self.percent.setValue(float(table.after_share[place]) * 100)
        if kind == "value_usd" and found.total_usd.after is not None:
            self.amount.setValue(found.total_usd.after)
        if kind == "mass_kg":
            self.amount.setValue((found.total_kg.after or 0.0) / 1000)

    def _values(self) -> _Form:
        return _Form(
            partner=str(self.partner.currentData()),
            other=str(self.other.currentData()),
            newcomer=str(self.newcomer.currentData()),
            percent=self.percent.value(),
            least=self.least.value(),
            most=self.most.value(),
            factor=self.factor.value(),
            amount=self.amount.value(),
            spread=str(self.spread.currentData()),
            weights=self.weights.text(),
        )


def parse_weights(text: str) -> tuple[tuple[str, float], ...]:
    """Return (partner, weight) pairs written as "MEX 2, CAN 1".

    Raises:
        VetaError: a part is not a code of three letters and a number above zero, at most what a file may hold.
    """
    parts: dict[str, float] = {}
    for part in filter(None, (each.strip() for each in text.replace(";", ",").split(","))):
        code, _, number = part.partition(" ")
        try:
            weight = float(number)
        except ValueError:
            weight = 0.0
        if len(code) != 3 or not (code.isascii() and code.isalpha()) or not 0 < weight <= MOST_WEIGHT:
            raise VetaError(msg("“{part}” is not a partner and a weight; write them as MEX 2, CAN 1.", part=part[:40]))
        parts[code.upper()] = weight
    return tuple(sorted(parts.items()))
