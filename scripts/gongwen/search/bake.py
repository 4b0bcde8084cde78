"""Records → the search of the site: a lunr index and all that the browser needs with it, as files.

The index is built by lunr.py from jieba's words. It travels packed: lunr's serialised form says every posting twice
(in the field vectors and in the inverted index), so only the vocabulary and the vectors are written, and
``unpack`` in the browser restores that form, which ``lunr.Index.load`` takes as it is.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import rjsmin
from lunr.builder import Builder

from gongwen.errors import LibraryError
from gongwen.search.absent import absent, pack_names, provinces
from gongwen.search.alphabet import pack_characters, pack_sounds, pack_variants
from gongwen.search.join import join_modules
from gongwen.search.ordinary import ordinary_words, pack_bounds, pack_words
from gongwen.search.records import KINDS, Group, Lexicon
from gongwen.search.segment import make_segmenter, make_spanner

PRECISION = 2
"""Scores are kept in halves: none is moved by more than 0.25, where a word of the text scores 1 to 6."""

ENGINE = "engine.js"
"""The module that the first search loads, with all that it imports, behind lunr.js."""
FURTHER = "further.js"
"""The module that is loaded where nothing is found literally, with all that it imports, behind the data for it."""
PAGE = ("box.js", "page.js")
"""Modules that pages load by themselves, each with all that it imports."""
STYLE = "page.css"
"""The look of the search page."""
WORKER = "assets/search/worker.js"
"""Where the script stands that Material loads on every page view; it names the engine."""

BROWSER = Path(__file__).parent / "browser"
"""The folder of the browser's scripts."""

_LUNR_UNUSED = (
    *("Builder", "Token", "idf", "tokenizer", "generateStopWordFilter", "stemmer", "stopWordFilter", "trimmer"),
    *("FieldRef", "MatchData", "Query", "QueryLexer", "QueryParser", "QueryParseError", "Set", "TokenSet"),
    *("Index.prototype", "Pipeline.prototype", "Pipeline.registerFunction", "Pipeline.warnIfFunctionNotRegistered"),
    *("Vector.prototype", "utils.asString", "utils.clone"),
)
"""What lunr.js has for building an index and for its own queries. The rest loads the index."""

_LUNR_SHA256 = "c1a28d9e95163292fbcc07ff794f1f0e1ade8741c513afe96d5b1046a18110bc"
"""lunr.js 2.3.9 as MkDocs 1.6 ships it, whose parts these are."""

_LUNR_PACKAGES = ("mkdocs", "properdocs")
_LUNR_NOTICE = "/* Part of lunr.js 2.3.9, Copyright (C) 2020 Oliver Nightingale, MIT License */"

_FOLDER = "assets/search/"
_RANKED = ("clause", "part", "preamble")
"""Kinds whose words are in the index; names of places and terms are found literally."""
_RELATIONS = {"help", "twin", "pair", "party", "helper", "helped"}
"""Kinds of everyday words that speak of the pairings: the first search needs them."""
_LISTS = ("pairing", "term")
"""Kinds that are a line each in the data."""


def read_scripts(folder: Path = BROWSER) -> dict[str, str]:
    """The browser's scripts in ``folder`` with the style of its page, and lunr.js 2.3.9 from a package that ships it.

    Raises :class:`~gongwen.errors.LibraryError` when none does, or that is another lunr.js, to the letter.
    """
    own = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}
    content = find_lunr()
    if (found := sha256(content).hexdigest()) != _LUNR_SHA256:
        mend = "keep mkdocs at 1.6, or see in scripts/gongwen/search/bake.py which parts of the new one are used"
        raise LibraryError("lunr.js", None, f"2.3.9, SHA-256 {_LUNR_SHA256[:8]}…", f"{found[:8]}…", mend)
    return own | {"lunr.js": _shake(content.decode())}


def find_lunr() -> bytes:
    """lunr.js as MkDocs or ProperDocs, its continuation, ships it: whichever is installed; nothing where neither is."""
    for package in _LUNR_PACKAGES:
        spec = find_spec(package)
        for folder in (spec and spec.submodule_search_locations) or ():
            path = Path(folder, "contrib/search/templates/search/lunr.js")
            if path.is_file():
                return path.read_bytes()
    return b""


