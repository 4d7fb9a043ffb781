"""Pictures: whatever a phone made, as a plain JPEG of a modest size, without what the camera wrote in it."""

import warnings
from io import BytesIO
from typing import Final

from flask_babel import lazy_gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from app.refusals import Refusal

LONGEST_SIDE: Final = 1600
"""Pixels."""
MOST_BYTES: Final = 8 * 1024 * 1024
MOST_PIXELS: Final = 60_000_000
"""More than any phone makes; a small file that unfolds to more is an attack."""
FORMATS: Final = ("JPEG", "PNG", "WEBP")
_QUALITY: Final = 82


def reencoded(data: bytes) -> bytes:
    """The picture as a JPEG, upright, at most 1600 pixels long, with nothing of where and when in it.

    Raises Refusal (field `photo`) for what is no picture, is too large, or is broken.
    """
    if len(data) > MOST_BYTES:
        raise Refusal(_("This photo is too large. Use one of at most 8 MB."), field="photo")
    try:
        return _encoded(_decoded(data))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise Refusal(_("We cannot read this photo. Use a JPEG, PNG or WebP file."), field="photo") from error


def _decoded(data: bytes) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is below, and it refuses
        try:
            image = Image.open(BytesIO(data), formats=FORMATS)
        except Image.DecompressionBombError as error:
            raise _too_many_pixels() from error
        if image.width * image.height > MOST_PIXELS:
            raise _too_many_pixels()
        image.load()
    return image


def _encoded(image: Image.Image) -> bytes:
    upright = ImageOps.exif_transpose(image).convert("RGBA")
    page = Image.new("RGB", upright.size, "white")  # what is see-through becomes white, not black
    page.paste(upright, mask=upright)
    page.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    out = BytesIO()
    page.save(out, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return out.getvalue()


def _too_many_pixels() -> Refusal:
    return Refusal(_("This photo has too many dots. Make it smaller first."), field="photo")
