"""How a brief is made up: template, depth, paper, languages, marking, sections, and what it takes in besides."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from core.brief.model import Paper
from core.brief.plan import DEPTHS, Depth, Plan, SectionId
from core.brief.wording import MARKING_LENGTH
from core.scenario.compare import MOST
from core.text.messages import Message, msg
from gui.library import shown_name
from gui.widgets.brief_extras import FurtherProducts, FurtherScenarios
from gui.widgets.brief_sections import BriefSections
from gui.widgets.choice import Choice

if TYPE_CHECKING:
    from core.present.palette import Palette
    from core.store import Snapshot
    from core.text.formatter import Formatter

PAPERS = {"letter": msg("Letter"), "a4": msg("A4")}
LANGUAGES = {"en": msg("English"), "es": msg("Español"), "fr": msg("Français")}
NO_TEMPLATE = NO_TWIN = ""


class BriefLayout(QWidget):
    """Shows and takes a plan, and the languages.

    Signals:
        changed: a person chose something; the plan is another one.
        typed: a person types the marking.
        languageChanged: another language, or another second one.
    """

    changed = Signal()
    typed = Signal()
    languageChanged = Signal()

    def __init__(self, snapshot: Snapshot, fmt: Formatter, colours: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fmt, self._plan = fmt, Plan()
        self.template, self.depth_choice, self.paper = Choice(self), Choice(self), Choice(self)
        self.language, self.twin = Choice(self), Choice(self)
        self.keep_button, self.drop_button = QPushButton(self), QPushButton(self)
        self.marking = QLineEdit(self)
        self.sections = BriefSections(fmt, colours, self)
        self.products = FurtherProducts(snapshot.dataset, fmt, colours, self)
        self.scenarios = _further_scenarios(snapshot, fmt, self)
        self._fill(colours)
        self._lay_out()
        self._connect()

    def show_plan(self, plan: Plan) -> None:
        """Show a plan."""
        self._plan = plan
        self.depth_choice.set_current(plan.depth)
        self.paper.set_current(plan.paper)
        languages = list(plan.languages or (self._fmt.language,))
        if languages != self.languages():  # a second language that is the first is none, and may stay chosen
            self.language.set_current(languages[0])
            self.twin.set_current(languages[1] if languages[1:] else NO_TWIN)
        if self.marking.text() != plan.marking:
            self.marking.setText(plan.marking)
        self.sections.show_plan(plan)
        self.products.show_products(plan.products, annexed=plan.depth == "annex")

    def plan(self) -> Plan:
        """Return the plan that is chosen."""
        return replace(
            self._plan,
            depth=cast("Depth", self.depth_choice.currentData()),
            sections=self.sections.sections(),
            paper=cast("Paper", self.paper.currentData()),
            marking=self.marking.text(),
            products=tuple(self.products.products()),
            scenarios=self.scenarios.scenarios(),
            languages=tuple(self.languages()),
        )

    def show_templates(self, names: Sequence[str], chosen: str) -> None:
        """Offer templates by their names; "" chooses none of them."""
        none = self._fmt.say(msg("None chosen") if names else msg("None yet"))
        self.template.set_options([(NO_TEMPLATE, none), *((name, name) for name in names)])
        self.template.set_current(chosen)
        self.drop_button.setEnabled(bool(chosen))

    def show_silent(self, silent: Collection[SectionId]) -> None:
        """Say of which sections the figures have nothing to show."""
        self.sections.show_silent(silent)

    def languages(self) -> list[str]:
        """Return the language of the brief, and the second one where there is one."""
        first, second = str(self.language.currentData()), str(self.twin.currentData() or NO_TWIN)
        return [first, second] if second and second != first else [first]

    def _fill(self, colours: Palette) -> None:
        fmt = self._fmt
        say = fmt.say
        twins = [(NO_TWIN, say(msg("No second language"))), *((id_, say(text)) for id_, text in LANGUAGES.items())]
        choices: tuple[tuple[Choice, list[tuple[str, str]], Message], ...] = (
            (self.template, [], msg("Template")),
            (self.depth_choice, [(id_, say(text)) for id_, text in DEPTHS.items()], msg("Depth of the brief")),
            (self.paper, [(id_, say(text)) for id_, text in PAPERS.items()], msg("Paper")),
            (self.language, [(id_, say(text)) for id_, text in LANGUAGES.items()], msg("Language of the brief")),
            (self.twin, twins, msg("Second language: the same brief in a file of its own")),
        )
        for choice, options, name in choices:
            choice.set_colours(colours)
            choice.set_options(options)
            choice.setAccessibleName(say(name))
        self.twin.setToolTip(say(msg("The same numbers in a second language, saved beside the first")))
        self.keep_button.setText(say(msg("Save as template…")))
        self.drop_button.setText(say(msg("Delete")))
        self.drop_button.setAccessibleName(say(msg("Delete the chosen template")))
        self.marking.setPlaceholderText(say(msg("None")))
        self.marking.setMaxLength(MARKING_LENGTH)
        self.marking.setAccessibleName(say(msg("Marking")))
        self.marking.setToolTip(say(msg("A line of your own at the head of each page; Veta never sets one")))
        for button in (self.keep_button, self.drop_button):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        say = self._fmt.say
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(4)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.keep_button)
        buttons.addWidget(self.drop_button)
        buttons.addStretch(1)
        form.addRow(self._caption(say(msg("Template"))), self.template)
        form.addRow(buttons)
        form.addRow(self._caption(say(msg("Depth"))), self.depth_choice)
        form.addRow(self._caption(say(msg("Paper"))), self.paper)
        form.addRow(self._caption(say(msg("Language"))), self.language)
        form.addRow(self._caption(say(msg("Second language"))), self.twin)
        form.addRow(self._caption(say(msg("Marking"))), self.marking)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(self.sections, 1)
        column.addWidget(self.products)
        column.addWidget(self.scenarios)
        column.addStretch(0)

    def _caption(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setProperty("role", "caption")
        return label

    def _connect(self) -> None:
        self.depth_choice.chosen.connect(self._on_depth)
        self.paper.chosen.connect(self.changed)
        self.marking.textEdited.connect(self.typed)
        self.sections.changed.connect(self.changed)
        self.products.changed.connect(self.changed)
        self.scenarios.changed.connect(self.changed)
        self.language.chosen.connect(self.languageChanged)
        self.twin.chosen.connect(self.languageChanged)

    def choose_depth(self, depth: Depth) -> None:
        """Choose a depth as a person does."""
        self.depth_choice.set_current(depth)
        self._on_depth(depth)

    def _on_depth(self, depth: str) -> None:
        """Take another depth; sections that a person chose stay, the usual ones follow it."""
        kept = self.sections.sections()
        self.sections.show_plan(replace(self._plan, depth=cast("Depth", depth), sections=kept))
        self.changed.emit()


def _further_scenarios(snapshot: Snapshot, fmt: Formatter, parent: QWidget) -> FurtherScenarios:
    others = [d for d in snapshot.documents if d.id != snapshot.current] if snapshot.board.editable else []
    most = MOST - 1 if snapshot.scenario.edits else MOST
    return FurtherScenarios([(d.id, shown_name(d.scenario, fmt)) for d in others], most, fmt, parent)
