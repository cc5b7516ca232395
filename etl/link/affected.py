"""Which documents must be explained anew when others came, changed or went.

A document is explained by what it finds in its series, in what it cites, and by the search of all
earlier wordings for the words that its series does not explain. It stays as it is while none of
these meets a document that changed, before or after the change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from etl.link.collection import Collection, Numbers
from etl.link.outline import Outline
from etl.link.pair_index import PairIndex, Wanted
from etl.link.parameters import Parameters
from etl.link.series import SeriesFinder, Sources, nearest_row
from etl.model import LinkClause


class Known(NamedTuple):
    """A document as it was linked last.

    Attributes:
        sought: see ``etl.link.packing.Explained``.
        rulings: what people decided about its clauses, in words that are the same for the same.
    """

    outline: Outline
    sought: NDArray[np.bool_]
    rulings: str = ""


def affected(
    before: Mapping[str, Known],
    after: Mapping[str, Outline],
    touched: Iterable[str],
    parameters: Parameters,
) -> frozenset[str]:
    """Return the symbols of ``after`` that must be explained anew.

    Args:
        before: the documents of one language as they were linked last, by symbol.
        after: the documents as they are.
        touched: symbols of documents that were loaded anew, whatever changed in them.
        parameters: the figures to decide by.
    """
    changed = before.keys() ^ after.keys() | set(touched)
    versions = [before[symbol].outline for symbol in changed if symbol in before]
    versions += [after[symbol] for symbol in changed if symbol in after]
    anew = changed & after.keys()
    if not versions:
        return frozenset()
    first = min(version.adopted_on for version in versions)
    later = {
        symbol
        for symbol, document in after.items()
        if symbol not in changed and document.adopted_on > first
    }
    if not later:
        return frozenset(anew)
    wordings = np.unique(np.concatenate([version.wordings for version in versions]))
    old = _World([one.outline for one in before.values()], later, changed, wordings, parameters)
    new = _World(list(after.values()), later, changed, wordings, parameters)
    met = {symbol for symbol in later if _is_met(old, new, symbol, before[symbol].sought)}
    return frozenset(anew | met)


def _is_met(old: _World, new: _World, symbol: str, sought: NDArray[np.bool_]) -> bool:
    """Tell whether a document, itself unchanged, may meet one that changed."""
    one, other = old.asking(symbol), new.asking(symbol)
    if one.named != other.named or any(not old.changed.isdisjoint(group) for group in one.named):
        return True
    same = new.same_words(other)
    if old.same_words(one) != same or any(near and near[0] in new.changed for near in same):
        return True
    wanted = [new.wanted(other, sought), old.wanted(one, sought)]
    if not wanted[0]:
        return False
    return not np.array_equal(new.kept(other, wanted[0]), old.kept(one, wanted[1])) or any(
        world.reaches(asking, own)
        for world, asking, own in zip((new, old), (other, one), wanted, strict=True)
    )


class _Asking(NamedTuple):
    """A document that may have to be explained anew, in one world.

    ``named`` are the symbols of the members of its series, and of what else it cites.
    """

    document: int
    sources: Sources
    named: tuple[list[str], list[str]]


class _World:
    """All documents as they were before a change, or as they are after it."""

    def __init__(
        self,
        outlines: Sequence[Outline],
        later: set[str],
        changed: set[str],
        wordings: Numbers,
        parameters: Parameters,
    ) -> None:
        self.changed = changed
        self._parameters = parameters
        self._collection = Collection(outlines, _no_texts, parameters, frozenset(later))
        self._finder = SeriesFinder(self._collection, parameters)
        self._index = PairIndex(self._collection)
        self._wordings = wordings
        documents = self._collection.documents
        self._number = {document.symbol: n for n, document in enumerate(documents)}
        concerned = np.isin(np.concatenate([one.wordings for one in documents]), wordings)
        numbers = np.array(self._collection.wording_of)[concerned]
        self._concerned = frozenset(numbers.tolist())
        self._postings = self._index.postings_of(np.unique(numbers))

    def asking(self, symbol: str) -> _Asking:
        """Return where the sources of a document stand."""
        number = self._number[symbol]
        sources = self._finder.sources(number)
        documents = self._collection.documents
        members, cited = (
            [documents[n].symbol for n in group] for group in (sources.members, sources.cited)
        )
        return _Asking(number, sources, (members, cited))

    def same_words(self, asking: _Asking) -> list[tuple[str, int] | None]:
        """Return the nearest clauses of the same words as those that the changed documents have."""
        collection = self._collection
        found: list[tuple[str, int] | None] = []
        for row in collection.rows(asking.document):
            wording = collection.wording_of[row]
            if wording in self._concerned:
                position = collection.position(row)
                near = nearest_row(collection, wording, asking.sources, position)
                found.append(None if near is None else self._address(near))
        return found

    def _address(self, row: int) -> tuple[str, int]:
        collection = self._collection
        document = collection.documents[collection.document_of[row]]
        return document.symbol, collection.position(row)

    def wanted(self, asking: _Asking, sought: NDArray[np.bool_]) -> list[Wanted]:
        """Return the pairs of words that all earlier documents were searched for."""
        collection = self._collection
        rows = collection.rows(asking.document)
        first = collection.first_word[rows.start]
        wanted = []
        for row in rows:
            start, end = collection.first_word[row] - first, collection.first_word[row + 1] - first
            if sought[start:end].any():
                weights = collection.weights(row) * sought[start:end]
                wanted.append(self._index.wanted(row, weights))
        return [one for one in wanted if one.pairs.size]

    def kept(self, asking: _Asking, wanted: Sequence[Wanted]) -> NDArray[np.bool_]:
        """Tell which pairs are looked up."""
        before = self._collection.wordings_before(asking.sources.before)
        return self._index.kept(wanted, before, self._parameters)

    def reaches(self, asking: _Asking, wanted: Sequence[Wanted]) -> bool:
        """Tell whether the search considers a wording of the changed documents."""
        collection = self._collection
        rows = [row for one in asking.sources.members for row in collection.rows(one)]
        own = np.unique(np.array([collection.wording_of[row] for row in rows], dtype=np.int64))
        before = collection.wordings_before(asking.sources.before)
        return self._index.reaches(wanted, before, own, self._postings, self._parameters)


def _no_texts(symbol: str) -> Sequence[LinkClause]:
    raise LookupError(f"{symbol}: what is affected is told without texts")
