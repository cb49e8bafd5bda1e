"""The short names ("stems") by which a `raw_ref` names a raw file, and where that file stands."""

from __future__ import annotations

import re
from pathlib import Path

STEMS = {
    "census2024": "trade/census_us_imports_2024_hts10_by_country_minerals.csv",
    "comtrade-mexico": "trade/comtrade_us_mexico_imports_hs_minerals_2015_2025.csv",
    "comtrade-china": "trade/comtrade_us_china_hs_minerals_2015_2025.csv",
    "comtrade-vietnam": "trade/comtrade_us_vietnam_imports_hs_minerals_2015_2025.csv",
    "comtrade-world": "trade/comtrade_us_chn_world_ree_critical_2020_2024.csv",
    "mexico-exports": "mexico_exports/mexico_exports_by_destination.csv",
    "mexico-2023": "trade/comtrade_mexico_reported_2023_8hs4.csv",
    "buyers-shares": "mexico_exports/mirror_import_shares.csv",
    "usitc-monthly": "trade/usitc_us_imports_mex_can_hts10_monthly_minerals_2025_2026.csv",
    "hs2017-hs2012": "hs/concordance_hs5_hs4_minerals.csv",
    "hs2022-hs2017": "hs/concordance_hs6_hs5_minerals.csv",
    "hs2022-hs2012": "hs/concordance_hs6_hs4_minerals.csv",
    "hts2025": "tariffs/us_hts_2025_rev25_minerals.csv",
    "s301-lists": "tariffs/us_s301_china_lists_hts8_minerals.csv",
    "s232-annex": "tariffs/us_s232_annex_products.csv",
    "s232-derivative": "tariffs/us_s232_derivative_products.csv",
    "s232-copper": "tariffs/us_s232_copper_products.csv",
    "s122-exempt": "tariffs/us_s122_exempt_hts8_minerals.csv",
    "ieepa-exempt": "tariffs/us_ieepa_reciprocal_exempt_hts10_minerals.csv",
    "floor-exempt": "tariffs/us_floor_exempt_hts8_minerals.csv",
    "fentanyl-carveout": "tariffs/us_fentanyl_carveout_products.csv",
    "timeline": "tariffs/measures_critical_minerals_timeline.csv",
    "hts-dates": "tariffs/us_hts_revision_dates.csv",
    "published": "trade/published_claims_mexico_mineral_trade.csv",
    "protee": "elasticities/ProTEE_minerals.csv",
    "bw": "elasticities/broda_weinstein_us_hts10_sigma_1990_2001_minerals.csv",
    "icmm": "sites/icmm_global_mining_dataset_2025-09_v1.csv",
    "ree": "sites/usgs_ree_main.csv",
    "deposits": "sites/deposits_minmod_usgs_mexico.csv",
    "nodes": "sites/trade_nodes_mx_us.csv",
    "mcs2026-t4": "usgs/mcs2026/MCS2026_T4_Country_Export_Control.csv",
    "mcs2026-t5": "usgs/mcs2026/MCS2026_T5_Trade_Agreements.csv",
    "mcs2026-t6": "usgs/mcs2026/MCS2026_T6_Critical_Minerals_End_Use.csv",
    "mcs2026-main": "usgs/mcs2026/MCS2026_Commodities_Data.csv",
}


def stem_of(file: Path) -> str:
    """Return the stem of a file that keeps its own name."""
    return re.sub(r"[^a-z0-9-]+", "-", file.stem.casefold())


def raw_file(raw: Path, stem: str) -> Path:
    """Return the raw file that a stem names; LookupError unless there is exactly one."""
    if stem in STEMS:
        return raw / STEMS[stem]
    found = [path for path in sorted((raw / "usgs").rglob("*.csv")) if stem_of(path) == stem]
    if len(found) != 1:
        raise LookupError(f"{stem}: {len(found)} files of this name")
    return found[0]
