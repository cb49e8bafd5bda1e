"""The brief before it leaves the house: its pages as they will print, what is on them, and the words between."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QDialog, QWidget

from core.brief.model import Brief
from core.brief.pdf import forget_briefs
from core.brief.plan import SECTIONS, SectionId
from core.brief.room import left_out, silent_sections
from core.brief.sections.interests import interests
from core.brief.twin import twin_path
from core.brief.writers import FORMATS
from core.dataset.own_baskets import same_name
from core.errors import VetaError
from core.text.messages import msg
from gui.brief_desk import BriefDesk
from gui.brief_printing import open_pages, print_documents, printer_for
from gui.brief_questions import BriefQuestions
from gui.page_setter import PageSetter
from gui.widgets.brief_frame import BriefFrame
from gui.widgets.brief_layout import LANGUAGES
from gui.widgets.page_bar import BOTH

if TYPE_CHECKING:
    from core.brief.plan import Plan
    from core.present.palette import Palette
    from core.store import Snapshot
    from core.text.formatter import Formatter

SIZE = QSize(1440, 960)
TYPING_PAUSE_MS = 400


class BriefBuilder(QDialog):
    """Makes up the brief of a snapshot, shows it, saves and prints it; what a person writes is kept as they write."""

    def __init__(self, snapshot: Snapshot, fmt: Formatter, colours: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._snapshot, self._fmt = snapshot, fmt
        self._written = False
        self.desk = BriefDesk(snapshot)
        self.questions = BriefQuestions(snapshot, fmt, self)
        self.frame = BriefFrame(snapshot, fmt, colours, self)
        self.form, self.words, self.interests = self.frame.form, self.frame.words, self.frame.interests
        self.view = self.frame.view
        self._setter = PageSetter(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self.setWindowTitle(fmt.say(msg("Brief")))
        self._connect()
        self.resize(SIZE.boundedTo(parent.window().size() if parent is not None else SIZE))
        self.form.show_plan(self.desk.plan)
        self._editing = self.form.languages()[0]
        self._show_languages()
        self._show_words()
        self.refresh()
        self.form.depth_choice.setFocus()

    # What is shown

    @property
    def brief(self) -> Brief | None:
        """The brief in the first language, None where it cannot be made."""
        try:
            return self.desk.brief(self.form.languages()[0])
        except VetaError:
            return None

    @property
    def pdf(self) -> bytes:
        """The pages in the first language, empty where they cannot be made."""
        try:
            return self.desk.pdf(self.form.languages()[0])
        except VetaError:
            return b""

    def shown(self) -> list[str]:
        """Return the languages that are looked at, side by side where there are two."""
        languages = self.form.languages()
        chosen = str(self.frame.bar.show_choice.currentData())
        return languages if chosen == BOTH else [chosen if chosen in languages else languages[0]]

    def refresh(self) -> None:
        """Take what is chosen and typed, keep it, and show the pages made of it."""
        self._pause.stop()
        self._take()
        self.desk.keep()
        self._show()

    def refresh_beside(self) -> None:
        """Take and keep what is typed, and show the pages made of it once they are set beside the window."""
        self._take()
        self.desk.keep()
        try:
            self._setter.start([self.desk.brief(language) for language in self.shown()])
        except VetaError:
            self._show()

    def _show(self) -> None:
        try:
            pages = [self.desk.pdf(language) for language in self.shown()]
            brief: Brief | None = self.desk.brief(self.shown()[0])
            self.frame.show_problem("")
        except VetaError as error:
            pages, brief = [], None
            self.frame.show_problem(self._fmt.say(error.message))
        self.frame.show_pages(pages)
        self._show_hints(brief)

    # What leaves the house

    def save(self) -> None:
        """Ask for a file and write the brief there, its twin beside it."""
        path = self.questions.ask_path(self._name(), self.frame.file_format())
        if path is None:
            return
        path = self._with_ending(path)
        twins = [twin_path(path, language) for language in self.form.languages()[1:]]
        if all(not twin.exists() or self.questions.ask_replace_file(twin.name) for twin in twins):
            self.save_to(path)

    def save_to(self, path: Path) -> bool:
        """Write the brief that is shown, and its twin, in the format of the name's ending; return whether it was done.

        A name without an ending of a format gets that of the chosen one. The PDF is the very one on screen.
        """
        self.refresh()
        try:
            written = self.desk.write(self._with_ending(path), self.form.languages())
        except VetaError as error:
            self.frame.show_problem(self._fmt.say(error.message))
            return False
        self.frame.show_problem("")
        names = [written_path.name for written_path in written]
        one, two = msg("Saved: {name}", name=names[0]), msg("Saved: {name} and {twin}", name=names[0], twin=names[-1])
        self.frame.show_note(self._fmt.say(one if len(names) == 1 else two))
        return True

    def print(self) -> None:
        """Ask the system for a printer and print the brief in every language it has."""
        self._print(self.form.languages())

    def print_first(self) -> None:
        """Print the brief in its first language."""
        self._print(self.form.languages()[:1])

    def print_second(self) -> None:
        """Print the brief in its second language."""
        self._print(self.form.languages()[1:])

    def done(self, result: int) -> None:
        """Keep what was typed last, however the window is closed, and let go of the memory that setting pages took."""
        self._pause.stop()
        self._take()
        self.desk.keep()
        self._setter.finish()
        super().done(result)
        forget_briefs()

    # What was asked

    def choose_template(self, name: str) -> None:
        """Make up the brief as a template says."""
        template = next((one for one in self.desk.templates if one.name == name), None)
        if template is not None:
            self.form.show_plan(self.desk.fitting(template.plan))
        self.change_languages()

    def keep_template(self) -> None:
        """Keep how the brief is made up under a name."""
        self._take()
        chosen = self._template()
        name = self.questions.ask_name(chosen)
        if name is None:
            return
        others = [one.name for one in self.desk.templates if one.name != chosen]
        if any(same_name(name, other) for other in others) and not self.questions.ask_replace_template(name.strip()):
            return
        self._change_templates(self.desk.keep_template, name)

    def drop_template(self) -> None:
        """Take the chosen template away."""
        name = self._template()
        if name and self.questions.ask_drop_template(name):
            self._change_templates(self.desk.drop_template, name)

    def choose_annex(self) -> None:
        """Give the brief an annex, which takes what has no room on the pages."""
        self.form.choose_depth("annex")

    def add_section(self, section: str) -> None:
        """Put a section into the brief, before the first chosen one that usually follows it."""
        chosen, order = list(self.desk.plan.chosen), list(SECTIONS)
        later = order[order.index(cast("SectionId", section)) :]
        place = next((i for i, name in enumerate(chosen) if name in later), len(chosen))
        chosen.insert(place, cast("SectionId", section))
        self.form.show_plan(replace(self.form.plan(), sections=tuple(chosen)))
        self.refresh()

    def change_languages(self) -> None:
        """Take up another first or second language."""
        self._take()
        self._show_languages()
        self.turn_to_language()

    def turn_to_language(self) -> None:
        """Show the pages and the words of the language that is looked at."""
        self._take()
        if self.shown()[0] != self._editing:
            self._editing = self.shown()[0]
            self._show_words()
        self.refresh()

    # Steps

    def _connect(self) -> None:
        frame = self.frame
        self.form.changed.connect(self.refresh)
        self.form.typed.connect(self._pause.start)
        self.form.languageChanged.connect(self.change_languages)
        self.form.template.chosen.connect(self.choose_template)
        self.form.keep_button.clicked.connect(self.keep_template)
        self.form.drop_button.clicked.connect(self.drop_template)
        for part in (self.words, self.interests):
            part.changed.connect(self._on_written)
            part.typed.connect(self._on_typed)
        self.words.addAsked.connect(self.add_section)
        frame.no_interests.addAsked.connect(self.add_section)
        frame.bar.show_choice.chosen.connect(self.turn_to_language)
        frame.annex_button.clicked.connect(self.choose_annex)
        self._pause.timeout.connect(self.refresh_beside)
        self._setter.done.connect(self._on_set)
        frame.save_button.clicked.connect(self.save)
        frame.print_button.clicked.connect(self.print)
        frame.close_button.clicked.connect(self.reject)

    def _on_written(self) -> None:
        self._written = True
        self.refresh()

    def _on_typed(self) -> None:
        self._written = True
        self._pause.start()

    def _on_set(self, briefs: Sequence[Brief], pages: Sequence[bytes]) -> None:
        """Show pages set beside the window, unless something else was chosen or typed into them meanwhile."""
        if not pages:
            self.refresh()
            return
        made = zip(briefs, pages, strict=True)
        current = [self.desk.take_pages(brief.language, brief, data) for brief, data in made]
        if all(current) and [brief.language for brief in briefs] == self.shown():
            self._show()

    def _take(self) -> None:
        """Hand to the desk what stands in the fields."""
        self.desk.set_plan(self.form.plan())
        if self._written:
            words = replace(self.words.words(), interests=self.interests.entries())
            self.desk.set_words(self._editing, words)
            self._written = False

    def _show_languages(self) -> None:
        languages = self.form.languages()
        names = [(language, self._fmt.say(LANGUAGES[language])) for language in languages]
        self.frame.bar.offer(names)
        self.frame.offer_print(names, (self.print_first, self.print_second, self.print))

    def _show_words(self) -> None:
        language = self._editing
        words, points = self.desk.words(language), self.desk.points(language)
        self.words.show_words(words, points, self.desk.issue(language))
        found = interests(self._snapshot.dataset, self._snapshot.board.selection)
        self.interests.show_interests(found, words.interests)

    def _show_hints(self, brief: Brief | None) -> None:
        plan: Plan = self.desk.plan
        self.frame.show_sections(plan.chosen)
        if self.form.plan() == plan:  # else a person types on, and what they typed stays
            self.form.show_plan(plan)
        self.form.show_templates([one.name for one in self.desk.templates], self._template())
        self.frame.show_language(self._fmt.say(LANGUAGES[self._editing]), two=len(self.form.languages()) > 1)
        self.frame.show_stale(self.words.points.stale())
        problem = self.desk.problem
        text = "" if problem is None else self._fmt.say(msg("What you change is not kept: {why}", why=problem))
        self.frame.show_shelf_problem(text)
        if brief is None:
            self.frame.show_left_out(())
            return
        self.form.show_silent(silent_sections(brief, plan))
        self.frame.show_left_out(() if brief.annexed else left_out(brief, self.view.texts()))

    def _print(self, languages: Sequence[str]) -> None:
        self.refresh()
        try:
            documents = [open_pages(self.desk.pdf(language), self) for language in languages]
        except VetaError as error:
            self.frame.show_problem(self._fmt.say(error.message))
            return
        printer = printer_for(self.desk.plan.paper, self._name())
        if self.questions.ask_printer(printer, sum(document.pageCount() for document in documents)):
            print_documents(documents, printer)
        for document in documents:
            document.deleteLater()

    def _template(self) -> str:
        """Return the name of the template that the plan is, "" where it is none."""
        plan = self.desk.plan
        return next((one.name for one in self.desk.templates if self.desk.fitting(one.plan) == plan), "")

    def _change_templates(self, change: Callable[[str], None], name: str) -> None:
        try:
            change(name)
        except VetaError as error:
            self.frame.show_problem(self._fmt.say(error.message))
            return
        self.refresh()

    def _with_ending(self, path: Path) -> Path:
        return path if path.suffix.lower() in FORMATS else path.with_name(path.name + self.frame.file_format())

    def _name(self) -> str:
        selection = self._snapshot.selection
        return f"veta-{selection.flow}-{selection.target}-{selection.year}"
