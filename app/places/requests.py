"""What somebody asks of a space."""

from dataclasses import dataclass

from app.actors import Actor
from app.clock import Span
from app.refs import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldRequest:
    """`actor` asks to hold all of `space_ids` (leaf or combined) during each of `spans`, for the thing `ref`.

    `purpose` is what for, as a key (`meeting`, `activity`, …); `group_id` the group it is for, if any.
    `refs` are for a series: one for each span, the thing that holds it, so that one date can be let go of by itself.
    """

    actor: Actor
    ref: Ref
    house_id: int
    space_ids: tuple[int, ...]
    spans: tuple[Span, ...]
    purpose: str = ""
    group_id: int | None = None
    refs: tuple[Ref, ...] = ()

    def __post_init__(self) -> None:
        if self.refs and len(self.refs) != len(self.spans):
            raise ValueError("a series needs one ref for each span")

    def holders(self) -> list[tuple[Span, Ref]]:
        """Each span with the thing that holds it: its own of `refs`, or `ref` where all belongs to one thing."""
        refs = self.refs or (self.ref,) * len(self.spans)
        return list(zip(self.spans, refs, strict=True))
