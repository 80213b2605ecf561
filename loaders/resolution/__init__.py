"""Resolve: all that the articles tell becomes one person, one meeting, one agreement each, with every source."""

from loaders.resolution.resolve import resolve

__all__ = ["resolve"]
