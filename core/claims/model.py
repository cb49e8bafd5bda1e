"""What a claim is, what tests it, and what a check of it gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from core.text.messages import Message, msg

Verdict = Literal[
    "supported", "consistent-under-a-definition", "depends-on-basket", "not-visible", "contradicted", "not-testable"
]
Compare = Literal["equals", "at-least", "at-most"]
Frame = Literal["trade", "stats", "us_imports_monthly", "mexico_reported", "sites", "end_uses", "agreements"]
ShownKind = Literal["single-source", "end-uses", "agreements", "share"]

VERDICTS: dict[Verdict, Message] = {
    "supported": msg("Supported"),
    "consistent-under-a-definition": msg("Consistent under a named definition"),
    "depends-on-basket": msg("Depends on the basket; not confirmed by any broad one"),
    "not-visible": msg("Not visible in the data"),
    "contradicted": msg("Contradicted"),
    "not-testable": msg("Not testable"),
}
# One sign for each, so that no verdict rests on colour; the shipped typeface holds them all.
SIGNS: dict[Verdict, str] = {
    "supported": "\u2713",
    "consistent-under-a-definition": "\u2248",
    "depends-on-basket": "\u00b1",
    "not-visible": "\u25cb",
    "contradicted": "\u2717",
    "not-testable": "?",
}


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a claims file in three languages; a person's own claim has them in one."""

    en: str = ""
    es: str = ""
    fr: str = ""

    def said(self, language: str) -> str:
        """Return the words in a language, in English where they are not translated."""
        return {"es": self.es, "fr": self.fr}.get(language) or self.en


@dataclass(frozen=True, slots=True)
class ShareTest:
    """The share (0-1) of `partner` in a trade flow and year, against the claimed one.

    Of one `basket`, of one `product` (code, mineral or group), or of every basket where both are empty. `also` names
    products shown beside it with a partner. `stated_total_usd` is a total that the claimant gives, in US dollars, which
    imports recorded by the source `counterpart` are set against.
    """

    kind: ClassVar[str] = "share"
    flow: str
    year: int
    partner: str
    share: float
    compare: Compare = "equals"
    tolerance: float = 0.005
    basket: str = ""
    product: str = ""
    also: tuple[tuple[str, str], ...] = ()
    stated_total_usd: float | None = None
    counterpart: str = ""


@dataclass(frozen=True, slots=True)
class ProductCountTest:
    """How many products a flow has with a partner in a year, by basket and level of HS codes."""

    kind: ClassVar[str] = "product-count"
    flow: str
    year: int
    partner: str
    count: int


@dataclass(frozen=True, slots=True)
class TopCountTest:
    """In how many minerals a country is among the first ten producers; every year where `year` is None."""

    kind: ClassVar[str] = "top-count"
    partner: str
    count: int
    compare: Compare = "at-least"
    year: int | None = None


@dataclass(frozen=True, slots=True)
class RecordedTest:
    """Whether trade of a product with a partner is recorded (`expected` says what is claimed), in any year or one.

    `count` is how many distinct goods the claim speaks of.
    """

    kind: ClassVar[str] = "recorded"
    flow: str
    partner: str
    product: str
    expected: bool = True
    year: int | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class ImportDependenceTest:
    """Whether the United States lives on imports of minerals, and of some mainly on those of `supplier`."""

    kind: ClassVar[str] = "import-dependence"
    supplier: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Something the figures can show beside a statement that no figure tests."""

    what: ShownKind
    partner: str = ""
    flow: str = ""
    product: str = ""
    year: int | None = None
    uses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoTest:
    """A judgement, a wish or a forecast: no figure tests it."""

    kind: ClassVar[str] = "not-testable"
    shows: tuple[Shown, ...] = ()


Test = ShareTest | ProductCountTest | TopCountTest | RecordedTest | ImportDependenceTest | NoTest


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement in circulation: who made it, when (ISO date), where, and what tests it.

    `flows` and `targets` name what it is about where the test does not tell. `unpublished` is said where the list
    behind a count is not published. `own` marks a claim of the reader's own.
    """

    id: str
    statement: Words
    claimant: Words
    date: str
    test: Test
    said_in: Words = Words()
    link: str = ""
    flows: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    unpublished: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """One line of evidence.

    `value` is in `unit` ("share" 0-1, "USD", "count", "index" 0-1), None where there is no figure; `high` is the upper
    end of a range. `years` are the first and last year it is of. `rows` are rows of `frame`.
    """

    text: Message
    value: float | None = None
    unit: str = ""
    years: tuple[int, int] | None = None
    high: float | None = None
    basket: str = ""
    edition: str = ""
    sources: tuple[str, ...] = ()
    frame: Frame = "trade"
    rows: tuple[int, ...] = ()

    @property
    def row_names(self) -> tuple[str, ...]:
        """The rows as `veta data show` takes them."""
        return tuple(f"{self.frame}:{row}" for row in self.rows)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a test gives: what was measured, the verdict, its reason in a sentence, and the evidence."""

    measure: Message
    verdict: Verdict
    summary: Message
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim with what the figures say of it."""

    claim: Claim
    outcome: Outcome

    @property
    def verdict(self) -> Verdict:
        """The verdict."""
        return self.outcome.verdict

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The evidence."""
        return self.outcome.evidence
