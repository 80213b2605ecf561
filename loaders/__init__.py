"""An article's way into the graph, one module per step."""
