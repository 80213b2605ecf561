"""Resolve: all that the articles tell becomes one person, one meeting, one agreement each, with every source."""
