"""Claims as data frames, with the columns of the archive's claims (extras ``pandas`` and ``polars``)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from claimx.archives.rows import Row, claim_rows
from claimx.archives.schema import FRAME, arrow_schema
from claimx.errors import ExtraError, InputError
from claimx.many import as_list
from claimx.records import Extraction, whole

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

__all__ = ["formula_safe", "to_frame", "to_polars"]

_CLOSED = {column.name: list(column.values) for column in FRAME if column.values}  # noqa: PD011  no frame
_SIGNS = r"=+@＝＋－＠\-"
# Where a formula begins: at the head of a text, and behind what separates cells, for a French spreadsheet
# cuts at the semicolons of a file whose separator is a comma.
_FORMULA = re.compile(
    rf"""\A(?=[\s\0\ufeff]{{0,99}}[{_SIGNS}]|[\t\r\n])|(?<=[,;\t\r\n])(?=["']{{0,99}}[{_SIGNS}]|["'\s]{{0,99}}[=@＝＠])"""
)


def to_frame(
    extractions: Extraction | Iterable[Extraction], *, ids: Iterable[str] | None = None
) -> pd.DataFrame:
    """The claims of one extraction or many as a pandas DataFrame, one a row.

    The columns are those of the archive's table ``claims``: days are ``datetime64``, numbers Arrow decimals
    (exact; ``astype(float)`` to divide them), the closed lists of values categories, lists Arrow lists.
    ``article`` is the place of the extraction, from 0, and ``article_id`` its id in ``ids``, else that place.
    What read them is not known: ``claimx_version`` and ``model`` are null.

    Raises ``InputError`` when these are no extractions, or when ``ids`` has not one for each; ``ExtraError``
    without pandas.
    """
    try:
        import pandas as pd  # noqa: PLC0415  an extra
    except ImportError as error:
        raise ExtraError("to_frame needs pandas: pip install 'claimx[pandas]'") from error

    def dtype(kind: pa.DataType) -> pd.api.extensions.ExtensionDtype | None:
        """The dtypes where pandas would take Python objects."""
        if str(kind) == "string":
            return pd.StringDtype("pyarrow")
        return pd.ArrowDtype(kind) if str(kind).startswith(("decimal", "list")) else None

    frame = cast("pd.DataFrame", _arrow(extractions, ids).to_pandas(types_mapper=dtype, date_as_object=False))
    return frame.astype({name: pd.CategoricalDtype(values) for name, values in _CLOSED.items()})


def to_polars(
    extractions: Extraction | Iterable[Extraction], *, ids: Iterable[str] | None = None
) -> pl.DataFrame:
    """The claims of one extraction or many as a Polars DataFrame, one a row; as ``to_frame``.

    Raises ``InputError`` when these are no extractions, or when ``ids`` has not one for each; ``ExtraError``
    without Polars.
    """
    try:
        import polars as pl  # noqa: PLC0415  an extra
    except ImportError as error:
        raise ExtraError("to_polars needs Polars: pip install 'claimx[polars]'") from error
    frame = pl.DataFrame(_arrow(extractions, ids))
    return frame.cast({name: pl.Enum(values) for name, values in _CLOSED.items()})


def formula_safe(frame: pd.DataFrame) -> pd.DataFrame:
    """A copy of a pandas DataFrame to write for a spreadsheet: no text in it is taken for a formula.

    Texts that begin as a formula does ("+35 %", "=…", "@…") get an apostrophe before them, and so does what
    would begin as one if the text were cut at a comma, a semicolon or a tab; lists become texts.

    >>> import pandas as pd
    >>> formula_safe(pd.DataFrame({"text": ["+35 %", "3 M€"]}))["text"].tolist()
    ["'+35 %", '3 M€']
    """
    safe = frame.copy()
    for place, dtype in enumerate(frame.dtypes):
        if _holds_text(dtype):
            safe.isetitem(place, frame.iloc[:, place].map(_safe).array)
    safe.columns = safe.columns.map(_safe)
    if _holds_text(safe.index.dtype):
        safe.index = safe.index.map(_safe)
    return safe


def _holds_text(dtype: object) -> bool:
    return str(dtype).startswith(("object", "string", "str", "list", "category"))


def _safe(value: object) -> object:
    if isinstance(value, str):
        return _FORMULA.sub("'", value)
    return _safe("; ".join(map(str, value))) if isinstance(value, Iterable) else value


def _arrow(extractions: Extraction | Iterable[Extraction], ids: Iterable[str] | None) -> pa.Table:
    import pyarrow as pa  # noqa: PLC0415  loaded by who makes tables only

    read = as_list(extractions)
    named = [str(place) for place in range(len(read))] if ids is None else list(ids)
    if len(named) != len(read):
        raise InputError(f"{len(named)} ids for {len(read)} extractions: give each one")
    rows = [
        row
        for place, (name, extraction) in enumerate(zip(named, read, strict=True))
        for row in claim_rows(place, name, extraction)
    ]
    return pa.Table.from_pylist([_encodable(row) for row in rows], arrow_schema(FRAME))


def _encodable(row: Row) -> Row:
    """A row without lone surrogates, which Arrow has no room for; offsets stay as they are."""
    return {name: _replaced(value) for name, value in row.items()}


def _replaced(value: object) -> object:
    if isinstance(value, str):
        return whole(value)
    return [_replaced(each) for each in value] if isinstance(value, list | tuple) else value
