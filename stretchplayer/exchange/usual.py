"""The plan everybody begins with: names looked up in the library, avoided moves noticed."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from stretchplayer.core.avoided import avoided_in
from stretchplayer.core.catalogue import AvoidedMove, Catalogue
from stretchplayer.core.matching import CONFIDENT, match_name
from stretchplayer.exchange.model import Bundle
from stretchplayer.exchange.plan import Candidate, CheckPicture, ImportPlan, plan_import

CANDIDATES = 4


def usual_plan(
    bundle: Bundle,
    catalogue: Catalogue,
    *,
    check_picture: CheckPicture,
    check_pose: CheckPicture | None = None,
    routine_names: Collection[str] = (),
) -> ImportPlan:
    """What would become of a file if nobody changed anything; see `plan_import`."""

    def match(name: str) -> list[Candidate]:
        found = match_name(name, catalogue)[:CANDIDATES]
        return [Candidate(stretch=one.stretch.id, sure=one.score >= CONFIDENT) for one in found]

    def avoided(name: str, steps: Sequence[str]) -> AvoidedMove | None:
        moves = avoided_in(name, steps, catalogue.avoided)
        return moves[0] if moves else None

    return plan_import(
        bundle,
        catalogue,
        match,
        avoided,
        check_picture=check_picture,
        check_pose=check_pose,
        routine_names=routine_names,
    )
