"""Op slot: what opens the koffer, when it locks, and what happens to readable copies meanwhile."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from desktop.config import policy
from desktop.domain.errors import BadInput, Damaged, Environment
from desktop.operations import locking, registries
from desktop.operations.documenten import checkouts
from desktop.operations.workspace import Workspace
from desktop.security import keys

from tests.unit.security.test_cipher_and_keys import DictVault
from tests.world.laptops import Laptop, World
from tests.world.papers import sent

PASSPHRASE, PIN = "test", "246810"


@pytest.fixture
def laptop(world: World) -> Laptop:
    return world.laptop()


@pytest.fixture(autouse=True)
def no_policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the policy of the device be a file of this test, which is not there."""
    path = tmp_path / "beleid.json"
    monkeypatch.setattr(policy, "policy_file", lambda: path)
    cheap = {"iterations": 1, "lanes": 1, "memory_cost": 8}
    monkeypatch.setattr(keys, "_ARGON2", cheap)  # what it costs is not asked here
    return path


def test_a_pin_code_in_front_of_the_keyring_is_asked_for_from_then_on(tmp_path: Path) -> None:
    vault = DictVault()
    ws = Workspace.open(tmp_path / "p", vault=vault)
    (bare,) = vault.kept.values()
    assert locking.setting(ws).kind == "none"
    locking.change_secret(ws, None, PIN)
    assert locking.setting(ws).kind == "pin"
    ws.close()
    assert not any(bare in one for one in vault.kept.values()), "the bare key left the keyring"
    with pytest.raises(Environment, match="pin-needed"):
        Workspace.open(tmp_path / "p", vault=vault)
    with pytest.raises(Damaged, match="wrong-pin"):
        Workspace.open(tmp_path / "p", vault=vault, passphrase="135790")
    ws = Workspace.open(tmp_path / "p", vault=vault, passphrase=PIN)
    locking.change_secret(ws, PIN, None)
    ws.close()
    Workspace.open(tmp_path / "p", vault=vault).close()
    assert len(vault.kept) == 1, "nothing of an earlier secret stays behind"


def test_another_passphrase_opens_the_same_koffer_and_the_old_one_nothing(tmp_path: Path) -> None:
    ws = Workspace.open(tmp_path / "p", passphrase="een oude zin")
    name = ws.device()
    locking.change_secret(ws, "een oude zin", "een nieuwe zin")
    with pytest.raises(BadInput, match="passphrase-stays"):
        locking.change_secret(ws, "een nieuwe zin", None)
    ws.close()
    with pytest.raises(Damaged, match="wrong-passphrase"):
        Workspace.open(tmp_path / "p", passphrase="een oude zin")
    ws = Workspace.open(tmp_path / "p", passphrase="een nieuwe zin")
    assert ws.device() == name
    ws.close()


def test_whoever_does_not_know_the_old_secret_sets_no_new_one(laptop: Laptop) -> None:
    with pytest.raises(Damaged, match="wrong-passphrase"):
        locking.change_secret(laptop.ws, "gegokt", "een nieuwe zin")
    with pytest.raises(BadInput, match="pin-too-short"):
        locking.change_secret(laptop.ws, PASSPHRASE, "12345")
    locking.unlock(laptop.ws, PASSPHRASE)


