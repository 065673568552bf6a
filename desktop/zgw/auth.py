"""Tokens: a JWT per ZGW application (guide 3.1), a fixed token for the Objecten API."""

from __future__ import annotations

import threading
import warnings
from dataclasses import dataclass, field

import jwt
from jwt.warnings import InsecureKeyLengthWarning

from desktop.domain.registry import RegistryConfig
from desktop.runtime.clock import Clock

# How long a secret is, is the registry's choice; the warning would only disturb scripts.
warnings.filterwarnings("ignore", category=InsecureKeyLengthWarning)

_KEEP_S = 240.0
_BEHIND_S = 2


@dataclass(frozen=True, slots=True)
class Credentials:
    """The secrets of one account; never logged, never part of an error."""

    secret: str = field(repr=False)
    objecten_token: str = field(default="", repr=False)


class Tokens:
    """Makes and keeps tokens for a few minutes; corrects `iat` by the measured skew."""

    def __init__(self, config: RegistryConfig, credentials: Credentials, clock: Clock) -> None:
        self._config = config
        self._credentials = credentials
        self._clock = clock
        self._guard = threading.Lock()
        self._token = ""
        self._made_s = 0.0
        self.skew_s = 0.0
        """How far the registry's clock is ahead of ours."""

    def header(self, api: str) -> str:
        """Give the Authorization header for an API."""
        if api in {"objecten", "objecttypen"}:
            return f"Token {self._credentials.objecten_token}"
        with self._guard:
            now = self._clock.monotonic_s()
            if not self._token or now - self._made_s > _KEEP_S:
                self._token = self._sign()
                self._made_s = now
            return f"Bearer {self._token}"

    def correct(self, skew_s: float | None) -> None:
        """Take over the registry's clock as measured; the next request signs a new token."""
        with self._guard:
            self._token = ""
            if skew_s is not None:
                self.skew_s = skew_s

    def _sign(self) -> str:
        issued = self._clock.now_utc().timestamp() + self.skew_s - _BEHIND_S
        claims = {
            "iss": self._config.client_id,
            "client_id": self._config.client_id,
            "iat": int(issued),
            "user_id": self._config.user_id,
            "user_representation": self._config.user_name,
        }
        return jwt.encode(claims, self._credentials.secret, algorithm="HS256")
