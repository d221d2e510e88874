"""Files of an old blog for tests: pictures, what only looks like one, and the items of an export that list them."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

from PIL import Image as Drawn

from tests.importing import essay_called
from tests.wxr import BLOG, cdata, item

UPLOADS = f"{BLOG}/wp-content/uploads"
CAMERA = "A camera with a serial number"


def picture(shade: int = 40, kind: str = "JPEG", size: tuple[int, int] = (90, 60)) -> bytes:
    """Return a picture of one colour that says which camera took it."""
    out = io.BytesIO()
    exif = Drawn.Exif()
    exif[0x010F] = CAMERA
    Drawn.new("RGB", size, (shade, 90, 120)).save(out, kind, exif=exif)
    return out.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes whose head says that it is this large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 999))
        + chunk(b"IEND", b"")
    )


def moving(frames: int, side: int) -> bytes:
    """Return a GIF of a few bytes a frame."""
    first, *others = [Drawn.new("L", (side, side), number * 5) for number in range(frames)]
    out = io.BytesIO()
    first.save(out, "GIF", save_all=True, append_images=others)
    return out.getvalue()


def from_a_telephone() -> bytes:
    """Return a JPEG with a second picture inside, as many telephones write it."""
    out = io.BytesIO()
    small = Drawn.new("RGB", (9, 6), "red")
    Drawn.new("RGB", (90, 60), "red").save(out, "MPO", save_all=True, append_images=[small])
    return out.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><title>x</title><script>alert(1)</script>"
# What is no picture, by the name under which it is handed over.
HOSTILE = {
    "drawing.svg": SVG,
    "drawing.jpg": SVG,
    "declared.png": b"\xef\xbb\xbf  <?xml version='1.0'?>" + SVG,
    "wide.gif": (b"\xff\xfe" + HTML.decode().encode("utf-16-le")),
    "page.jpg": HTML,
    "code.gif": b"GIF89a/*" + b"\0" * 30 + b"*/=1;alert(1)",
    "start.png": b"\x89PNG\r\n\x1a\n" + HTML,
    "server.jpg": b"<?php system($_GET['x']); ?>",
    "bomb.png": png_that_claims(60_000, 60_000),
    "cut.jpg": picture()[:300],
    "nothing.jpg": b"",
    "words.png": b"just words",
    "vector.jpg": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(%pipe%id) (r) file\n",
}


def put(folder: Path, files: dict[str, bytes]) -> Path:
    """Write files below a folder."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def meta(key: str, value: str) -> str:
    return f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value>{cdata(value)}</wp:meta_value></wp:postmeta>"


def attachment(number: int, name: str, title: str = "", alt: str = "", caption: str = "") -> str:
    """Return a file as WordPress lists it."""
    extra = f"<wp:attachment_url>{UPLOADS}/{name}</wp:attachment_url>" + meta("_wp_attachment_image_alt", alt)
    return item(number, title or name, post_type="attachment", status="inherit", excerpt=caption, extra=extra)


def shown(name: str, words: str = 'alt="A stair"') -> str:
    """Return the tag that shows a picture in a text."""
    return f'<img src="{UPLOADS}/{name}" {words}>'


def old_uploads(folder: Path) -> Path:
    """Return a folder with the uploads of the old blog: one picture, in three sizes, and a letter."""
    files = {
        "2021/03/stairs.jpg": picture(),
        "2021/03/stairs-30x20.jpg": picture(size=(30, 20)),
        "2021/03/stairs-60x40.jpg": picture(size=(60, 40)),
        "2021/03/letter.pdf": b"%PDF-1.4 a letter",
    }
    return put(folder / "uploads", files)


def kinds(title: str) -> list[str]:
    """Return the kinds of an essay's blocks."""
    return [block.block_type for block in essay_called(title).body]


def files_in(folder: Path) -> list[str]:
    """Return the files below a folder, the lock of imports excepted."""
    return sorted(
        str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file() and file.name != "lock"
    )
