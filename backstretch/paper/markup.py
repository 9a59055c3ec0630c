"""What every printed page shares: one HTML file that needs no other, with no script and no link; all text escaped."""

from __future__ import annotations

import html
from collections.abc import Iterable
from pathlib import Path

from backstretch import __version__
from backstretch.base.text import plain


def document(title: str, style: str, body: str, paper: str = "") -> str:
    """The whole file, of a ``body`` that is markup already.

    ``style`` names a stylesheet beside this module, and ``paper`` a size of paper as CSS does; empty is any.
    """
    css = (Path(__file__).parent / style).read_text(encoding="utf-8")
    size = f"@page {{ size: {paper} portrait; }}\n" if paper else ""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="generator" content="backstretch {escaped(__version__)}">\n'
        f"<title>{escaped(title)}</title>\n<style>\n{css}{size}</style>\n</head>\n"
        f"<body>\n{body}</body>\n</html>\n"
    )


def escaped(text: str) -> str:
    """Text as HTML that shows it: no markup, no control characters."""
    return html.escape(plain(text))


def paragraph(text: str, kind: str = "") -> str:
    """One paragraph of the class ``kind``; nothing where there is no text."""
    return f"<p{f' class={kind}' if kind else ''}>{escaped(text)}</p>\n" if text else ""


def terms(pairs: Iterable[tuple[str, str]], kind: str, end: str = "") -> str:
    """A list of labels, each with its text; nothing where there is none."""
    found = "".join(f"<div><dt>{escaped(label)}:</dt> <dd>{escaped(said)}{end}</dd> </div>\n" for label, said in pairs)
    return f'<dl class="{kind}">\n{found}</dl>\n' if found else ""
