"""Pure: text files of any common encoding, and e-mails as text. Nothing here follows a link."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from html.parser import HTMLParser

_HEADERS = ("from", "to", "cc", "date", "subject")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MOST_PARTS = 200


def text_of(content: bytes) -> str:
    """Read text: by its byte order mark, else as UTF-8, else as Windows wrote it; never raises.

    A character that was cut at the end of `content` is left out.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(content)
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


@dataclass(frozen=True, slots=True)
class MailText:
    """An e-mail to read: (header, value) in a fixed order, the text, the names of what hangs on."""

    headers: tuple[tuple[str, str], ...]
    text: str
    attachments: tuple[str, ...]

    def words(self) -> str:
        """Give everything of it as one text, for search."""
        values = [value for _, value in self.headers]
        return "\n".join([*values, self.text, *self.attachments])


def mail_of(content: bytes) -> MailText | None:
    """Read an e-mail: its text part, or the words of its HTML part; None when it is none."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(content)
        headers = tuple((name, _clean(str(message[name]))) for name in _HEADERS if message[name])
        text, attachments = _body(message)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
    return MailText(headers, text, attachments) if headers or text else None


def _body(message: EmailMessage) -> tuple[str, tuple[str, ...]]:
    texts: dict[str, list[str]] = {"plain": [], "html": []}
    names = []
    for number, part in enumerate(message.walk()):
        if number >= _MOST_PARTS:
            break
        name = part.get_filename()
        if name or part.get_content_disposition() == "attachment":
            names.append(_clean(str(name or part.get_content_type())))
        elif part.get_content_maintype() == "text":
            decoded = _decoded(part)
            texts.setdefault(part.get_content_subtype(), []).append(decoded)
    text = "\n".join(texts["plain"]) or words_of_html("\n".join(texts["html"]))
    return text.strip(), tuple(names)


def _decoded(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    try:
        return payload.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return text_of(payload)


def _clean(text: str) -> str:
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())[:500]


class _Words(HTMLParser):
    _HIDDEN = frozenset({"script", "style", "head", "title"})
    _BLOCKS = frozenset({"p", "br", "div", "tr", "li", "h1", "h2", "h3", "table", "blockquote"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in self._HIDDEN
        if tag in self._BLOCKS:
            self.out.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._HIDDEN and self._hidden:
            self._hidden -= 1

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.out.append(data)


def words_of_html(html: str) -> str:
    """Give what a person reads of HTML, line by line; nothing is loaded, nothing is run."""
    parser = _Words()
    parser.feed(html)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.out).splitlines())
    return "\n".join(line for line in lines if line)
