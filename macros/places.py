"""The places that the pairings are about, and their provinces: each with its partners and the words quoted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from macros.data import Record, address, all_names, attributes, level, link, load, text


@dataclass(frozen=True)
class Listed:
    """A paired place, or a province that only its places are paired of."""

    code: str
    name: str
    province: str
    names: str
    """What it is called, for filters: ``凉山彝族自治州 凉山 凉山州``."""
    places: tuple[str, ...]
    """The codes of the paired places in it, its own first if it is one: what a reader means who asks for 贵州."""

    @property
    def id(self) -> str:
        return f"place-{self.code}"


def listed_places() -> list[Listed]:
    """All of them in the order of their codes, which puts a province before its places."""
    places: Sequence[Record] = load("places")
    names = {place["code"]: place["name"] for place in places}
    names |= {place["province_code"]: place["province"] for place in places}
    usual = {f"place-{place['code']}": all_names(place) for place in places}
    terms = (term for term in load("terms") if term["id"] not in usual)
    usual |= {term["id"]: " ".join((term["name"], *term["aliases"])) for term in terms}
    provinces = {place["code"]: place["province"] for place in places}

    def listed(code: str) -> Listed:
        inside = tuple(place["code"] for place in places if code in (place["code"], place["province_code"]))
        name = names[code]
        return Listed(code, name, provinces.get(code, name), usual.get(f"place-{code}", name), inside)

    return [listed(code) for code in sorted(names)]


def place_entries(base: str = "../") -> str:
    """Every one with its partners, the words quoted and where else it is named; a province with its places' partners.

    The diagram's links lead here, and those of the names in the text.
    """
    pairings: Sequence[Record] = load("pairings")
    mentions = {term["id"]: term["sentences"] for term in load("terms")}
    labels = {sentence["id"]: sentence["label"] for sentence in load("sentences")}
    lines = ['<dl class="places">']
    for place in listed_places():
        lines.append(f"<div{attributes(id=place.id, data_place=place.code)}>")
        lines.append(f"<dt>{_province(place)}{text(place.name)} <small>{place.code}，{level(place.code)}</small></dt>")
        lines += [f"<dd>{words}</dd>" for words in _partners(place.code, pairings)]
        lines += [f"<dd>{member}</dd>" for member in _members(place, pairings)]
        quotes = [pair for pair in pairings if place.code in (pair["supporter_code"], pair["recipient_code"])]
        lines += [f"<dd><q>{link(quoted(base, pair), pair['quote'])}</q></dd>" for pair in quotes]
        others = [id_ for id_ in mentions.get(place.id, ()) if id_ not in {pair["sentence"] for pair in quotes}]
        if others:
            links = "、".join(link(address(base, id_), labels[id_]) for id_ in others)
            lines.append(f"<dd>{'另见' if quotes else '见'}{links}</dd>")
        lines.append("</div>")
    return "\n".join([*lines, "</dl>"]) if pairings else ""


def quoted(base: str, pair: Record) -> str:
    """The address of the words that say it, which the page of the clause marks."""
    page, _, anchor = address(base, pair["sentence"]).partition("#")
    return f"{page}?mark={pair['start']}-{pair['end']}#{anchor}"


def _province(place: Listed) -> str:
    if place.province == place.name:
        return ""
    return f"<small>{link(f'#place-{place.code[:2]}0000', place.province)}</small> "


def _partners(code: str, pairings: Sequence[Record]) -> Iterator[str]:
    """Whom it supports, and by whom it is supported, each linked to the row of the pair."""
    supports = [link(f"#{pair['id']}", pair["recipient"]) for pair in pairings if pair["supporter_code"] == code]
    supporters = [link(f"#{pair['id']}", pair["supporter"]) for pair in pairings if pair["recipient_code"] == code]
    if supports:
        yield f"帮扶{'、'.join(supports)}"
    if supporters:
        yield f"由{'、'.join(supporters)}帮扶"


def _members(place: Listed, pairings: Sequence[Record]) -> Iterator[str]:
    """The places of a province: ``六盘水市：由大连市帮扶``."""
    names = {found["code"]: found["name"] for found in load("places")}
    for code in place.places:
        if code != place.code:
            yield f"{link(f'#place-{code}', names[code])}：{'；'.join(_partners(code, pairings))}"
