"""The ad valorem equivalent of a US duty by weight, computed where the published figures of 2024 allow it.

Two bases, the first that answers. "quantity": imports from Mexico of the whole six-digit code, as the Census Bureau
reports value and mass to UN Comtrade, where its value is the one that the Census Bureau has for this line alone, so
that the mass is this line's too. "calculated-duty": the duty that the Census Bureau calculated by customs value, of
the partners that owed any; China (additional duties), Canada and Mexico (USMCA) stay out. Where a duty counts on the
metal inside, nobody publishes how much that is: no equivalent, and the basis says so.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from pathlib import Path

from core.dataset.build.census import SLOVAKIA
from core.dataset.build.names import CENSUS_COUNTRIES
from core.dataset.build.raw_files import STEMS
from core.dataset.build.tables import Row, dollars, plain, read_rows, reference

QUANTITY, CALCULATED, CONTENT = "quantity", "calculated-duty", "content-not-published"
YEAR = "2024"
_CENSUS, _COMTRADE = "census2024", "comtrade-mexico"
_LEFT_OUT = frozenset({"CHN", "CAN", "MEX"})
_MASS_UNITS = ('["kg"]', '["t"]')
_EMPTY = dict.fromkeys(
    ("ave_computed", "ave_basis", "ave_partners", "ave_value_usd", "ave_usd_per_kg", "ave_year", "ave_ref"), ""
)
_Line = tuple[int, str, Decimal, Decimal]  # raw line, partner, customs value and calculated duty in US dollars


class Equivalents:
    """The figures of 2024 behind the equivalents; `of` answers for one duty."""

    def __init__(self, raw: Path) -> None:
        """Read the raw files."""
        self._census: dict[str, list[_Line]] = defaultdict(list)
        for number, row in read_rows(raw / STEMS[_CENSUS]):
            value = Decimal(row["con_val_usd"])
            if value and row["cty_code"] != SLOVAKIA:
                cells = (number, CENSUS_COUNTRIES[row["cty_code"]], value, Decimal(row["cal_dut_usd"]))
                self._census[row["hts10"][:8]].append(cells)
        self._mexico = {
            row["cmd_code"]: (number, row)
            for number, row in read_rows(raw / STEMS[_COMTRADE])
            if (row["ref_year"], row["flow_code"], row["aggr_level"]) == (YEAR, "M", "6")
        }

    def of(self, duty: Row, unit: str) -> Row:
        """Return the columns of the equivalent of a tariff line whose quantity the schedule counts in `unit`."""
        if "content" in duty["mfn_text"]:
            return {**_EMPTY, "ave_basis": CONTENT}
        if duty["mfn_kind"] != "specific" or unit not in _MASS_UNITS:
            return _EMPTY
        return self._by_quantity(duty) or self._by_duty(duty) or _EMPTY

    def _by_quantity(self, duty: Row) -> Row | None:
        lines = [line for line in self._census[duty["product"]] if line[1] == "MEX"]
        value = sum((line[2] for line in lines), Decimal(0))
        number, row = self._mexico.get(duty["product"][:6], (0, {}))
        if not lines or not row or Decimal(row["fobvalue"]) != value or row["is_net_wgt_estimated"] != "False":
            return None
        references = [reference(_COMTRADE, [number]), reference(_CENSUS, [line[0] for line in lines])]
        per_kg = Decimal(duty["specific_usd_per_kg"])
        return _equivalent(per_kg, per_kg * Decimal(row["net_wgt"]), value, QUANTITY, ["MEX"], references)

    def _by_duty(self, duty: Row) -> Row | None:
        lines = [line for line in self._census[duty["product"]] if line[3] and line[1] not in _LEFT_OUT]
        if not lines:
            return None
        value, owed = sum((line[2] for line in lines), Decimal(0)), sum((line[3] for line in lines), Decimal(0))
        partners = sorted({line[1] for line in lines})
        references = [reference(_CENSUS, [line[0] for line in lines])]
        return _equivalent(Decimal(duty["specific_usd_per_kg"]), owed, value, CALCULATED, partners, references)


def _equivalent(
    per_kg: Decimal, owed: Decimal, value: Decimal, basis: str, partners: list[str], references: list[str]
) -> Row:
    """Return the columns; the unit value is of the mass given, or of the mass that the calculated duty implies."""
    return {
        "ave_computed": plain(round(owed / value, 6)),
        "ave_basis": basis,
        "ave_partners": "|".join(partners),
        "ave_value_usd": dollars(value),
        "ave_usd_per_kg": plain(round(value * per_kg / owed, 6)),
        "ave_year": YEAR,
        "ave_ref": " ".join(references),
    }
