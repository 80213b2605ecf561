"""`kg schema`: the JSON Schema of what is read out of an article."""

from __future__ import annotations

import json

from kg.output import OutputOption, write_text


def schema(output: OutputOption = None) -> None:
    """Print the JSON Schema of the files that `kg extract` writes."""
    from loaders.records import Extraction

    write_text(json.dumps(Extraction.model_json_schema(), ensure_ascii=False, indent=2) + "\n", output)
