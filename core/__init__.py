"""Everything in Veta that is true without a screen: figures, measures, scenarios, briefs."""

__version__ = "0.1.0"
