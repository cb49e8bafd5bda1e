"""The form of one basket: name, codes, codes left out, and what comes of them as they are typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from core.dataset.baskets import Basket, check_basket, codes_from, counted_once, prefixes_of
from core.dataset.own_baskets import MAX_NAME, OwnBasket, tidy_name
from core.errors import VetaError
from core.selection import OWN_BASKET
from core.text.messages import Message, Named, msg

if TYPE_CHECKING:
    from core.dataset.load import Dataset
    from core.text.formatter import Formatter

SHOWN = 24


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the form, as typed."""

    name: str = ""
    codes: str = ""
    without: str = ""

    @classmethod
    def of(cls, name: str, codes: Sequence[str], without: Sequence[str], fmt: Formatter) -> Draft:
        """Return the text of a basket, codes with the points readers expect."""
        return cls(name, fmt.codes(" ".join(codes)), fmt.codes(" ".join(without)))


class BasketForm(QWidget):
    """Shows and takes one basket.

    Signals:
        changed: a person typed.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dataset: Dataset | None = None
        self._fmt: Formatter | None = None
        self._changeable = False
        self.name, self.codes, self.without = QLineEdit(self), QPlainTextEdit(self), QPlainTextEdit(self)
        self.name_label, self.codes_label, self.without_label, self.result = (QLabel(self) for _ in range(4))
        self.name.setMaxLength(MAX_NAME)
        self.result.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        pairs = (
            (self.name_label, self.name, 0),
            (self.codes_label, self.codes, 3),
            (self.without_label, self.without, 2),
        )
        for label, field, stretch in pairs:
            label.setBuddy(field)
            label.setProperty("role", "caption")
            column.addWidget(label)
            column.addWidget(field, stretch)
            column.addSpacing(8)
        for field in (self.codes, self.without):
            field.setTabChangesFocus(True)
            field.textChanged.connect(self._on_typed)
        self.name.textEdited.connect(self._on_typed)
        column.addWidget(self.result)

    def show_language(self, fmt: Formatter) -> None:
        """Word labels anew."""
        self._fmt = fmt
        for label, field, text in (
            (self.name_label, self.name, fmt.say(msg("&Name"))),
            (self.codes_label, self.codes, fmt.say(msg("HS &codes of 2, 4 or 6 digits, such as 25, 7108, 78-81"))),
            (self.without_label, self.without, fmt.say(msg("&Without these codes below them, such as 7113-7118"))),
        ):
            label.setText(text)
            field.setAccessibleName(text.replace("&", ""))

    def show_basket(self, draft: Draft, dataset: Dataset, *, changeable: bool) -> None:
        """Show a basket; one that is not `changeable` can be read and copied."""
        self._dataset, self._changeable = dataset, changeable
        for field, text in ((self.codes, draft.codes), (self.without, draft.without)):
            field.blockSignals(True)
            field.setPlainText(text)
            field.blockSignals(False)
            field.setReadOnly(not changeable)
        self.name.setText(draft.name)
        self.name.setReadOnly(not changeable)
        self._show_result()

    def draft(self) -> Draft:
        """Return what stands in the form."""
        return Draft(self.name.text(), self.codes.toPlainText(), self.without.toPlainText())

    def basket(self) -> OwnBasket | None:
        """Return the basket, None while it has no name or is refused."""
        basket = self._typed()
        return basket if self._changeable and basket is not None and basket.name and self._problem() is None else None

    def _typed(self) -> OwnBasket | None:
        if self._dataset is None:
            return None
        draft = self.draft()
        codes, without = (codes_from(self._dataset, text) for text in (draft.codes, draft.without))
        return OwnBasket(tidy_name(draft.name), codes, without)

    def _problem(self) -> Message | None:
        basket, dataset = self._typed(), self._dataset
        if basket is None or dataset is None:
            return None
        if not basket.codes:
            return msg("The basket has no codes; give at least one HS code, such as 26.")
        try:
            check_basket(dataset, Basket(OWN_BASKET, basket.codes, basket.without))
        except VetaError as error:
            return error.message
        return None if basket.name else msg("The basket has no name; give it one.")

    def _on_typed(self) -> None:
        self._show_result()
        self.changed.emit()

    def _show_result(self) -> None:
        fmt = self._fmt
        if fmt is None or self._dataset is None:
            return
        problem = self._problem() if self._changeable else None
        words = [fmt.say(problem)] if problem is not None else self._outcome(fmt)
        self.result.setText("\n".join(words))
        self.result.setProperty("role", "caption" if problem is None else "warning")
        self.result.style().unpolish(self.result)
        self.result.style().polish(self.result)
        self.result.setAccessibleName(self.result.text())

    def _outcome(self, fmt: Formatter) -> list[str]:
        """Say what counts, as far as it fits, and what counts once."""
        typed, dataset = self._typed(), self._dataset
        if typed is None or dataset is None:
            return []
        if not self._changeable:
            return [fmt.say(msg("This basket comes with Veta; duplicate it to make your own."))]
        basket = Basket(OWN_BASKET, typed.codes, typed.without)
        counted, twice = prefixes_of(dataset, basket), counted_once(basket)
        codes, more = Named("codes", " ".join(counted[:SHOWN])), len(counted) - SHOWN
        words = [
            fmt.say(msg("Counts {codes} and {n} more.", codes=codes, n=more))
            if more > 0
            else fmt.say(msg("Counts {codes}.", codes=codes))
        ]
        if twice:
            within = msg("Within another code and counted once: {codes}.", codes=Named("codes", " ".join(twice)))
            words.append(fmt.say(within))
        return words
