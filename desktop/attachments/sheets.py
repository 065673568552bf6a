"""The words of a spreadsheet as Excel saved it until 2007 (`.xls`), by calamine.

A native library in a language that guards its memory; it is loaded in the process apart only.
"""

from __future__ import annotations

import io


def sheet_words(content: bytes, most_characters: int) -> str:
    """Give what stands in the cells, row after row, at most so many characters.

    Raises what calamine raises for a file that it cannot read, or that asks for a password.
    """
    from python_calamine import CalamineWorkbook  # noqa: PLC0415  most never need it

    found: list[str] = []
    count = 0
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        for number, name in enumerate(book.sheet_names):
            found.append(name)
            for row in book.get_sheet_by_index(number).iter_rows():
                words = " ".join(str(cell) for cell in row if cell != "")
                found.append(words)
                count += len(words)
                if count >= most_characters:
                    return "\n".join(found)[:most_characters]
    return "\n".join(found)[:most_characters]
