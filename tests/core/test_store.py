"""The store: one door for change, undo and redo, and failures that change nothing."""

from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from core.dataset.load import load_dataset
from core.errors import VetaError
from core.measures.terms import Terms
from core.scenario.edits import AddPartner, CutSupply, MoveShare, ScalePartner, Scenario, SetShare, SetTotal
from core.selection import Selection
from core.store import Snapshot, Store
from core.store_edits import (
    AddEdit,
    AnnotateEdit,
    EditShare,
    MoveEdit,
    RemoveEdit,
    RenameScenario,
    ResetAll,
    ResetTable,
    SetLimit,
    SetLock,
    SwitchEdit,
)
from core.store_library import (
    MOST_OPEN,
    CloseScenario,
    DuplicateScenario,
    MarkSaved,
    NewScenario,
    OpenScenario,
    ShowScenario,
)
from core.store_select import Select, SetLanguage

RARE_EARTHS = Selection(flow="us-imports", year=2024, target="rare-earths")
FLUORSPAR = Selection(flow="us-imports", year=2024, target="252922")


@pytest.fixture(scope="module")
def dataset():
    return load_dataset()


@pytest.fixture
def store(dataset):
    return Store(Snapshot(dataset, RARE_EARTHS))


def after_share(store, partner):
    table = store.board.table
    return float(table.after_share[list(table.keys).index(partner)])


def test_an_edit_is_seen_on_the_board_and_undone(store):
    before = after_share(store, "CHN")
    store.execute(EditShare("CHN", 0.5))
    assert after_share(store, "CHN") == pytest.approx(0.5)
    assert store.board.edited
    store.undo()
    assert after_share(store, "CHN") == pytest.approx(before)
    store.redo()
    assert after_share(store, "CHN") == pytest.approx(0.5)


def test_a_drag_is_one_step_and_comes_back_from_the_end_stop(store):
    for share in (0.8, 1.0, 0.6):
        store.execute(EditShare("CHN", share, drag=1))
    assert after_share(store, "JPN") > 0
    assert len(store.snapshot.scenario.edits) == 1
    store.undo()
    assert store.snapshot.scenario.edits == ()
    assert store.undo_label is None


def test_two_drags_are_two_steps(store):
    store.execute(EditShare("CHN", 0.5, drag=1))
    store.execute(EditShare("CHN", 0.4, drag=2))
    store.undo()
    assert after_share(store, "CHN") == pytest.approx(0.5)


def test_undo_to_a_flow_without_the_chosen_edition(dataset):
    store = Store(Snapshot(dataset, Selection(flow="us-import-sources", year=2024, target="gold")))
    store.execute(RenameScenario("Named here"))
    store.execute(Select(flow="us-reliance", edition="MCS 2025"))
    store.undo()
    assert (store.board.selection.flow, store.board.edition) == ("us-import-sources", "MCS 2026")


def test_undo_looks_at_the_table_it_changes(store):
    store.execute(EditShare("CHN", 0.5))
    store.execute(Select(target="252922"))
    store.undo()
    assert store.snapshot.selection.target == "rare-earths"


def test_a_failed_command_changes_nothing(store):
    store.execute(SetLock("JPN", locked=True))
    before, heard = store.snapshot, []
    store.subscribe(lambda old, new: heard.append(new))
    for command in (EditShare("JPN", 0.5), EditShare("CHN", 1.0), EditShare("CHN", 1.2), Select(target="no-such")):
        with pytest.raises(VetaError):
            store.execute(command)
    assert store.snapshot is before
    assert store.undo_label is None
    assert heard == []


def test_the_rest_of_a_table_is_no_partner_that_a_file_could_hold(store):
    table, before = store.snapshot.table, store.snapshot
    edit = SetShare(*table, "rest", 0.3)
    for command in (EditShare("rest", 0.3), AddEdit(edit), SetLock("rest", locked=True), SetLimit("rest", 0.1, 0.9)):
        with pytest.raises(VetaError, match="no single partner"):
            store.execute(command)
    assert store.snapshot is before


def test_all_others_locked_is_refused_with_a_reason(store):
    others = [key for key in store.board.table.keys if key not in ("CHN", "rest")]
    for partner in others:
        store.execute(SetLock(str(partner), locked=True))
    with pytest.raises(VetaError, match="locked"):
        store.execute(EditShare("CHN", 0.1))


def test_listeners_hear_changes_only(store):
    heard = []
    stop = store.subscribe(lambda old, new: heard.append((old, new)))
    store.execute(Select(year=2024))
    store.execute(SetLanguage("es"))
    stop()
    store.execute(SetLanguage("en"))
    assert len(heard) == 1
    assert heard[0][1].language == "es"


def test_an_opened_scenario_is_looked_at_and_clean(store, dataset):
    scenario = Scenario(
        "More fluorspar",
        (SetShare("us-imports", 2024, "252922", "MEX", 0.8, terms=Terms(frozenset({"CHN"}))),),
        dataset.id,
    )
    store.execute(OpenScenario(scenario, Path("more.veta")))
    assert store.snapshot.selection.target == "252922"
    assert store.snapshot.locked == {"CHN"}
    assert not store.snapshot.modified
    store.execute(RenameScenario("Less fluorspar"))
    assert store.snapshot.modified
    store.execute(MarkSaved(Path("less.veta")))
    assert not store.snapshot.modified


def test_a_scenario_of_another_dataset_leaves_everything_as_it_was(store):
    before = store.snapshot
    with pytest.raises(VetaError, match="other-figures"):
        store.execute(OpenScenario(Scenario(dataset_id="other-figures"), Path("other.veta")))
    assert store.snapshot is before