class DyingVault(DictVault):
    """A keyring whose program dies at its nth change."""

    def __init__(self, changes: int) -> None:
        super().__init__()
        self.left = changes

    def set(self, name: str, value: str) -> None:
        self._count()
        super().set(name, value)

    def delete(self, name: str) -> None:
        self._count()
        super().delete(name)

    def _count(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise KeyboardInterrupt


@pytest.mark.parametrize("changes", [1, 2])
def test_a_change_of_pin_that_is_cut_off_leaves_a_koffer_that_opens(
    tmp_path: Path, changes: int
) -> None:
    vault = DyingVault(changes)
    ws = Workspace.open(tmp_path / "p", vault=vault)
    with pytest.raises(KeyboardInterrupt):
        locking.change_secret(ws, None, PIN)
    ws.close()
    secret = None if locking.setting(ws).kind == "none" else PIN
    Workspace.open(tmp_path / "p", vault=vault, passphrase=secret).close()


def test_saved_work_is_kept_and_no_readable_copy_stays_while_locked(laptop: Laptop) -> None:
    one = sent(laptop)
    out = checkouts.checkout(laptop.ws, one.attached.id)
    out.path.write_bytes(b"op de valreep opgeslagen")
    assert locking.put_away(laptop.ws) == []
    assert not out.path.exists()
    with pytest.raises(Damaged):
        locking.unlock(laptop.ws, "gegokt")
    assert not out.path.exists(), "a wrong secret brings nothing back"
    locking.unlock(laptop.ws, PASSPHRASE)
    assert out.path.read_bytes() == b"op de valreep opgeslagen"
    checkouts.checkin(laptop.ws, one.attached.id)
    laptop.sync_until_quiet(4)
    assert b"op de valreep opgeslagen" in one.world.content(one.number)


@pytest.mark.parametrize("mark", [".~lock.{}#", "~${}"])
def test_a_copy_that_an_office_program_has_open_is_left_to_it_and_kept_all_the_same(
    laptop: Laptop, mark: str
) -> None:
    one = sent(laptop)
    out = checkouts.checkout(laptop.ws, one.attached.id)
    out.path.write_bytes(b"tussendoor opgeslagen")
    beside = out.path.with_name(mark.format(out.path.name))
    beside.write_bytes(b"")
    assert locking.put_away(laptop.ws) == [out.path]
    assert out.path.read_bytes() == b"tussendoor opgeslagen"
    beside.unlink()
    assert locking.put_away(laptop.ws) == []
    locking.unlock(laptop.ws, PASSPHRASE)
    assert out.path.read_bytes() == b"tussendoor opgeslagen"


def test_a_file_that_the_person_named_is_theirs_also_when_the_koffer_locks(
    laptop: Laptop, tmp_path: Path
) -> None:
    one = sent(laptop)
    theirs = tmp_path / "mijn brief.txt"
    checkouts.checkout(laptop.ws, one.attached.id, theirs)
    assert locking.put_away(laptop.ws) == []
    assert theirs.exists()


def test_the_organisation_says_how_late_at_most_and_a_person_only_sooner(
    laptop: Laptop, no_policy: Path
) -> None:
    ws = laptop.ws
    assert locking.setting(ws).after_min == 0
    assert locking.lock_after(ws, 30).after_min == 30
    no_policy.write_text(json.dumps({"lock_after_min": 10}))
    assert (locking.setting(ws).after_min, locking.setting(ws).policy_min) == (10, 10)
    for minutes in (0, 11):
        with pytest.raises(BadInput, match="lock-policy"):
            locking.lock_after(ws, minutes)
    assert locking.lock_after(ws, 5).after_min == 5


@pytest.mark.parametrize("text", ["{", "[]", '{"lock_after_min": "10"}', '{"lock_after_min": -1}'])
def test_a_policy_that_cannot_be_understood_counts_as_the_strictest(
    laptop: Laptop, no_policy: Path, text: str
) -> None:
    no_policy.write_text(text)
    assert locking.setting(laptop.ws).after_min == policy.STRICTEST_MIN


@pytest.mark.parametrize("minutes", [-1, locking.MOST_MIN + 1])
def test_minutes_that_make_no_sense_are_refused(laptop: Laptop, minutes: int) -> None:
    with pytest.raises(BadInput, match="lock-minutes"):
        locking.lock_after(laptop.ws, minutes)


def test_a_koffer_to_practise_in_takes_no_real_register_before_it_has_a_passphrase_of_its_own(
    tmp_path: Path,
) -> None:
    ws = Workspace.open(tmp_path / "p", passphrase=keys.PRACTICE)
    real = {
        "zaken": "https://zaken.example.nl/zaken/api/v1", "client_id": "koffer", "secret": "geheim",
        "catalogi": "https://zaken.example.nl/catalogi/api/v1", "user_id": "m-yilmaz",
        "documenten": "https://zaken.example.nl/documenten/api/v1", "rsin": "123456782",
        "user_name": "Meryem Yılmaz",
    }  # fmt: skip
    with pytest.raises(BadInput, match="passphrase-known"):
        registries.add(ws, "echt", real)
    with ws.replica.read() as reader:
        assert reader.registries.all() == []
    locking.change_secret(ws, keys.PRACTICE, "een eigen zin")
    assert registries.add(ws, "echt", real).name == "echt"
    ws.close()
