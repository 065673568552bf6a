"""What can be asked of a registry, in replica form; how is in `transport` and `wire`."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, BinaryIO, cast

from desktop.domain.errors import NotUnderstood, OutcomeUnknown, Refused
from desktop.domain.ids import RemoteRef
from desktop.domain.records import Json
from desktop.domain.registry import RegistryConfig
from desktop.runtime.clock import Clock
from desktop.zgw.auth import Credentials, Tokens
from desktop.zgw.parts import PartStream
from desktop.zgw.transport import Traffic, Transport
from desktop.zgw.wire import Wire

MOST_PAGES = 100_000


@dataclass(frozen=True)
class Page:
    """One page of a list; `count` is None for a bare array, `following` the URL of the next one."""

    raw: list[Any]
    count: int | None
    following: str = ""

    @cached_property
    def results(self) -> list[Json]:
        """The resources in replica form; rows that are no object are left out."""
        return [one for one in self.raw if isinstance(one, dict)]

    @property
    def is_whole(self) -> bool:
        """Tell whether every row is an object."""
        return all(isinstance(one, dict) for one in self.raw)


class RegistryClient:
    """One registry under one account. Safe to use from several threads."""

    def __init__(
        self,
        config: RegistryConfig,
        credentials: Credentials,
        *,
        clock: Clock,
        concurrency: int = 4,
        before_first_write: Callable[[], None] | None = None,
    ) -> None:
        """`before_first_write` is called once, just before something may change there."""
        self.config = config
        self.concurrency = concurrency
        self._wire = Wire(config)
        self._reading = threading.BoundedSemaphore(concurrency)
        self._transport = Transport(
            config, Tokens(config, credentials, clock), clock, pool=concurrency,
            translate=self._wire.read, before_first_write=before_first_write,
        )  # fmt: skip

    @property
    def traffic(self) -> Traffic:
        """Requests and bytes so far."""
        return self._transport.traffic

    @property
    def skew_s(self) -> float:
        """How far the registry's clock was last seen ahead of ours; 0 before any answer."""
        return self._transport.skew_s or 0.0

    def versions(self) -> dict[str, str]:
        """Give the version that each API said it has, as far as it was asked anything."""
        return dict(self._transport.versions)

    def close(self) -> None:
        """Close all connections."""
        self._transport.close()

    def offers(self, api: str) -> bool:
        """Tell whether this registry has an API at all."""
        return api in self.config.bases

    def get(self, ref: RemoteRef, params: Mapping[str, str] | None = None) -> Json:
        """Read one resource; raises NotUnderstood when the answer is not that resource (S21)."""
        answer = self._transport.send(
            ref.api, "GET", self._wire.url_of(ref), params=self._params(params)
        )
        body = self._record(answer.body)
        if body.get("url", str(ref)) != str(ref):
            raise NotUnderstood("other-record", what=str(ref))
        return body

    def page(self, api: str, path: str, params: Mapping[str, str] | None = None) -> Page:
        """Read the first page of a list; never more than `concurrency` pages are read at a time."""
        return self._page(api, "GET", f"{self.config.bases[api]}/{path}", self._params(params))

    def page_at(self, api: str, url: str) -> Page:
        """Read the page of a list that another one named, only below the base URL."""
        if not url.startswith(f"{self.config.bases[api]}/"):
            raise NotUnderstood("foreign-next", what=api)
        return self._page(api, "GET", url)

    def pages(
        self, api: str, path: str, params: Mapping[str, str] | None = None
    ) -> Generator[Page]:
        """Read a list page by page; follows `next` only below the base URL, refuses cycles."""
        url = f"{self.config.bases[api]}/{path}"
        yield from self._paged(api, "GET", url, self._params(params), None)

    def search(self, api: str, path: str, body: Json) -> Generator[Page]:
        """POST a `_zoek` and read its pages."""
        url = f"{self.config.bases[api]}/{path}"
        yield from self._paged(api, "POST", url, None, self._wire.to_wire(body))

    def _paged(
        self, api: str, method: str, url: str, params: Mapping[str, str] | None, body: Any
    ) -> Generator[Page]:
        seen: set[str] = set()
        base = f"{self.config.bases[api]}/"
        while True:
            page = self._page(api, method, url, params, body)
            yield page
            if not page.following:
                return
            if not page.following.startswith(base):
                raise NotUnderstood("foreign-next", what=url.removeprefix(base))
            if page.following in seen or len(seen) > MOST_PAGES:
                raise NotUnderstood("cycle", what=url.removeprefix(base))
            seen.add(page.following)
            url, params = page.following, None

    def _page(
        self,
        api: str,
        method: str,
        url: str,
        params: Mapping[str, str] | None = None,
        body: Any = None,
    ) -> Page:
        with self._reading:
            answer = self._transport.send(api, method, url, params=params, body=body, reading=True)
        found = answer.body
        if isinstance(found, list):
            return Page(found, None)
        if not isinstance(found, dict) or not isinstance(found.get("results"), list):
            raise NotUnderstood("list-shape", what=url.removeprefix(self.config.bases[api]))
        following = self._wire.to_wire(found.get("next"))
        return Page(found["results"], _count_of(found), str(following) if following else "")

    def listing(self, api: str, path: str, params: Mapping[str, str] | None = None) -> list[Json]:
        """Read a whole list; raises NotUnderstood when a row of it is no object."""
        found: list[Json] = []
        for page in self.pages(api, path, params):
            if not page.is_whole:
                raise NotUnderstood("list-shape", what=path)
            found += page.results
        return found

    def create(self, api: str, path: str, body: Json, *, mark: str) -> Json:
        """POST a new resource; the answer must carry a URL of this registry (S6)."""
        url = f"{self.config.bases[api]}/{path}"
        answer = self._transport.send(api, "POST", url, body=self._wire.to_wire(body), mark=mark)
        found = answer.body
        if not isinstance(found, dict) or not str(found.get("url", "")).startswith("zgw://"):
            raise OutcomeUnknown("answer-unreadable", status=answer.status)
        return found

    def register(self, api: str, path: str, body: Json, *, mark: str) -> Json:
        """POST a call that makes several resources, all or none; gives what was made, by name.

        Who asked checks that it is all there: each resource under the name it was sent by.
        """
        url = f"{self.config.bases[api]}/{path}"
        answer = self._transport.send(api, "POST", url, body=self._wire.to_wire(body), mark=mark)
        found = answer.body
        if not isinstance(found, dict):
            raise OutcomeUnknown("answer-unreadable", status=answer.status)
        return found

    def patch(self, ref: RemoteRef, body: Json, *, mark: str) -> Json:
        """PATCH a resource; gives the answered body."""
        return self._change("PATCH", ref, body, mark)

    def put(self, ref: RemoteRef, body: Json, *, mark: str) -> Json:
        """PUT a whole resource; gives the answered body."""
        return self._change("PUT", ref, body, mark)

    def _change(self, method: str, ref: RemoteRef, body: Json, mark: str) -> Json:
        answer = self._transport.send(
            ref.api, method, self._wire.url_of(ref), body=self._wire.to_wire(body), mark=mark
        )
        found = answer.body
        if not isinstance(found, dict) or found.get("url", str(ref)) != str(ref):
            raise OutcomeUnknown("answer-unreadable", status=answer.status)
        return found

    def delete(self, ref: RemoteRef, *, mark: str) -> None:
        """DELETE a resource; already gone is fine."""
        try:
            self._transport.send(ref.api, "DELETE", self._wire.url_of(ref), mark=mark)
        except Refused as refused:
            if refused.status != 404 or refused.code != "not_found":
                raise

    def lock(self, ref: RemoteRef, *, mark: str) -> str:
        """Lock a document; gives the lock, to be kept until unlocked."""
        url = f"{self._wire.url_of(ref)}/lock"
        answer = self._transport.send(ref.api, "POST", url, body={}, mark=mark)
        found = answer.body.get("lock") if isinstance(answer.body, dict) else None
        if not isinstance(found, str) or not found:
            raise OutcomeUnknown("answer-unreadable", status=answer.status)
        return found

    def unlock(self, ref: RemoteRef, lock: str, *, mark: str) -> None:
        """Unlock a document; puts its parts together."""
        url = f"{self._wire.url_of(ref)}/unlock"
        self._transport.send(ref.api, "POST", url, body={"lock": lock}, mark=mark)

    def put_part(
        self,
        ref: RemoteRef,
        lock: str,
        content: BinaryIO,
        size_bytes: int,
        *,
        mark: str,
        progress: Callable[[int], None] | None = None,
    ) -> None:
        """Send one bestandsdel from where `content` stands."""
        stream = PartStream(content, size_bytes, lock, progress)
        self._transport.put_stream(
            ref.api, self._wire.url_of(ref), stream.content_type, cast(BinaryIO, stream), mark
        )

    def download(
        self, ref: RemoteRef, *, versie: int | None = None, offset: int = 0
    ) -> Iterator[bytes]:
        """Read the content of a document from an offset."""
        params = {} if versie is None else {"versie": str(versie)}
        url = f"{self._wire.url_of(ref)}/download"
        yield from self._transport.stream(ref.api, url, params, offset)

    def post(self, api: str, path: str, body: Json) -> Any:
        """POST to something that is not a resource of a case (objecttypen, reservations)."""
        url = f"{self.config.bases[api]}/{path}"
        answer = self._transport.send(api, "POST", url, body=self._wire.to_wire(body))
        return answer.body

    @staticmethod
    def _record(body: Any) -> Json:
        if not isinstance(body, dict):
            raise NotUnderstood("record-shape", what=type(body).__name__)
        return cast(Json, body)

    def _params(self, params: Mapping[str, str] | None) -> dict[str, str] | None:
        if params is None:
            return None
        return {key: str(self._wire.to_wire(value)) for key, value in params.items()}


def _count_of(page: Mapping[str, Any]) -> int | None:
    count = page.get("count")
    return count if isinstance(count, int) and not isinstance(count, bool) else None
