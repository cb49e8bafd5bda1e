"""Printed results: no NaN in JSON, no formula in CSV."""

import json

import numpy as np

from core.commands.output import print_csv, print_json


def test_json_has_null_for_what_is_no_number(capsys):
    print_json({"a": float("nan"), "b": [np.float64(1.5), np.int64(2)], "c": float("inf")})
    assert json.loads(capsys.readouterr().out) == {"a": None, "b": [1.5, 2], "c": None}


def test_a_text_that_would_run_is_made_text(capsys):
    print_csv(["a", "b"], [{"a": "=1+1", "b": -1.5}, {"a": "@x", "b": None}, {"a": "—", "b": float("nan")}])
    assert capsys.readouterr().out == "a,b\n'=1+1,-1.5\n'@x,\n—,\n"
