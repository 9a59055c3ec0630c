"""The one file: style, script, and what they show, with nothing that the browser would have to ask anybody for."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from backstretch import __version__
from backstretch.paper.markup import escaped

_HERE = Path(__file__).parent
SCRIPTS = tuple(
    f"{name}.js"
    for name in (
        *("clock", "safety", "storage", "sound", "figure", "elements"),
        *("lookup", "questions", "coach", "face", "summary", "stop", "keys"),
    )
)
"""In the order in which they need each other."""


def page(values: Mapping[str, Any]) -> str:
    """The file that plays these contents."""
    style = (_HERE / "player.css").read_text(encoding="utf-8")
    script = "".join((_HERE / name).read_text(encoding="utf-8") for name in SCRIPTS)
    script = f'(() => {{\n"use strict";\n{script}}})();\n'
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; base-uri 'none'; form-action 'none'"
    )
    title = escaped(values["sessions"]["session"]["title"])
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f'<meta name="generator" content="backstretch {escaped(__version__)}">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        '<noscript><p class="told">This page plays a session by a script, and scripts are off here. On an iPhone: open '
        "it in a browser, not in the preview.</p></noscript>\n"
        '<main id="app"></main>\n<div id="live" role="status" aria-live="assertive"></div>\n'
        f'<script type="application/json" id="page">{_data(values)}</script>\n'
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def _data(values: Mapping[str, Any]) -> str:
    """JSON in which nothing ends the script that it stands in, or begins anything."""
    text = json.dumps(values, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
