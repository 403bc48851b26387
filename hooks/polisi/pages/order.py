"""Whose each document is above all, and in which order the documents of an audience stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from polisi.model import Audience, Policy


def share(policy: Policy, audience: Audience) -> float:
    """Return which part of a policy an audience sees, from 0 to 1."""
    sees = [audience in clause.audiences for clause in policy.clauses]
    return sum(sees) / max(1, len(sees))


class Order:
    """The policies, forms and letters of an edition, as its readers come upon them."""

    def __init__(self, policies: Iterable[Policy], audiences: Sequence[Audience]) -> None:
        self._policies = list(policies)
        self._audiences = audiences
        self._shares = {
            policy.code: {each: share(policy, each) for each in audiences}
            for policy in self._policies
        }
        self.main_readers = self._main_readers()
        """Whose each document is above all, by code; None is everybody's."""
        self._listed: dict[tuple[Audience | None, tuple[str, ...]], list[Policy]] = {}

    def share(self, code: str, audience: Audience) -> float:
        """Return which part of a policy an audience of the edition sees, from 0 to 1."""
        return self._shares[code][audience]

    def of(self, audience: Audience | None, kinds: tuple[str, ...]) -> list[Policy]:
        """List the documents of some kinds that are an audience's above all, the short ones first.

        Those of everybody (None) stay in the order of the files.
        """
        key = (audience, kinds)
        if key not in self._listed:
            found = [
                policy
                for policy in self._policies
                if policy.kind in kinds and self.main_readers[policy.code] == audience
            ]
            if audience is not None:
                shares = {each.code: self._shares[each.code][audience] for each in found}
                found.sort(key=lambda each: (-shares[each.code], len(list(each.clauses))))
            self._listed[key] = found
        return self._listed[key]

    def _main_readers(self) -> Mapping[str, Audience | None]:
        """Say of each document whose it is above all.

        It is theirs who see at least half of it. Of two it is theirs who see less of everything
        else: a governing body may see nearly all, and a policy for parents is for parents.
        """
        audiences = self._audiences
        seen = {each: sum(found[each] for found in self._shares.values()) for each in audiences}

        def whose(found: Mapping[Audience, float]) -> Audience | None:
            half = [each for each in audiences if found[each] >= 0.5]
            if not half or len(half) == len(audiences):
                return None
            return min(half, key=lambda each: seen[each])

        return {code: whose(found) for code, found in self._shares.items()}
