"""The user's own baskets, from the window: shown, kept, deleted, and taken up in what is on show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.dataset.baskets import put_basket
from core.dataset.load import with_baskets
from core.dataset.own_baskets import OwnBasket, OwnBaskets, remove
from core.errors import VetaError
from core.selection import MONEY_FLOWS, Selection
from core.store_dataset import SetDataset
from core.store_select import Select
from core.text.messages import msg

if TYPE_CHECKING:
    from core.present.board import Board
    from gui.baskets_dialog import BasketsDialog
    from gui.main_window import MainWindow
    from gui.session import Change


class BasketDesk(QObject):
    """Opens the dialog of baskets and carries out what it asks for."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._bridge, self._requests = window.bridge, window.requests
        self._window = window
        self._dialog: BasketsDialog | None = None

    def show_baskets(self) -> BasketsDialog:
        """Open the dialog at the basket on show; once is enough."""
        # Imported when first asked for: it is no part of the window's start.
        from gui.baskets_dialog import BasketsDialog

        snapshot = self._bridge.store.snapshot
        if self._dialog is None:
            self._dialog = BasketsDialog(self._window)
            self._dialog.requestSave.connect(self.save)
            self._dialog.requestRemove.connect(self.remove)
            self._dialog.requestShow.connect(self.show_total)
            self._dialog.destroyed.connect(self._forget)
            self._dialog.show_baskets(snapshot.dataset, self._bridge.fmt, snapshot.selection.basket)
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()
        return self._dialog

    def tell_problem(self) -> None:
        """Say why own baskets are left out, where they are."""
        problem = self._bridge.store.snapshot.dataset.baskets_problem
        if problem is not None:
            self._requests.failed.emit(msg("Your own baskets are left out: {problem}", problem=problem))

    def save(self, basket: OwnBasket, instead_of: str) -> None:
        """Keep a basket; one that is on show stays on show under its new name and codes."""
        old = self._bridge.store.snapshot
        was = next((known for known in old.dataset.own_baskets if known.name == instead_of), None)
        try:
            self._take_up(put_basket(old.dataset, basket, instead_of or None))
            if was is not None and old.selection.basket == was.id:
                self._bridge.store.execute(Select(basket=basket.id))
        except VetaError as error:
            self._refuse(error)
            return
        if self._dialog is not None:
            self._dialog.saved(self._bridge.store.snapshot.dataset, was.id if was is not None else "", basket.id)

    def remove(self, name: str) -> None:
        """Delete a basket; where it is on show, the first of the catalogue takes its place."""
        try:
            self._take_up(remove(name))
        except VetaError as error:
            self._refuse(error)
            return
        if self._dialog is not None:
            self._dialog.show_baskets(self._bridge.store.snapshot.dataset, self._bridge.fmt, Selection().basket)

    def show_total(self, basket: str) -> None:
        """Show all minerals within a basket."""
        flow = self._bridge.store.snapshot.selection.flow
        self._requests.run(
            Select(flow=flow if flow in MONEY_FLOWS else Selection().flow, target=Selection().target, basket=basket)
        )

    def refresh(self, _board: Board, change: Change) -> None:
        """Word the dialog anew in another language."""
        if self._dialog is not None and change.language:
            self._dialog.show_baskets(self._bridge.store.snapshot.dataset, self._bridge.fmt)

    def _take_up(self, kept: tuple[OwnBasket, ...]) -> None:
        """Offer the baskets kept beside those of the figures on show."""
        self._bridge.store.execute(SetDataset(with_baskets(self._bridge.store.snapshot.dataset, OwnBaskets(kept))))

    def _refuse(self, error: VetaError) -> None:
        self._requests.refuse(error)
        if self._dialog is not None:
            self._dialog.show_problem(self._bridge.fmt.say(error.message))

    def _forget(self) -> None:
        self._dialog = None
