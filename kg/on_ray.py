"""Reads and resolves articles on Ray: on a cluster of machines, or on the cores of this one."""

from __future__ import annotations

import logging
import os
import pickle
import secrets
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, redirect_stdout
from functools import partial
from typing import Any, NamedTuple, TypeVar

import pyarrow as pa
import ray
import ray.data
from ray._private.node import Node
from ray.data.context import ShuffleStrategy

from kg.errors import FailureError
from loaders import shared_storage
from loaders.processes import cores
from loaders.readings import read_all
from loaders.records import Article, Extraction
from loaders.resolution import resolve
from loaders.resolution.knowledge import Knowledge
from loaders.sources import Rejection

T = TypeVar("T")
R = TypeVar("R")

_BATCH = 24  # articles that a worker reads at a time, and that are read anew where it dies
_TRIES = 3  # workers that may die over one batch
_SHARES = 4  # that blocks are dealt into, for each worker
_READ = pa.schema(
    {"file": pa.int64(), "number": pa.int64(), "article": pa.string(), "extraction": pa.string()}
    | {"rejection": pa.string()}
)


class Read(NamedTuple):
    """An article, cleaned, and what was read out of it; `place` is the number of its file and its own in there."""

    place: tuple[int, int]
    article: Article
    extraction: Extraction


@contextmanager
def connected(address: str | None, workers: int) -> Iterator[int]:
    """Connect to the cluster at `address`, or start Ray on this machine, and yield how many workers there are to be.

    With `workers` 0 they are as many as there are cores, but for one of a cluster. A Ray that was started here tells
    nobody of it, has no dashboard, lets nobody in without a token that only it knows, and ends with the block.
    """
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.ERROR)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.shuffle_strategy = ShuffleStrategy.SORT_SHUFFLE_PULL_BASED  # the other needs actors of its own
    with ExitStack() as ending:
        ending.enter_context(warnings.catch_warnings(action="ignore"))  # advice for those who program Ray
        ending.enter_context(redirect_stdout(sys.stderr))  # where Ray tells of workers that died
        os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
        if address:
            _begin(ending, address=address)
            held: dict[str, float] = ray.cluster_resources()
            yield workers or max(1, int(held["CPU"]) - 1)
            return
        # Even without a dashboard its process is started, and asks the metadata services of three clouds where it is.
        Node.start_api_server = lambda self, **_: None
        os.environ.update(RAY_USAGE_STATS_ENABLED="0", RAY_AUTH_TOKEN=secrets.token_hex(32))
        folder = ending.enter_context(tempfile.TemporaryDirectory(prefix="kg-", ignore_cleanup_errors=True))
        workers = workers or cores()
        _begin(
            ending,
            address="local",
            num_cpus=workers + 1,  # for the tasks beside the workers: files and blocks
            include_dashboard=False,
            _node_ip_address="127.0.0.1",
            _temp_dir=folder,
        )
        yield workers


def _begin(ending: ExitStack, **settings: Any) -> None:
    try:
        ray.init(log_to_driver=False, logging_level=logging.ERROR, **settings)
    except (ConnectionError, RuntimeError) as error:
        raise FailureError(f"Ray doesn't answer: {error}") from error
    ending.callback(ray.shutdown)


def read(addresses: Sequence[str], workers: int) -> Iterator[Read | Rejection]:
    """Yield what `workers` read out of the files at `addresses`, in no order.

    A worker that dies costs the batch that it was reading. Raises `FailureError` where they die again and again.
    """
    files = ray.data.from_items(
        [{"file": number, "address": address} for number, address in enumerate(addresses)],
        override_num_blocks=len(addresses),
    )
    articles = files.map_batches(_articles, batch_size=1, batch_format="pyarrow", num_cpus=0.5)
    readings = articles.repartition(target_num_rows_per_block=_BATCH).map_batches(
        _Reader,
        batch_size=None,
        batch_format="pyarrow",
        num_cpus=1,
        compute=ray.data.ActorPoolStrategy(size=workers),
        max_task_retries=_TRIES,
    )
    try:
        for row in _rows(readings):
            if row["rejection"]:
                yield Rejection.model_validate_json(row["rejection"])
            else:
                article = Article.model_validate_json(row["article"])
                yield Read((row["file"], row["number"]), article, Extraction.model_validate_json(row["extraction"]))
    except ray.exceptions.RayActorError as error:
        raise FailureError("The workers that read articles died one after the other: give them more memory.") from error


def resolved(read: Iterable[Read], workers: int) -> Knowledge:
    """Resolve what was read: the blocks of what may be one by `workers`, the rest here.

    Of articles with one id the last counts.
    """
    last: dict[str, Read] = {}
    for each in read:
        last[each.article.id] = max(each, last.get(each.article.id, each), key=lambda found: found.place)
    articles, extractions = [each.article for each in last.values()], [each.extraction for each in last.values()]
    return resolve(articles, extractions, spread=partial(_spread, workers))


def _spread(workers: int, work: Callable[[T], R], items: Sequence[T]) -> Iterable[R]:
    """Return what `work` makes of each of `items`, dealt to `workers`."""
    if not items:
        return []
    kept = [pickle.dumps(item) for item in items]
    full = sum(map(len, kept)) // (workers * _SHARES) + 1
    shares: list[list[int]] = [[]]
    size = 0
    for number, item in enumerate(kept):
        if size >= full:
            shares.append([])
            size = 0
        shares[-1].append(number)
        size += len(item)
    tables = [
        pa.table({"share": [i] * len(share), "number": share, "item": pa.array([kept[n] for n in share], pa.binary())})
        for i, share in enumerate(shares)
    ]
    done = ray.data.from_arrow(tables).groupby("share").map_groups(partial(_done, work), batch_format="pyarrow")
    results = {row["number"]: pickle.loads(row["result"]) for row in _rows(done)}
    return [results[number] for number in range(len(items))]


def _rows(found: ray.data.Dataset) -> Iterator[dict[str, Any]]:
    for table in found.iter_batches(batch_size=None, batch_format="pyarrow"):
        yield from table.to_pylist()


def _done(work: Callable[[Any], Any], share: pa.Table) -> pa.Table:
    results = [pickle.dumps(work(pickle.loads(item))) for item in share["item"].to_pylist()]
    return pa.table({"number": share["number"], "result": pa.array(results, pa.binary())})


def _articles(files: pa.Table) -> Iterator[pa.Table]:
    """Yield the articles of files, and what was rejected, some at a time."""
    for file in files.to_pylist():
        rows: list[dict[str, Any]] = []
        for number, each in enumerate(shared_storage.read(file["address"])):
            kind = "article" if isinstance(each, Article) else "rejection"
            rows.append({"file": file["file"], "number": number, kind: each.model_dump_json()})
            if len(rows) == _BATCH:
                yield pa.Table.from_pylist(rows, schema=_READ)
                rows = []
        yield pa.Table.from_pylist(rows, schema=_READ)


class _Reader:
    """A worker: its models are loaded once."""

    def __init__(self) -> None:
        from loaders.extraction.backends import backend
        from loaders.languages import known

        for lang in known():
            backend(lang)

    def __call__(self, batch: pa.Table) -> pa.Table:
        rows = batch.to_pylist()
        given = [row for row in rows if row["article"]]
        articles = (Article.model_validate_json(row["article"]) for row in given)
        for row, (_, cleaned, extraction) in zip(given, read_all(articles), strict=True):
            row["article"] = cleaned.model_dump_json()
            row["extraction"] = extraction.model_dump_json(by_alias=True)
        return pa.Table.from_pylist(rows, schema=_READ)
