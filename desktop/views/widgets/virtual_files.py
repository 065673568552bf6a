"""Files that another program offers without having written them: messages and their attachments.

Outlook on Windows names them in a FILEGROUPDESCRIPTORW and gives contents by index; Qt hands
both on under formats of its own. Mail programs elsewhere give `message/rfc822`. Outlook gives a
whole message as an OLE storage, which Qt does not read: then there is a name without a content.
"""

from __future__ import annotations

import struct

from PySide6.QtCore import QMimeData

from desktop.operations.documenten.documents import Pasted

_GROUP = 'application/x-qt-windows-mime;value="FileGroupDescriptorW"'
_CONTENTS = 'application/x-qt-windows-mime;value="FileContents";index={}'
_MESSAGE = "message/rfc822"
_DESCRIPTOR_BYTES, _NAME_AT = 592, 72
_MOST = 500


def holds_virtual_files(mime: QMimeData) -> bool:
    """Tell whether another program offers files that are not on the disk."""
    return mime.hasFormat(_GROUP) or mime.hasFormat(_MESSAGE)


def virtual_files(mime: QMimeData, message_name: str) -> list[Pasted]:
    """Give what is offered; an empty content is one that the other program keeps to itself."""
    names = names_in(bytes(mime.data(_GROUP).data()))
    if names:
        contents = [bytes(mime.data(_CONTENTS.format(n)).data()) for n in range(len(names))]
        return [Pasted(name, content) for name, content in zip(names, contents, strict=True)]
    if mime.hasFormat(_MESSAGE):
        return [Pasted(message_name, bytes(mime.data(_MESSAGE).data()))]
    return []


def names_in(group: bytes) -> list[str]:
    """Read the names of a FILEGROUPDESCRIPTORW; what is cut off is left out."""
    if len(group) < 4:
        return []
    whole = (len(group) - 4) // _DESCRIPTOR_BYTES
    count = min(struct.unpack_from("<I", group)[0], whole, _MOST)
    rows = (group[4 + n * _DESCRIPTOR_BYTES :][:_DESCRIPTOR_BYTES] for n in range(count))
    names = (row[_NAME_AT:].decode("utf-16-le", "replace").split("\0", 1)[0] for row in rows)
    return [name or "document" for name in names]