def test_reset_drops_the_table_or_all(store):
    store.execute(EditShare("CHN", 0.5))
    store.execute(Select(target="252922"))
    store.execute(EditShare("MEX", 0.9))
    store.execute(ResetTable())
    assert [edit.product for edit in store.snapshot.scenario.edits] == ["rare-earths"]
    store.execute(ResetAll())
    assert store.snapshot.scenario.edits == ()
    store.undo()
    store.undo()
    assert len(store.snapshot.scenario.edits) == 2


def test_a_year_the_flow_lacks_becomes_its_nearest(store):
    store.execute(Select(flow="us-import-sources"))
    assert store.snapshot.selection.year == 2024
    store.execute(Select(flow="mexico-exports", year=1999))
    assert store.snapshot.selection.year == 2017


class UndoMachine(RuleBasedStateMachine):
    """Any run of edits, resets, undo and redo against a plain list of what the scenario was."""

    def __init__(self):
        super().__init__()
        self.store = Store(Snapshot(load_dataset(), RARE_EARTHS))
        self.past = [self.store.snapshot.scenario]
        self.future = []

    def attempt(self, command):
        before = self.store.snapshot
        try:
            self.store.execute(command)
        except VetaError:
            assert self.store.snapshot is before
        if self.store.snapshot.scenario != before.scenario:
            self.past.append(self.store.snapshot.scenario)
            self.future.clear()

    @rule(partner=st.sampled_from(["CHN", "JPN", "MEX", "USA"]), share=st.floats(-0.2, 1.2))
    def edit(self, partner, share):
        self.attempt(EditShare(partner, share))

    @rule(partner=st.sampled_from(["CHN", "JPN"]), locked=st.booleans())
    def lock(self, partner, locked):
        self.attempt(SetLock(partner, locked))

    @rule(wanted=st.sampled_from(["rare-earths", "252922", "silver"]))
    def look(self, wanted):
        self.attempt(Select(target=wanted))

    @rule(
        kind=st.sampled_from([MoveShare, ScalePartner, AddPartner, SetTotal, CutSupply]),
        number=st.floats(0, 1.5),
        giver=st.sampled_from(["CHN", "JPN", "MEX"]),
    )
    def add(self, kind, number, giver):
        table, terms = self.store.snapshot.table, self.store.snapshot.terms
        own = {MoveShare: (giver, "CAN", number), SetTotal: ("growth", number)}.get(kind, (giver, number))
        self.attempt(AddEdit(kind(*table, *own, terms=terms)))

    @rule(position=st.integers(0, 3), what=st.sampled_from(["off", "on", "up", "remove", "note"]))
    def change_list(self, position, what):
        if position >= len(self.store.snapshot.scenario.edits):
            return
        self.attempt(
            {
                "off": SwitchEdit(position, off=True),
                "on": SwitchEdit(position, off=False),
                "up": MoveEdit(position, max(0, position - 1)),
                "remove": RemoveEdit(position),
                "note": AnnotateEdit(position, f"note {position}"),
            }[what]
        )

    @rule(low=st.floats(0, 0.6), high=st.floats(0.4, 1))
    def limit(self, low, high):
        self.attempt(SetLimit("JPN", low, high))

    @rule()
    def reset(self):
        self.attempt(ResetTable())

    @rule()
    def undo(self):
        if len(self.past) > 1:
            self.future.append(self.past.pop())
        self.store.undo()

    @rule()
    def redo(self):
        if self.future:
            self.past.append(self.future.pop())
        self.store.redo()

    @invariant()
    def scenario_is_the_models(self):
        assert self.store.snapshot.scenario == self.past[-1]

    @invariant()
    def shares_sum_to_one(self):
        table = self.store.board.table
        assert float(table.after_share.sum()) == pytest.approx(1, abs=1e-9)

    def teardown(self):
        while self.store.undo_label is not None:
            self.store.undo()
        assert self.store.snapshot.scenario == self.past[0]


TestUndo = UndoMachine.TestCase
TestUndo.settings = settings(max_examples=30, stateful_step_count=20, deadline=None)


def test_closing_and_copying_leave_the_others_alone(store):
    store.execute(EditShare("CHN", 0.5))
    store.execute(DuplicateScenario("Copy"))
    store.execute(EditShare("CHN", 0.2))
    assert after_share(store, "CHN") == pytest.approx(0.2)
    store.execute(ShowScenario(store.snapshot.documents[0].id))
    assert after_share(store, "CHN") == pytest.approx(0.5)
    store.undo()
    assert not store.board.edited
    store.execute(CloseScenario())
    assert [document.scenario.name for document in store.snapshot.documents] == ["Copy"]
    store.execute(CloseScenario())
    assert [document.scenario.edits for document in store.snapshot.documents] == [()]


def test_a_file_that_is_open_is_shown_and_not_opened_twice(store):
    store.execute(EditShare("CHN", 0.5))
    for _ in range(2):
        store.execute(OpenScenario(Scenario("Once"), Path("once.veta")))
    assert len(store.snapshot.documents) == 2
    store.execute(OpenScenario(Scenario("Again"), Path("once.veta"), unsaved=True))
    assert store.snapshot.modified


def test_no_more_than_twenty_are_open(store):
    for _ in range(MOST_OPEN - 1):
        store.execute(NewScenario())
    with pytest.raises(VetaError, match="close one first"):
        store.execute(NewScenario())


def test_floors_that_cannot_all_hold_are_refused(store):
    store.execute(SetLimit("JPN", 0.6, 1.0))
    with pytest.raises(VetaError, match="above 100%"):
        store.execute(SetLimit("MEX", 0.5, 1.0))
    with pytest.raises(VetaError, match="between 0% and 100%"):
        store.execute(SetLimit("MEX", 0.5, 0.4))
    with pytest.raises(VetaError, match="The nearest is"):
        store.execute(EditShare("CHN", 0.9))
