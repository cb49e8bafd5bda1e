"""The register of claims, from the window: shown, traced to its rows, added to and taken from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox

from core.errors import VetaError
from core.text.messages import msg

if TYPE_CHECKING:
    from core.claims.model import Claim, Evidence
    from core.present.board import Board
    from gui.claims_dialog import ClaimsDialog
    from gui.main_window import MainWindow
    from gui.session import Change
    from gui.widgets.claim_form import ClaimForm


class ClaimsDesk(QObject):
    """Opens the list of claims and carries out what it asks for.

    Signals:
        noted: a `Message` to show that is not an error.
    """

    noted = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._bridge, self._requests = window.bridge, window.requests
        self._window = window
        self._dialog: ClaimsDialog | None = None
        self._form: ClaimForm | None = None

    def show(self) -> None:
        """Open the list of claims; once is enough."""
        # Imported when first asked for: claims are no part of the window's start.
        from gui.claims_dialog import ClaimsDialog

        if self._dialog is None:
            self._dialog = ClaimsDialog(self._window)
            self._dialog.requestOrigin.connect(self.show_origin)
            self._dialog.requestAdd.connect(self.add)
            self._dialog.requestRemove.connect(self.remove)
            self._dialog.destroyed.connect(self._forget)
        self._fill()
        if self._dialog is not None:
            self._dialog.show()
            self._dialog.raise_()
            self._dialog.activateWindow()

    def refresh(self, _board: Board, change: Change) -> None:
        """Check and word the claims anew when figures or language changed."""
        if self._dialog is not None and (change.dataset or change.language):
            self._fill()

    def show_origin(self, line: Evidence) -> None:
        """Show the rows behind a line of evidence; says so where none stands behind it."""
        if not line.rows:
            self.noted.emit(msg("No row of the figures stands behind this: nothing is recorded, or it is a remainder."))
            return
        from gui.source_dialog import SourceDialog, table_lines

        fmt = self._bridge.fmt
        try:
            lines = table_lines(self._bridge.store.snapshot.dataset, line.frame, line.rows, fmt)
        except VetaError as error:
            self._requests.refuse(error)
            return
        SourceDialog(fmt.say(line.text), lines, fmt, self._dialog or self._window).show()

    def add(self) -> ClaimForm:
        """Ask for a claim of the reader's own."""
        from gui.widgets.claim_form import ClaimForm

        if self._form is None:
            dataset, fmt = self._bridge.store.snapshot.dataset, self._bridge.fmt
            self._form = ClaimForm(dataset, fmt, self._window.colours, self._dialog or self._window)
            self._form.offered.connect(self._take)
            self._form.destroyed.connect(self._forget_form)
        self._form.open()
        return self._form

    def remove(self, identity: str) -> None:
        """Take a claim of the reader's own out of the file."""
        from core.claims.own import remove_claim

        if not self.ask_remove(identity):
            return
        try:
            remove_claim(identity)
        except VetaError as error:
            self._complain(error)
            return
        self._fill()

    # A question to the person, in its own method so that a test can answer.

    def ask_remove(self, identity: str) -> bool:
        """Ask whether a claim is really to go."""
        fmt = self._bridge.fmt
        box = QMessageBox(self._dialog or self._window)
        box.setWindowTitle(fmt.say(msg("Remove a claim")))
        box.setText(fmt.say(msg("Remove “{name}”?", name=identity)))
        box.setInformativeText(fmt.say(msg("It is taken out of your claims; the figures stay as they are.")))
        remove = box.addButton(fmt.say(msg("Remove")), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        return box.clickedButton() is remove

    def _take(self, values: dict[str, Any]) -> None:
        """Add what the form holds, once its test has been run; what is wrong is told in the form."""
        from core.claims.check import run_test
        from core.claims.own import add_claim, new_claim

        try:
            claim = new_claim(**values)
            run_test(self._bridge.store.snapshot.dataset, claim.test)
            add_claim(claim)
        except VetaError as error:
            if self._form is not None:
                self._form.show_problem(self._bridge.fmt.say(error.message))
            return
        if self._form is not None:
            self._form.close()
        self._fill()
        if self._dialog is not None:
            self._dialog.choose(claim.id)

    def _fill(self) -> None:
        """Show the register; a damaged file of own claims leaves them out and says so."""
        from core.claims.check import register
        from core.claims.own import own_claims

        if self._dialog is None:
            return
        dataset, fmt = self._bridge.store.snapshot.dataset, self._bridge.fmt
        own: tuple[Claim, ...] = ()
        problem: VetaError | None = None
        try:
            own = own_claims()
        except VetaError as error:
            problem = error
        try:
            self._dialog.show_claims(register(dataset, own), fmt)
        except VetaError as error:
            self._complain(error)
        if problem is not None:
            self._dialog.show_problem(fmt.say(msg("Your own claims are left out. {reason}", reason=problem.message)))

    def _complain(self, error: VetaError) -> None:
        self._requests.refuse(error)
        if self._dialog is not None:
            self._dialog.show_problem(self._bridge.fmt.say(error.message))

    def _forget(self) -> None:
        self._dialog = None

    def _forget_form(self) -> None:
        self._form = None
