"""The Parquet files hold what the property graph holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.neo4j_csv import write as write_csv
from tests.queries.graphs import SAMPLES

pa = pytest.importorskip("pyarrow", reason="the extra ray is not installed")

from loaders.parquet import write  # noqa: E402


def test_the_files_hold_the_rows_of_the_csv_files_typed(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    csv, parquet = tmp_path / "csv", tmp_path / "parquet"
    csv.mkdir()
    parquet.mkdir()
    written = write_csv(SAMPLES.read_bytes(), csv, "tests", "the state")
    write(SAMPLES.read_bytes(), parquet)
    tables = {file.stem: pq.read_table(file) for file in parquet.iterdir()}
    assert set(tables) == {file.stem for file in csv.glob("*s-*.csv")}
    nodes = [table for name, table in tables.items() if name.startswith("nodes-")]
    ends = [table for name, table in tables.items() if name.startswith("relationships-")]
    assert sum(table.num_rows for table in nodes) == written.nodes
    assert sum(table.num_rows for table in ends) == written.relationships
    for name, table in tables.items():
        header = (csv / f"{name}.csv").read_text().partition("\n")[0].replace('"', "").split(",")
        assert table.num_columns == len(header), name
    (lam,) = [row for row in tables["nodes-Official"].to_pylist() if row["name"] == "To Lam"]
    assert lam["name_vi"] == "Tô Lâm"
    assert "to lam" in lam["search_names"]
    meetings = tables["nodes-Meeting"].schema
    assert (meetings.field("date_from").type, meetings.field("date_inferred").type) == (pa.date32(), pa.bool_())
    known = {uri for table in nodes for uri in table["uri"].to_pylist()}
    assert all(known.issuperset(table[side].to_pylist()) for table in ends for side in ("start", "end"))
