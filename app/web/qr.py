"""Square codes for a camera: an address on a poster, a card or a door that a phone can follow."""

import segno


def qr_of(address: str) -> str:
    """An address as a QR picture: a `data:` address for an <img>."""
    return segno.make(address, error="m", micro=False).svg_data_uri(scale=4, border=2)
