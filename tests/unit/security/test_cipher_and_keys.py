"""Contents and keys: unreadable without the key, and any tampering is noticed."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from desktop.attachments.store import BlobStore, Stopped
from desktop.domain.errors import Damaged, Environment
from desktop.domain.ids import BlobId
from desktop.security.cipher import SEGMENT_BYTES, SegmentReader, SegmentWriter
from desktop.security.keyring import system_vault
from desktop.security.keys import open_key
from hypothesis import given, settings
from hypothesis import strategies as st

KEY = b"k" * 32
SIZES = st.sampled_from(
    [0, 1, 100, SEGMENT_BYTES - 1, SEGMENT_BYTES, SEGMENT_BYTES + 1, 2 * SEGMENT_BYTES]
)


def sealed(content: bytes) -> bytes:
    sink = io.BytesIO()
    writer = SegmentWriter(sink, KEY, b"p" * 7)
    writer.write(content)
    writer.close()
    return sink.getvalue()


@settings(max_examples=20)
@given(SIZES)
def test_any_content_comes_back_byte_for_byte(size: int) -> None:
    content = bytes(i % 251 for i in range(size))
    reader = io.BufferedReader(SegmentReader(io.BytesIO(sealed(content)), KEY))
    assert reader.read() == content
    if size > 10:
        reader.seek(size // 2)
        assert reader.read() == content[size // 2 :]


@settings(max_examples=30)
@given(st.data())
def test_a_flipped_bit_or_a_missing_end_is_damage(data: st.DataObject) -> None:
    whole = bytearray(sealed(b"inhoud" * 50_000))
    place = data.draw(st.integers(0, len(whole) - 1))
    if data.draw(st.booleans()):
        whole[place] ^= 1 << data.draw(st.integers(0, 7))
    else:
        del whole[place:]
    with pytest.raises(Damaged):
        io.BufferedReader(SegmentReader(io.BytesIO(bytes(whole)), KEY)).read()


def test_segments_cannot_change_places() -> None:
    whole = sealed(b"a" * SEGMENT_BYTES + b"b" * SEGMENT_BYTES + b"c")
    size = SEGMENT_BYTES + 16
    head, one, two = whole[:15], whole[15 : 15 + size], whole[15 + size : 15 + 2 * size]
    swapped = head + two + one + whole[15 + 2 * size :]
    with pytest.raises(Damaged):
        io.BufferedReader(SegmentReader(io.BytesIO(swapped), KEY)).read()


class Failing(io.BytesIO):
    """A source that breaks in the middle."""

    def read(self, size: int | None = -1) -> bytes:
        del size
        raise OSError("the card was pulled out")


def test_a_source_that_breaks_leaves_nothing_behind(tmp_path: Path) -> None:
    store = BlobStore(tmp_path)
    with pytest.raises(Environment):
        store.put(Failing(), BlobId("b"), KEY)
    assert list(tmp_path.iterdir()) == []


def test_stopping_leaves_nothing_behind(tmp_path: Path) -> None:
    from threading import Event

    stop = Event()
    stop.set()
    with pytest.raises(Stopped):
        BlobStore(tmp_path).put(io.BytesIO(b"x"), BlobId("b"), KEY, stop=stop)
    assert list(tmp_path.iterdir()) == []


def test_orphans_are_swept_and_known_contents_stay(tmp_path: Path) -> None:
    store = BlobStore(tmp_path)
    known, orphan = BlobId("ab" * 16), BlobId("cd" * 16)
    for name in (known, orphan):
        store.put(io.BytesIO(b"x"), name, KEY)
    assert store.sweep({known}, older_than_utc_s=4e9) == 1
    assert store.exists(known)


def test_without_a_keyring_and_without_a_passphrase_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(Environment) as caught:
        open_key(tmp_path, vault=None, passphrase=None)
    assert caught.value.key == "no-keyring"
    assert list(tmp_path.iterdir()) == []


def test_a_keyring_that_stores_nothing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring
    from keyring.backends import null

    monkeypatch.setattr(keyring, "get_keyring", null.Keyring)
    with pytest.raises(Environment):
        system_vault()


class DictVault:
    """A vault for tests of the file beside it."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        return self.kept.get(name)

    def set(self, name: str, value: str) -> None:
        self.kept[name] = value

    def delete(self, name: str) -> None:
        self.kept.pop(name, None)


def test_a_passphrase_gives_the_same_key_and_another_one_none(tmp_path: Path) -> None:
    key = open_key(tmp_path, vault=None, passphrase="een goede zin")
    assert open_key(tmp_path, vault=None, passphrase="een goede zin") == key
    assert key.hex() not in (tmp_path / "key.json").read_text()
    with pytest.raises(Damaged) as caught:
        open_key(tmp_path, vault=None, passphrase="een andere zin")
    assert caught.value.key == "wrong-passphrase"


def test_a_key_is_never_made_again_over_an_existing_replica(tmp_path: Path) -> None:
    vault = DictVault()
    open_key(tmp_path, vault=vault, passphrase=None)
    (tmp_path / "replica.db").write_bytes(b"x")
    vault.kept.clear()
    with pytest.raises(Damaged) as caught:
        open_key(tmp_path, vault=vault, passphrase=None)
    assert caught.value.key == "key-missing"
