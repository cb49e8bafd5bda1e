"""Statements in circulation, each checked against the figures: the verdict is computed, never written down."""

from core.claims.check import claims_for, register
from core.claims.model import CheckedClaim, Claim, Evidence

__all__ = ["CheckedClaim", "Claim", "Evidence", "claims_for", "register"]
