"""The register: every claim, Veta's and the reader's, with what the figures say of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from core.claims.claims_file import read
from core.claims.counts import check_products, check_top
from core.claims.model import (
    CheckedClaim,
    Claim,
    Evidence,
    ImportDependenceTest,
    NoTest,
    Outcome,
    ProductCountTest,
    RecordedTest,
    ShareTest,
    Test,
    TopCountTest,
)
from core.claims.own import own_claims
from core.claims.recorded import check_recorded
from core.claims.reliance import check_dependence
from core.claims.shares import check_share
from core.claims.shown import check_nothing
from core.dataset.cache import DigestCache
from core.dataset.load import Dataset
from core.dataset.resolve import Target, resolve
from core.errors import VetaError
from core.paths import resource
from core.selection import MONEY_FLOWS, Selection
from core.text.messages import msg

ALL = "all"
_CHECKED: DigestCache[CheckedClaim] = DigestCache(2048)


@lru_cache(maxsize=1)
def bundled_claims() -> tuple[Claim, ...]:
    """Return the claims that Veta comes with.

    Raises:
        VetaError: the file is missing or damaged.
    """
    return read(resource("data", "claims.json"))


def register(dataset: Dataset, own: Sequence[Claim] | None = None) -> tuple[CheckedClaim, ...]:
    """Return all claims with their verdicts, Veta's first.

    `own` are the reader's; None reads them from the user's file. Results are kept by dataset digest, so that only a
    change of figures or of a claim computes anything.

    Raises:
        VetaError: a claims file is missing or damaged.
    """
    mine = own_claims() if own is None else own
    return tuple(checked(dataset, claim) for claim in (*bundled_claims(), *mine))


def checked(dataset: Dataset, claim: Claim) -> CheckedClaim:
    """Return one claim with its verdict; a test that cannot be run on these figures says why, and is no verdict."""
    return _CHECKED.get((dataset.key, claim), lambda: CheckedClaim(claim, _outcome(dataset, claim)))


def _outcome(dataset: Dataset, claim: Claim) -> Outcome:
    try:
        outcome = run_test(dataset, claim.test)
    except VetaError as error:
        text = msg("The test cannot be run on these figures: {reason}", reason=error.message)
        return Outcome(msg("No figure"), "not-testable", text)
    if not claim.unpublished:
        return outcome
    line = Evidence(msg("What the claimant counts, product by product, is not published."))
    return Outcome(outcome.measure, outcome.verdict, outcome.summary, (*outcome.evidence, line))


def run_test(dataset: Dataset, test: Test) -> Outcome:
    """Return what a test gives.

    Raises:
        VetaError: it names a flow, year, basket, product or partner that these figures do not have.
    """
    match test:
        case ShareTest():
            return check_share(dataset, test)
        case ProductCountTest():
            return check_products(dataset, test)
        case TopCountTest():
            return check_top(dataset, test)
        case RecordedTest():
            return check_recorded(dataset, test)
        case ImportDependenceTest():
            return check_dependence(dataset, test)
        case NoTest():
            return check_nothing(dataset, test)


def claims_for(dataset: Dataset, selection: Selection, own: Sequence[Claim] | None = None) -> tuple[CheckedClaim, ...]:
    """Return the claims that bear on what is looked at, in the order of the register.

    A claim about everything bears on a selection of all minerals, one about some products on those and on what holds
    them or is held by them; both in the flows they are about.

    Raises:
        VetaError: a claims file is missing or damaged, or the selection names an unknown target.
    """
    mine = own_claims() if own is None else own
    fitting = [claim for claim in (*bundled_claims(), *mine) if bears_on(dataset, claim, selection)]
    return tuple(checked(dataset, claim) for claim in fitting)


def bears_on(dataset: Dataset, claim: Claim, selection: Selection) -> bool:
    """Return whether a claim is about the flow and the products of a selection."""
    flows, targets = claim.flows or _flows(claim.test), claim.targets or _targets(claim.test)
    if flows and selection.flow not in flows:
        return False
    if selection.target == ALL or not targets:
        return selection.target == ALL
    looked_at = resolve(dataset, selection.target)
    return any(_overlap(dataset, looked_at, name, selection.flow) for name in targets)


def _flows(test: Test) -> tuple[str, ...]:
    match test:
        case ShareTest() | ProductCountTest() | RecordedTest():
            return (test.flow,)
        case TopCountTest():
            return ("production",)
        case ImportDependenceTest():
            return ("us-imports", "us-import-sources", "us-reliance")
        case NoTest():
            return ()


def _targets(test: Test) -> tuple[str, ...]:
    return (test.product,) if isinstance(test, ShareTest | RecordedTest) and test.product else ()


def _overlap(dataset: Dataset, looked_at: Target, name: str, flow: str) -> bool:
    """Return whether a claim's product and what is looked at share codes, or minerals where a flow counts those."""
    try:
        claimed = resolve(dataset, name)
    except VetaError:
        return False
    if flow not in MONEY_FLOWS:
        return bool(set(looked_at.minerals) & set(claimed.minerals))
    return any(a.startswith(b) or b.startswith(a) for a in looked_at.prefixes for b in claimed.prefixes)
