"""Storing what was read: every file's standing, and the resolutions that count.

One run, in one transaction::

    run_id = begin_run(connection, program_version=…, parameters=…)
    comparison = compare_files(connection, [(path, sha256), …])
    items = [accepted(path, sha256, resolution), rejected(path, sha256, format, reason), …]
    result = load_resolutions(connection, run_id, items, present=…)  # in batches as they come
    finish_loading(connection)
    documents = link_documents(connection)
    finish_run(connection, run_id, outcome=DONE, counts=result.counts)
"""

from __future__ import annotations

from etl.load.items import FileItem, accepted, rejected
from etl.load.ledger import DONE, DONE_WITH_REJECTIONS, REFUSED, begin_run, finish_run
from etl.load.reading import Comparison, compare_files, link_documents
from etl.load.resolutions import LoadResult, finish_loading, load_resolutions

__all__ = [
    "DONE",
    "DONE_WITH_REJECTIONS",
    "REFUSED",
    "Comparison",
    "FileItem",
    "LoadResult",
    "accepted",
    "begin_run",
    "compare_files",
    "finish_loading",
    "finish_run",
    "link_documents",
    "load_resolutions",
    "rejected",
]
