"""Photos of rooms: what goes in, and what comes out."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import ExifTags, Image

from app.actors import Actor
from app.db import db, transaction
from app.places import slugs
from app.places.models import Space, SpacePhoto
from app.places.photos import photo_path, put_photo, remove_photo
from app.places.pictures import LONGEST_SIDE, reencoded
from app.refusals import NotAllowed, Refusal
from tests.factories import Make

Browse = Callable[[int], FlaskClient]


def picture(width: int = 400, height: int = 300, kind: str = "JPEG", mode: str = "RGB", **more: object) -> bytes:
    out = BytesIO()
    Image.new(mode, (width, height), 120 if mode == "L" else "#8fb6a0").save(out, kind, **more)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def bomb() -> bytes:
    """A PNG of a few bytes that says it is 30,000 pixels wide and high."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("kind", "mode"), [("JPEG", "RGB"), ("PNG", "RGBA"), ("PNG", "L"), ("WEBP", "RGB"), ("PNG", "P")]
)
def test_picture_of_a_known_kind_becomes_a_jpeg(kind: str, mode: str) -> None:
    data = picture(kind=kind, mode=mode) if mode != "P" else picture(kind=kind, mode="L")
    image = opened(reencoded(data))
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (400, 300))


@pytest.mark.parametrize(
    ("size", "expected"), [((4000, 3000), (1600, 1200)), ((1000, 5000), (320, 1600)), ((90, 60), (90, 60))]
)
def test_picture_is_made_smaller_and_never_larger(size: tuple[int, int], expected: tuple[int, int]) -> None:
    assert opened(reencoded(picture(*size))).size == expected
    assert max(expected) <= LONGEST_SIDE


def test_where_and_when_it_was_taken_is_gone_and_it_stands_upright() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Camera"
    exif[ExifTags.Base.DateTime] = "2027:03:18 14:00:00"
    exif[ExifTags.Base.Orientation] = 6
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (51.0, 35.0, 0.0)
    taken = picture(400, 300, exif=exif, comment=b"secret place")
    assert b"Camera" in taken
    result = reencoded(taken)
    image = opened(result)
    assert not image.getexif()
    assert image.info.get("comment") is None
    assert b"Camera" not in result
    assert image.size == (300, 400)


def test_what_is_see_through_becomes_white() -> None:
    out = BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(out, "PNG")
    pixel = opened(reencoded(out.getvalue())).getpixel((25, 25))
    assert pixel == (255, 255, 255)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "JPEG"),
        (b"%PDF-1.7 not a picture", "JPEG"),
        (picture()[:200], "JPEG"),
        (picture(kind="GIF"), "JPEG"),
        (picture(kind="BMP"), "JPEG"),
        (bomb(), "beeldpunten"),
        (b"\xff\xd8" + b"x" * (8 * 1024 * 1024), "8 MB"),
    ],
    ids=["empty", "svg", "pdf", "cut off", "gif", "bmp", "bomb", "too large"],
)
def test_what_is_no_good_picture_is_refused_with_the_reason(app: Flask, data: bytes, says: str) -> None:
    with app.app_context():
        with pytest.raises(Refusal) as refusal:
            reencoded(data)
        assert refusal.value.field == "photo"
        assert says in refusal.value.message


@pytest.fixture
def house(make: Make) -> int:
    return make.house(slug="linde")


@pytest.fixture
def room(make: Make, house: int) -> int:
    return make.space(house, slug="zaal-a")


@pytest.fixture
def host(make: Make, house: int, as_person: Browse) -> FlaskClient:
    person = make.person()
    make.role(person, house, "host")
    return as_person(person)


def put(app: Flask, room: int, data: bytes | None, words: str = "Een lichte zaal") -> str:
    """Put a photo there; answers its path."""
    with app.app_context():
        put_photo(Actor.job(), room, data, words)
        return photo_path(db.session.get_one(Space, room), db.session.get_one(SpacePhoto, room).etag)


