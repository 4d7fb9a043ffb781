"""Names that cross a border."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.refs import Ref, new_public_id

KEYS = st.from_regex(r"[a-z0-9-]+", fullmatch=True)
WORDS = st.from_regex(r"[a-z]+", fullmatch=True)


@given(WORDS, WORDS, KEYS)
def test_reference_written_and_read_is_the_same(owner: str, kind: str, key: str) -> None:
    ref = Ref(owner, kind, key)
    assert Ref.parse(str(ref)) == ref


@pytest.mark.parametrize(
    "text", ["", "rooms", "rooms/booking", "rooms/booking/", "Rooms/booking/k3f9", "rooms/booking/k3/f9", "rooms/b/k\n"]
)
def test_text_that_is_no_reference_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a reference"):
        Ref.parse(text)


def test_public_ids_are_read_over_the_phone_and_differ() -> None:
    ids = {new_public_id() for _ in range(2000)}
    assert len(ids) == 2000
    assert not set("".join(ids)) & set("01ilo ABC")
    assert {len(one) for one in ids} == {8}
    assert len(new_public_id(12)) == 12
