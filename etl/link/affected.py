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
from etl.link.weights import Weights
from etl.model import LinkClause


class Known(NamedTuple):
    """A document as it was linked last.

    Attributes:
        sought_bits: a bit for each word, see ``etl.link.packing.Explained.sought``.
        rulings: what people decided about its clauses, in words that are the same for the same.
    """

    outline: Outline
    sought_bits: bytes
    rulings: str = ""

    @classmethod
    def of(cls, own: Outline, sought: NDArray[np.bool_], rulings: str = "") -> Known:
        """Return what is to be known of a document from now on."""
        return cls(own, np.packbits(sought).tobytes(), rulings)

    @property
    def sought(self) -> NDArray[np.bool_]:
        """Per word whether all earlier documents were searched for it."""
        bits = np.frombuffer(self.sought_bits, dtype=np.uint8)
        return np.unpackbits(bits, count=len(self.outline.words)).astype(np.bool_)


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
    """Tell whether a document, itself unchanged, meets one that changed, before or after."""
    one, other = old.asking(symbol), new.asking(symbol)
    if one.named != other.named or any(not old.changed.isdisjoint(group) for group in one.named):
        return True
    same = new.same_words(other)
    if old.same_words(one) != same or any(near and near[0] in new.changed for near in same):
        return True
    if not sought.any():
        return False
    # The weights of its words are the same in both worlds.
    weights = new.weights(other) * sought
    wanted, before = new.wanted(other, weights), old.wanted(one, weights)
    if not wanted.pairs.size:
        return False
    # Common pairs are not looked up; which are common can change with every document.
    if np.array_equal(new.kept(other, wanted), old.kept(one, before)) and not (
        new.reaches(other, wanted) or old.reaches(one, before)
    ):
        return False
    found = new.found(other, wanted)
    return old.found(one, before) != found or any(
        near and near[0] in new.changed for clause in found.values() for near in clause
    )


_Address = tuple[str, int]
"""A clause by symbol and position."""


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

    def same_words(self, asking: _Asking) -> list[_Address | None]:
        """Return the nearest clauses of the same words as those that the changed documents have."""
        wording_of, position = self._collection.wording_of, self._collection.position
        return [
            self._nearest(wording_of[row], asking, position(row))
            for row in self._collection.rows(asking.document)
            if wording_of[row] in self._concerned
        ]

    def _nearest(self, wording: int, asking: _Asking, position: int) -> _Address | None:
        collection = self._collection
        row = nearest_row(collection, wording, asking.sources, position)
        if row is None:
            return None
        return collection.documents[collection.document_of[row]].symbol, collection.position(row)

    def weights(self, asking: _Asking) -> Weights:
        """Return the weights of the words of a document."""
        return self._collection.weights_of(asking.document)

    def wanted(self, asking: _Asking, weights: Weights) -> Wanted:
        """Return the pairs of words that all earlier documents were searched for."""
        return self._index.wanted(asking.document, weights)

    def kept(self, asking: _Asking, wanted: Wanted) -> NDArray[np.bool_]:
        """Tell which pairs are looked up."""
        return self._index.kept(wanted, self._before(asking), self._parameters)

    def reaches(self, asking: _Asking, wanted: Wanted) -> bool:
        """Tell whether the search considers a wording of the changed documents."""
        before, own = self._before(asking), self._own(asking)
        return self._index.reaches(wanted, before, own, self._postings, self._parameters)

    def found(self, asking: _Asking, wanted: Wanted) -> dict[int, set[_Address | None]]:
        """Return where the search finds words, by position of the clause."""
        before, own = self._before(asking), self._own(asking)
        found = self._index.search(wanted, before, own, self._parameters)
        positions = {row: self._collection.position(row) for row in found}
        return {
            at: {self._nearest(wording, asking, at) for wording in found[row]}
            for row, at in positions.items()
        }

    def _before(self, asking: _Asking) -> int:
        return self._collection.wordings_before(asking.sources.before)

    def _own(self, asking: _Asking) -> Numbers:
        return self._collection.wordings_in(asking.sources.members)


def _no_texts(symbols: Sequence[str]) -> Mapping[str, Sequence[LinkClause]]:
    raise LookupError(f"{', '.join(symbols)}: what is affected is told without texts")