def bake_search(groups: Sequence[Group], lexicon: Lexicon, scripts: Mapping[str, str]) -> dict[str, bytes]:
    """The files of the search by their path in the site.

    The engine's name carries a hash of its content, data included, so that no cache mixes two builds.
    """
    further = rjsmin.jsmin(join_modules(scripts, FURTHER))
    reader = f"(()=>{{{further}\nself.createFurther=createFurther}})()"
    more = f"self.more={_to_json(_more(groups, lexicon))};\n{reader}\n".encode()
    names = f"names.{sha256(more).hexdigest()[:8]}.js"
    data = _to_json({"more": names, **_data(groups, lexicon)})
    body = rjsmin.jsmin(join_modules(scripts, ENGINE))
    lunr = rjsmin.jsmin(scripts["lunr.js"])
    engine = f"{_LUNR_NOTICE}\n{lunr}\n(()=>{{{body}\nself.answer=createEngine({data})}})()\n".encode()
    name = f"engine.{sha256(engine).hexdigest()[:8]}.js"
    worker = rjsmin.jsmin(scripts["worker.js"]).replace("engine.js", name)
    files = {_FOLDER + name: engine, _FOLDER + names: more, WORKER: f"{worker}\n".encode()}
    parts = _to_json([group.label for group in groups if group.kind == "part"])
    for page in PAGE:
        script = rjsmin.jsmin(join_modules(scripts, page))
        files[_FOLDER + page] = f"{script}\n".replace('["PARTS"]', parts).encode()
    files[_FOLDER + STYLE] = scripts[STYLE].encode()
    stub = {"config": {"lang": ["zh"], "separator": "\\s+", "pipeline": []}, "docs": []}
    return files | {"search/search_index.json": _to_json(stub).encode()}


def first_loaded(files: Iterable[str]) -> list[str]:
    """The files of a first search among those of a site: its worker, and the engine, whose name the worker has.

    The page of the search asks for them ahead: each would wait for the one before, a round trip on a slow line.
    """
    return [name for name in files if re.search(r"/search/(worker|engine\.\w+)\.js$", name)]


def build_index(groups: Iterable[Group], lexicon: Lexicon) -> dict[str, Any]:
    """The lunr index of titles and sentences in lunr's serialised form, scores rounded to a half.

    A document is a title or a sentence, numbered in the order of the groups.
    """
    segment = make_segmenter(domain_words(groups, lexicon))
    builder = Builder()
    builder.ref("id")
    builder.field("text")
    for number, text in enumerate(_documents(groups)):
        builder.add({"id": number, "text": segment(_fold(text))})
    index: dict[str, Any] = builder.build().serialize()
    vectors: list[tuple[str, list[float]]] = index["fieldVectors"]
    index["fieldVectors"] = [[reference, _rounded(vector)] for reference, vector in vectors]
    return index


def _shake(lunr: str) -> str:
    """lunr.js without the parts that nothing here calls. Each of its statements starts a line: ``lunr.Vector = …``.

    The text is the one that this was written for, to the letter, so the cuts fall where they always fell.
    """
    statements = re.split(r"^(?=lunr\.|  ;\(function)", lunr, flags=re.MULTILINE)
    unused = re.compile(rf"lunr\.(?:{'|'.join(map(re.escape, _LUNR_UNUSED))})\b")
    return "".join(part for part in statements if not unused.match(part))


def _data(groups: Sequence[Group], lexicon: Lexicon) -> dict[str, object]:
    aliases = _aliases(groups, lexicon)
    strings = _said(groups, lexicon)
    texts: dict[str, object] = {
        "groups": [_row(group) for group in groups if group.kind not in _LISTS],
        "lists": [_list(kind, part, groups) for kind in _LISTS for part in _parts(kind, groups)],
        "aliases": _lines(aliases),
    }
    return texts | {
        "relations": _meanings(lexicon, _RELATIONS),
        "places": " ".join(lexicon.places),
        "characters": pack_characters(_to_json(texts), strings),
        **_pack(build_index(groups, lexicon), [_fold(text) for text in _documents(groups)]),
    }


def _more(groups: Sequence[Group], lexicon: Lexicon) -> dict[str, str]:
    """What is needed where nothing is found literally: everyday words, and the names of what the text lacks.

    ``ordinary``: words of the language; ``bounds``: where those of the text begin and end; ``related``: a line a name
    of the text, with others that are near it; ``unpaired``: provinces that the text names and no pairing; ``sounds``:
    how characters are read that the text lacks.
    """
    said = _said(groups, lexicon)
    near = [
        (row[0], *(name for name in row[1:] if not _has(name, said))) for row in lexicon.related if _has(row[0], said)
    ]
    lacks = {name for row in near for name in row[1:]}
    more = {
        "meanings": _meanings(lexicon, set(KINDS.split("|")) - _RELATIONS),
        "names": pack_names(name for name in absent(lexicon.names, said) if name[0] not in lacks),
        "related": _lines(near),
    }
    unpaired = (name for name in provinces(lexicon.names) if _has(name, said) and not _has(name, lexicon.places))
    asked = "".join(more.values())
    return more | {
        "ordinary": pack_words(ordinary_words(said)),
        "bounds": pack_bounds(map(_fold, _in_browser(groups)), make_spanner(domain_words(groups, lexicon))),
        "unpaired": " ".join(unpaired),
        "variants": pack_variants(asked, "".join(said)),
        "sounds": pack_sounds(asked),
    }


def _meanings(lexicon: Lexicon, kinds: Collection[str]) -> str:
    return _lines(
        (found.kind, "|".join(found.words), *found.means) for found in lexicon.meanings if found.kind in kinds
    )


def _aliases(groups: Sequence[Group], lexicon: Lexicon) -> list[tuple[str, ...]]:
    """The names that stand in the text, with their others."""
    texts = [text for group in groups for text in _strings(group)]
    return [names for names in lexicon.aliases if _has(names[0], texts)]


