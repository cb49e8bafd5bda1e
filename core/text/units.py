"""How a unit id is written in each language."""

from __future__ import annotations

from core.text.messages import msg

UNITS = {
    "t": msg("t"),
    "kt": msg("thousand t"),
    "kt_dry": msg("thousand t, dry"),
    "Mt": msg("million t"),
    "kg": msg("kg"),
    "kct": msg("thousand carats"),
    "Mct": msg("million carats"),
    "Mm3": msg("million m³"),
    "Ml": msg("million L"),
    "Musd": msg("million US$"),
    "percent": msg("%"),
    "index": msg("index"),
    "none": msg("no unit"),
    "usd": msg("US$"),
    "usd_per_t": msg("US$/t"),
    "usd_per_st": msg("US$/short ton"),
    "usd_per_kg": msg("US$/kg"),
    "usd_per_g": msg("US$/g"),
    "usd_per_10g": msg("US$/10 g"),
    "usd_per_25g": msg("US$/25 g"),
    "usd_per_50g": msg("US$/50 g"),
    "usd_per_lb": msg("US$/lb"),
    "cents_per_lb": msg("US cents/lb"),
    "usd_per_ozt": msg("US$/troy ounce"),
    "usd_per_ct": msg("US$/carat"),
    "usd_per_mtu": msg("US$/metric ton unit"),
    "usd_per_dmtu": msg("US$/dry metric ton unit"),
    "usd_per_100ml": msg("US$/100 mL"),
}