@pytest.mark.both
def test_photo_is_served_with_a_long_life_and_another_gets_another_address(
    app: Flask, client: FlaskClient, room: int
) -> None:
    path = put(app, room, picture())
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert "max-age=31536000" in answer.headers["Cache-Control"]
    assert "public" in answer.headers["Cache-Control"]
    assert opened(answer.data).size == (400, 300)
    assert client.get(path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    other = put(app, room, picture(200, 100))
    assert other != path
    assert client.get(path).status_code == 404
    assert opened(client.get(other).data).size == (200, 100)


def test_photo_is_found_under_the_rooms_old_address(app: Flask, client: FlaskClient, room: int) -> None:
    path = put(app, room, picture())
    with app.app_context(), transaction() as session:
        slugs.rename(session.get_one(Space, room), "zonzaal")
    assert client.get(path).status_code == 200
    assert client.get(path.replace("zaal-a", "zonzaal")).status_code == 200


def test_photo_of_a_private_room_is_for_hosts_of_that_house_only(
    app: Flask, client: FlaskClient, make: Make, house: int, host: FlaskClient, as_person: Browse
) -> None:
    hidden = make.space(house, slug="spreekkamer", private=True)
    path = put(app, hidden, picture())
    stranger = make.person()
    make.role(stranger, make.house(), "administrator")
    assert client.get(path).status_code == 404
    assert as_person(stranger).get(path).status_code == 404
    answer = host.get(path)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_words_to_a_photo_are_obligatory_and_can_be_changed_alone(app: Flask, room: int) -> None:
    path = put(app, room, picture())
    assert put(app, room, None, "Een donkere zaal") == path
    with app.app_context():
        assert db.session.get_one(SpacePhoto, room).description == "Een donkere zaal"
        with pytest.raises(Refusal) as refusal:
            put_photo(Actor.job(), room, picture(), "   ")
        assert refusal.value.field == "description"


def test_only_a_host_of_that_house_changes_a_photo(app: Flask, make: Make, room: int) -> None:
    put(app, room, picture())
    stranger = make.person()
    with app.app_context():
        with pytest.raises(NotAllowed):
            put_photo(Actor.self(stranger), room, picture(), "Lelijk")
        with pytest.raises(NotAllowed):
            remove_photo(Actor.self(stranger), room)
        assert db.session.get_one(SpacePhoto, room).description == "Een lichte zaal"


URL = "/house/linde/settings/rooms/zaal-a/photo"


def test_host_uploads_a_photo_and_takes_it_away_after_being_asked(app: Flask, room: int, host: FlaskClient) -> None:
    sent = {"photo": (BytesIO(picture()), "zaal.jpg"), "description": "Zaal met stoelen"}
    assert host.post(URL, data=sent).status_code == 303
    page = host.get("/house/linde/settings/rooms/zaal-a").text
    assert 'alt="Zaal met stoelen"' in page
    assert host.get(URL + "/remove").status_code == 200
    assert host.post(URL + "/remove").status_code == 303
    with app.app_context():
        assert db.session.get(SpacePhoto, room) is None
    assert host.get(URL + "/remove").status_code == 404


@pytest.mark.parametrize(
    ("data", "words"),
    [(None, "Zaal"), (b"no picture", "Zaal"), (picture(), ""), (picture(), "x" * 201), (bomb(), "Zaal")],
)
def test_photo_that_is_not_right_gets_a_message_and_changes_nothing(
    app: Flask, room: int, host: FlaskClient, data: bytes | None, words: str
) -> None:
    sent: dict[str, object] = {"description": words}
    if data is not None:
        sent["photo"] = (BytesIO(data), "../../etc/passwd.jpg")
    answer = host.post(URL, data=sent)
    assert answer.status_code == 422
    assert "wij-error__text" in answer.text
    with app.app_context():
        assert db.session.get(SpacePhoto, room) is None
