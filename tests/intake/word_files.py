"""Word files written by hand, part by part, as the readers of the tests would write them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOTS = {"comments": "comments", "header": "hdr", "footer": "ftr"}
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'


def word_file(body: str, **parts: str) -> bytes:
    """A ``.docx`` with this body, and parts by name: ``numbering="<w:abstractNum …>"``.

    ``<p>`` and all other names without a prefix are Word's own.
    """
    files: dict[str, str] = {"word/document.xml": _part("document", f"<body>{body}</body>")}
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{part}" Target="{part}.xml"/>'
        for number, part in enumerate(parts, 1)
    )
    types = "".join(_override(f"word/{part}.xml", part) for part in parts)
    for part, inside in parts.items():
        files[f"word/{part}.xml"] = inside if part == "aFChunk" else _part(_ROOTS.get(part, part), inside)
    files["word/_rels/document.xml.rels"] = f"{_RELATIONS}{relations}</Relationships>"
    main = f'<Relationship Id="r0" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    files["_rels/.rels"] = f"{_RELATIONS}{main}</Relationships>"
    files["[Content_Types].xml"] = (
        f'{_TYPES}<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{_override('word/document.xml', 'document.main')}{types}</Types>"
    )
    return archive(files)


def archive(files: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of these files, by path."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for path, data in files.items():
            out.writestr(path, data)
    return packed.getvalue()


def listed(text: str, level: int = 0, list_id: int = 1) -> str:
    """A paragraph of a list: its number is not among its words."""
    return f'<p><pPr><numPr><ilvl val="{level}"/><numId val="{list_id}"/></numPr></pPr><r><t>{text}</t></r></p>'


def plain(text: str) -> str:
    """A paragraph."""
    return f"<p><r><t>{text}</t></r></p>"


def lists(*levels: str, more: str = "") -> str:
    """``numbering.xml`` with one kind of list; of each level its form and pattern: ``decimal %1.``, or its XML."""
    inside = "".join(f'<lvl ilvl="{at}">{_level(level)}</lvl>' for at, level in enumerate(levels))
    return f'<abstractNum abstractNumId="0">{inside}</abstractNum><num numId="1"><abstractNumId val="0"/></num>{more}'


def _level(level: str) -> str:
    if level.startswith("<"):
        return level
    form, pattern = level.split(" ", 1)
    return f'<start val="1"/><numFmt val="{form}"/><lvlText val="{pattern}"/>'


def _part(root: str, inside: str) -> str:
    """XML in which every element without a prefix gets Word's, its attributes too."""
    xml = re.sub(r"<(/?)([A-Za-z]\w*)(?=[\s/>])([^<>]*)>", _prefixed, f"<{root}>{inside}</{root}>")
    return f'<?xml version="1.0" encoding="UTF-8"?>{xml.replace(f"<w:{root}>", f"<w:{root} {_SPACES}>", 1)}'


def _prefixed(tag: re.Match[str]) -> str:
    attributes = re.sub(r"(?<=\s)(?=[A-Za-z]+=)", "w:", tag[3])
    return f"<{tag[1]}w:{tag[2]}{attributes}>"


def _override(path: str, kind: str) -> str:
    return f'<Override PartName="/{path}" ContentType="{_CONTENT}.{kind}+xml"/>'
