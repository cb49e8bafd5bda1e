"""Supplier files, the good and the hostile."""

import pytest

from core.errors import VetaError
from core.measures.suppliers_file import MAX_ROWS, read_suppliers


@pytest.fixture
def csv(tmp_path):
    def write(content):
        path = tmp_path / "suppliers.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_suppliers_and_an_aggregate(csv):
    found = read_suppliers(csv("\ufeffSupplier,Quantity\r\nMexico,30\r\nChina,50.5\r\nOther countries,19.5\r\n"))
    assert found.names == ("Mexico", "China")
    assert found.quantity.tolist() == [30, 50.5]
    assert found.aggregate == 19.5
    assert found.governance is None


@pytest.mark.parametrize(("world", "aggregate"), [(100, 0), (120, 20), (40, 40)])
def test_a_world_row_is_the_total_or_one_more_aggregate(csv, world, aggregate):
    found = read_suppliers(csv(f"supplier,quantity\nA,60\nB,40\nWorld,{world}\n"))
    assert found.names == ("A", "B")
    assert found.aggregate == aggregate


def test_governance_is_read_beside_its_supplier(csv):
    found = read_suppliers(csv("governance,supplier,quantity\n0.5,A,60\n,Rest,10\n0.25,B,40\n"))
    assert found.governance.tolist() == [0.5, 0.25]


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("", "empty"),
        ("supplier;quantity\nA;1\n", "line 1"),
        ("supplier,amount\nA,1\n", "line 1"),
        ("supplier,quantity,extra\nA,1,2\n", "line 1"),
        ("supplier,quantity,quantity\nA,1,2\n", "line 1"),
        ("supplier,quantity\nA,nan\n", "line 2"),
        ("supplier,quantity\nA,inf\n", "line 2"),
        ("supplier,quantity\nA,1\nB,-5\n", "line 3"),
        ('supplier,quantity\nA,"1,000"\n', "line 2"),
        ("supplier,quantity\nA,1_000\n", "line 2"),
        ("supplier,quantity\nA,٣\n", "line 2"),
        ("supplier,quantity\nA,\n", "line 2"),
        ("supplier,quantity\nA,1e300\n", "line 2"),
        ("supplier,quantity\nA\n", "line 2"),
        ("supplier,quantity\nA,1,2\n", "line 2"),
        ("supplier,quantity\n,1\n", "line 2"),
        ("supplier,quantity\nA,1\nB,2\n a ,3\n", "line 4"),
        ("supplier,quantity\n=cmd|' /C calc'!A0,1\n", "line 2"),
        ("supplier,quantity\n@SUM(1),1\n", "line 2"),
        ("supplier,quantity\nA\x07,1\n", "line 2"),
        ('supplier,quantity\n"A,1\n', "line"),
        (b"supplier,quantity\nM\xe9xico,1\n", "line 2"),
        ("supplier,quantity\nA,1\n".encode("utf-16"), "line 1"),
        ("supplier,quantity,governance\nA,1,1.5\n", "line 2"),
        ("supplier,quantity,governance\nA,1,\n", "line 2"),
        ("supplier,quantity\nOther,5\n", "no supplier"),
        ("supplier,quantity\nA,0\n", "no supplier"),
        ("supplier,quantity\n" + "".join(f"S{i},1\n" for i in range(MAX_ROWS + 1)), "rows"),
        (b"supplier,quantity\n" + b"A" * 3_000_000, "larger"),
    ],
)
def test_what_is_wrong_is_named_with_file_and_line(csv, content, place):
    with pytest.raises(VetaError) as refused:
        read_suppliers(csv(content))
    said = str(refused.value)
    assert "suppliers.csv" in said
    assert place in said
    assert "\n" not in said


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(VetaError, match=r"none\.csv"):
        read_suppliers(tmp_path / "none.csv")
