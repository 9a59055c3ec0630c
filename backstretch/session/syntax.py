"""From bytes to TOML values: what is no TOML is reported, and the rest is read all the same."""

import codecs
import tomllib

from backstretch.base.toml_bounds import MAX_BYTES, MAX_KEY_PARTS, MAX_TABLES, has_too_many_tables, long_key
from backstretch.session.faults import Document, Fault, fault_at


def read_document(data: bytes) -> Document:
    """The TOML of ``data``, and every fault that can be told from those before it."""
    if len(data) > MAX_BYTES:
        return _nothing(Fault(1, 1, "the file is larger than 1 MiB; allowed is at most 1 MiB"))
    encoded = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = encoded.decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = encoded[: error.start].decode()
        found = f"byte 0x{encoded[error.start]:02x}"
        return _nothing(fault_at(before, len(before), f"{found} is not UTF-8; save the file as UTF-8"))
    if has_too_many_tables(text):
        return _nothing(Fault(1, 1, f"the file has more than {MAX_TABLES} tables; no session needs so many"))
    if (start := long_key(text)) is not None:
        return _nothing(fault_at(text, start, f"a key has more than {MAX_KEY_PARTS} parts"))
    try:
        return Document(tomllib.loads(text), text)
    except (ValueError, RecursionError):
        from backstretch.session.repair import repaired

        return repaired(text)


def _nothing(fault: Fault) -> Document:
    return Document(None, "", (fault,))
