"""Pure: file names that every file system likes, and files that are programs.

Names come from people, cameras and strangers: path tricks, names that Windows keeps for devices,
characters that turn the reading direction, no extension, three hundred characters.
"""

from __future__ import annotations

import mimetypes
import re
import unicodedata

MOST_CHARACTERS = 200
MOST_BYTES = 250
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]')
_RESERVED = {"con", "prn", "aux", "nul", "conin$", "conout$", *(
    f"{name}{number}" for name in ("com", "lpt") for number in "123456789¹²³"
)}  # fmt: skip
_EXECUTABLE = frozenset(
    {
        ".exe", ".bat", ".cmd", ".com", ".msi", ".scr", ".ps1", ".vbs", ".vbe", ".js", ".jse",
        ".jar", ".sh", ".app", ".lnk", ".reg", ".hta", ".cpl", ".pif", ".wsf", ".wsh", ".msc",
        ".msix", ".appimage", ".desktop", ".dll", ".gadget", ".scf", ".url",
    }
)  # fmt: skip
_MAGIC = (b"MZ", b"\x7fELF", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xcf\xfa\xed\xfe",
          b"\xce\xfa\xed\xfe", b"#!")  # fmt: skip
_MEDIA_TYPES = {
    ".heic": "image/heic", ".heif": "image/heif", ".webp": "image/webp", ".avif": "image/avif",
    ".eml": "message/rfc822", ".msg": "application/vnd.ms-outlook",
}  # fmt: skip
"""What not every system knows."""


def media_type(name: str) -> str:
    """Give the media type that a file name stands for."""
    suffix = name[name.rfind(".") :].casefold() if "." in name else ""
    known = _MEDIA_TYPES.get(suffix) or mimetypes.guess_type(name)[0]
    return known or "application/octet-stream"


def safe_name(name: str) -> str:
    """Give a file name that every file system likes, never empty, at most 200 characters."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    clean = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", last))
    clean = "".join(one if unicodedata.category(one)[0] != "C" else "_" for one in clean)
    clean = clean.strip(" .") or "document"
    if clean.split(".", 1)[0].strip().casefold() in _RESERVED:
        clean = f"_{clean}"
    return _short(clean)


def _short(name: str) -> str:
    """Shorten a name in front of its extension."""
    stem, dot, suffix = name.rpartition(".")
    if not stem or len(suffix) > 15:
        stem, dot, suffix = name, "", ""
    tail = dot + suffix
    while len(stem) + len(tail) > MOST_CHARACTERS or len((stem + tail).encode()) > MOST_BYTES:
        stem = stem[:-1]
    return (stem.rstrip(" .") or "document") + tail


def is_executable(name: str, head: bytes = b"") -> bool:
    """Tell whether a file is a program: by its extension, or by how it begins."""
    clean = safe_name(name).casefold()
    suffix = clean[clean.rfind(".") :] if "." in clean else ""
    return suffix in _EXECUTABLE or head.startswith(_MAGIC)
