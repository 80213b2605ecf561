"""From an article to the facts that it tells, each with the words that it was read from."""

from loaders.extraction.pipeline import VERSION, extract

__all__ = ["VERSION", "extract"]
