"""Whose each policy, form and set of letters is above all, and the order in which they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from polisi.model import Audience, Policy

Kinds = tuple[str, ...]
POLICIES: Kinds = ("policy",)
FORMS: Kinds = ("form", "letters")
Beside = tuple[Policy | None, Policy | None]
"""The document before one, and the one after it."""


class Readers:
    """The readers of an edition and its documents; worked out once, because every page asks."""

    def __init__(self, policies: Mapping[str, Policy], audiences: Sequence[Audience]) -> None:
        self._policies = policies
        self._audiences = audiences
        self._shares = {code: _shares(policy, audiences) for code, policy in policies.items()}
        self._main = self._main_readers()
        self._beside: dict[tuple[Kinds, Audience | None], dict[str, Beside]] = {}

    def _main_readers(self) -> Mapping[str, Audience | None]:
        audiences, shares = self._audiences, self._shares
        seen = {each: sum(sees[each] for sees in shares.values()) for each in audiences}

        def whose(sees: Mapping[Audience, float]) -> Audience | None:
            half = [each for each in audiences if sees[each] >= 0.5]
            if not half or len(half) == len(audiences):
                return None
            return min(half, key=lambda each: seen[each])

        return {code: whose(sees) for code, sees in shares.items()}

    def whose(self, code: str) -> Audience | None:
        """Say whose a policy, form or set of letters is above all; None is everybody's.

        It is theirs who see at least half of it. Of two it is theirs who see less of everything
        else: a governing body may see nearly all, and a policy for parents is for parents all the
        same.
        """
        return self._main[code]

    def share(self, code: str, audience: Audience) -> float:
        """Return which part of a policy an audience sees, from 0 to 1."""
        return self._shares[code][audience]

    def in_order(self, audience: Audience | None, kinds: Kinds) -> list[Policy]:
        """List the documents of some kinds that are an audience's above all, short ones first."""
        theirs = [
            policy
            for code, policy in self._policies.items()
            if policy.kind in kinds and self._main[code] == audience
        ]
        if audience is None:
            return theirs
        return sorted(
            theirs, key=lambda each: (-self.share(each.code, audience), len(list(each.clauses)))
        )

    def beside(self, policy: Policy, audience: Audience | None) -> Beside:
        """Return the documents of a policy's kind beside it, of those that an audience sees."""
        kinds = POLICIES if policy.kind == "policy" else FORMS
        key = (kinds, audience)
        if key not in self._beside:
            listed: list[Policy | None] = [
                each
                for whose in (*self._audiences, None)
                for each in self.in_order(whose, kinds)
                if audience is None or self.share(each.code, audience)
            ]
            rows = zip([None, *listed], listed, [*listed[1:], None], strict=False)
            self._beside[key] = {each.code: (before, after) for before, each, after in rows if each}
        return self._beside[key].get(policy.code, (None, None))


def _shares(policy: Policy, audiences: Sequence[Audience]) -> Mapping[Audience, float]:
    sees = [clause.audiences for clause in policy.clauses]
    whole = max(1, len(sees))
    return {each: sum(each in readers for readers in sees) / whole for each in audiences}
