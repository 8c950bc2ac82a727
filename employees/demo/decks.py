"""A deck deals every card in its exact share, so that even a small government holds all the rare cases."""

from collections.abc import Mapping
from random import Random
from typing import Generic, TypeVar

Card = TypeVar("Card")


class Deck(Generic[Card]):
    """Cards in a random order, shuffled again when they run out."""

    def __init__(self, rng: Random, shares: Mapping[Card, int]) -> None:
        self._rng = rng
        self._cards = [card for card, count in shares.items() for _ in range(count)]
        self._left: list[Card] = []

    def deal(self) -> Card:
        """Return the next card."""
        if not self._left:
            self._left = self._cards.copy()
            self._rng.shuffle(self._left)
        return self._left.pop()
