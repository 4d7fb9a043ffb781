"""What somebody asks of a space."""

from dataclasses import dataclass

from app.actors import Actor
from app.clock import Span
from app.refs import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldRequest:
    """`actor` asks to hold all of `space_ids` (leaf or combined) during each of `spans`, for the thing `ref`.

    `purpose` is what for, as a key (`meeting`, `activity`, …); `group_id` the group it is for, if any.
    """

    actor: Actor
    ref: Ref
    house_id: int
    space_ids: tuple[int, ...]
    spans: tuple[Span, ...]
    purpose: str = ""
    group_id: int | None = None
