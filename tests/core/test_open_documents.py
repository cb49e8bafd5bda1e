"""Open documents: what the journal and the locks are told of."""

from __future__ import annotations

from pathlib import Path

from core.open_documents import OpenDocument, open_documents
from core.scenario.edits import Scenario, SetShare
from core.store import Snapshot, Store
from core.store_edits import EditShare
from core.store_library import MarkSaved
from core.store_restore import MarkUnsaved, RestoreBackup
from core.store_select import Select


def store_with_an_edit(dataset) -> Store:
    store = Store(Snapshot(dataset))
    store.execute(Select(flow="us-imports", year=2024, target="rare-earths"))
    store.execute(EditShare("MEX", 0.1))
    return store


def test_the_open_scenario_its_file_and_whether_it_is_modified(bundled):
    store = store_with_an_edit(bundled)
    scenario = store.snapshot.scenario
    assert open_documents(store.snapshot) == (OpenDocument(None, scenario, True),)
    store.execute(MarkSaved(Path("a.veta")))
    assert open_documents(store.snapshot) == (OpenDocument(Path("a.veta"), scenario, False),)


def test_a_backup_is_restored_as_a_step_that_can_be_undone(bundled):
    store = store_with_an_edit(bundled)
    before = store.snapshot.scenario
    earlier = Scenario("Earlier", (SetShare("us-imports", 2024, "rare-earths", "MEX", 0.2),))
    store.execute(RestoreBackup(earlier))
    assert store.snapshot.scenario == earlier
    assert store.snapshot.modified
    store.undo()
    assert store.snapshot.scenario == before


def test_marked_as_unsaved_it_is_modified_and_leaves_no_step(bundled):
    store = store_with_an_edit(bundled)
    store.execute(MarkSaved(Path("a.veta")))
    label = store.undo_label
    store.execute(MarkUnsaved(Scenario("On the disk")))
    assert store.snapshot.modified
    assert store.undo_label == label