def _said(groups: Sequence[Group], lexicon: Lexicon) -> list[str]:
    """All that the search finds literally."""
    texts = [text for group in groups for text in _strings(group)]
    return texts + [name for names in _aliases(groups, lexicon) for name in names]


def _has(name: str, texts: Iterable[str]) -> bool:
    return any(name in text for text in texts)


def _to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _row(group: Group) -> list[object]:
    passages = [part for passage in group.passages for part in (passage.anchor, passage.text)]
    return [group.kind, group.location, group.label, group.title, group.number, group.part, *passages]


def _list(kind: str, part: int, groups: Sequence[Group]) -> list[object]:
    """Many groups of one kind, part and page, with one passage each: an anchor and its text a line."""
    found = _of(kind, part, groups)
    return [
        kind,
        found[0].location,
        part,
        _lines((group.passages[0].anchor, group.passages[0].text) for group in found),
    ]


def _of(kind: str, part: int, groups: Iterable[Group]) -> list[Group]:
    return [group for group in groups if (group.kind, group.part) == (kind, part)]


def _parts(kind: str, groups: Sequence[Group]) -> list[int]:
    return sorted({group.part for group in groups if group.kind == kind})


def _strings(group: Group) -> Iterator[str]:
    yield group.title
    yield from (passage.text for passage in group.passages)


def _documents(groups: Iterable[Group]) -> Iterator[str]:
    """The documents of the index: of each group its title, then its passages."""
    for group in groups:
        if group.kind in _RANKED:
            yield from _strings(group)


def _in_browser(groups: Sequence[Group]) -> Iterator[str]:
    """Titles and passages in the order in which the browser lays them end to end."""
    listed = (group for kind in _LISTS for part in _parts(kind, groups) for group in _of(kind, part, groups))
    for group in (*(group for group in groups if group.kind not in _LISTS), *listed):
        yield from _strings(group)


def domain_words(groups: Iterable[Group], lexicon: Lexicon) -> Iterator[str]:
    """Names that jieba's dictionary lacks, and the words that everyday words stand for."""
    yield from lexicon.places
    yield from (name for name, *_ in lexicon.aliases)
    yield from (word for meaning in lexicon.meanings for word in meaning.means)
    for group in groups:
        if group.kind == "term":
            yield from group.passages[0].text.split("、")


def _rounded(vector: list[float]) -> list[float]:
    """Index and score by turns; a whole score as an integer, as JavaScript prints it."""
    whole = [round(score * PRECISION) for score in vector[1::2]]
    scores = [count // PRECISION if count % PRECISION == 0 else count / PRECISION for count in whole]
    return [number for pair in zip(vector[::2], scores, strict=True) for number in pair]


def _pack(index: dict[str, Any], texts: Sequence[str]) -> dict[str, str]:
    """The index as three strings; a number is the character of that code behind ``#`` (35).

    ``words``: a number that is added to each step, then for each word, in the order of their numbers, the step from
    the last word's place in the texts, and its length; so no word is said again that the texts say. ``steps`` and
    ``scores``, a line a document: the steps from the number of one of its words to the next, and their scores.
    """
    postings: list[tuple[str, dict[str, int]]] = index["invertedIndex"]
    vectors: list[tuple[str, list[float]]] = index["fieldVectors"]
    vocabulary = [_units(word) for word, _ in sorted(postings, key=lambda posting: posting[1]["_index"])]
    # Words come in the order of the text, save that a long one follows the short ones inside it: hence the step back.
    back = max(map(len, vocabulary), default=0)
    text, place = _units("".join(texts)), 0
    words, steps, scores = [_digit(back)], [], []
    for word in vocabulary:
        step = text.index(word, max(0, place - back)) - place
        words += [_digit(step + back), _digit(len(word))]
        place += step
    for _, vector in vectors:
        numbers = [0, *map(int, vector[::2])]
        steps.append("".join(_digit(after - before) for before, after in pairwise(numbers)))
        scores.append("".join(_digit(round(score * PRECISION)) for score in vector[1::2]))
    return {"words": "".join(words), "steps": "\n".join(steps), "scores": "\n".join(scores)}


def _digit(number: int) -> str:
    """Surrogates, which are no characters, are left out."""
    code = number + 35
    return chr(code if code < 0xD800 else code + 0x800)


def _units(text: str) -> str:
    """Each UTF-16 unit as a character, as the browser counts: one outside the BMP (𠮷) counts two."""
    units = text.encode("utf-16-le", "surrogatepass")
    return "".join(chr(units[at] | units[at + 1] << 8) for at in range(0, len(units), 2))


def _fold(text: str) -> str:
    """Half-width and lower case, every character in its place: what the browser compares."""
    narrow = ((character, unicodedata.normalize("NFKC", character).lower()) for character in text)
    return "".join(after if len(after) == 1 else before for before, after in narrow)


def _lines(rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(" ".join(row) for row in rows)
