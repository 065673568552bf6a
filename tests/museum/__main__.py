"""Make the specimens that are missing, of the present formats: `python -m tests.museum`.

Run it before a stored format changes, and commit what it wrote. A specimen is never written again.
"""

from __future__ import annotations

import json
import sys

from desktop.models.migrations.steps import LATEST
from desktop.security import keys
from desktop.security.cipher import MAGIC, PREFIX_BYTES, SegmentWriter

from tests.museum.specimen import CONTENT, FOLDER, KEY, KEY_FILE, PASSPHRASE, format_name, furnish


def main() -> int:
    """Write a replica, a content and a wrapped key, each of the present format."""
    replica = FOLDER / f"schema-{LATEST}.db"
    if not replica.exists():
        furnish(replica)
        print(f"made {replica.name}")
    blob = FOLDER / f"{format_name(MAGIC)}.bin"
    if not blob.exists():
        with blob.open("wb") as sink:
            writer = SegmentWriter(sink, KEY, bytes(PREFIX_BYTES))
            writer.write(CONTENT)
            writer.close()
        print(f"made {blob.name}")
    key = FOLDER / KEY_FILE
    if not key.exists():
        key.write_text(json.dumps(keys._wrap(KEY, PASSPHRASE)))
        print(f"made {key.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
