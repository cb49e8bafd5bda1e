"""Datasets for tests: the bundled one, and tiny made-up ones."""

import pytest

from core.dataset.load import load_dataset
from tests.core.made_figures import make_dataset


@pytest.fixture(scope="session")
def bundled():
    return load_dataset()


@pytest.fixture
def made():
    return make_dataset
