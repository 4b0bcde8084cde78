"""Document → what its passages say, and how to tell words of the text that go on otherwise than the text does."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache, cached_property
from string import punctuation

from gongwen.ids import PREAMBLE, sentence_number, unit_of
from gongwen.model import Document
from gongwen.numerals import to_numeral
from gongwen.parse import DASH, print_text
from gongwen.publish.markdown import heading
from gongwen.records import Edition
from gongwen.site.facts import facts_of
from gongwen.site.names import INVISIBLE, INVISIBLE_IN_WORDS, Names, called, strings_of

RUN = 12
"""So many characters of the text in a row are no chance: whatever file has them quotes it."""
_QUOTES, _BRACKETS = re.compile("[ \\t|《》〈〉“”‘’：…]|——"), re.compile("[（）]")
"""What parts the words of a list, and the editors' words from a quotation."""
_AROUND = "（）" + punctuation
_NEARLY_ALL = 0.8
"""Of words, if they are the text's: what is in brackets belongs to it."""
_HEADING = re.compile("(?:^|[：\\s[])(?P<label>（[一二三四五六七八九十百]+）)(?=[\u3400-\u9fff])")
_ALIKE = 0.9
"""From here on two titles are one that was changed; …的通知 and …的指导意见 of the same name are 0.85 alike."""
_HAN_PAIR = re.compile("[\u3400-\u9fff\U00020000-\U000323af]{2}")


class Passages:
    """The text that was parsed, as a proof looks things up in it."""

    def __init__(self, edition: Edition) -> None:
        self.document: Document = edition.document
        self.printed = print_text(edition.document)
        self._others = frozenset(strings_of(edition))
        self.logged = frozenset(words for found in edition.corrections for words in (found.before, found.after))
        """The words that corrections name: some stand in the text no more."""
        self.altered = cache(self._altered)
        self.runs = cache(self._runs)
        self.facts = facts_of(edition)
        self._edition = edition

    @cached_property
    def forms(self) -> dict[str, tuple[str, ...]]:
        """What may stand under an id: ``c8`` is 组织劳务协作, （八）组织劳务协作, or all of the clause."""
        document = self.document
        forms: dict[str, tuple[str, ...]] = {
            "title": (document.title,),
            PREAMBLE: ("".join(found.text for found in document.preamble),),
        }
        for part in document.parts:
            numeral = to_numeral(part.number)
            forms[part.id] = (f"{numeral}、{part.title}", f"第{numeral}部分 {part.title}", part.title)
        for clause in document.clauses:
            texts = [paragraph.text for paragraph in clause.paragraphs]
            dashed = [(DASH if found.kind == "principle" else "") + found.text for found in clause.paragraphs]
            whole = [heading(clause) + "".join(found) for found in (texts, dashed)]
            forms[clause.id] = (heading(clause), clause.title, *whole)
        for part in document.parts:
            clauses = "".join(forms[clause.id][-1] for clause in document.clauses_of(part))
            forms[part.id] = (*forms[part.id], forms[part.id][0] + clauses)
        for paragraph in document.paragraphs():
            dash = (DASH + paragraph.text,) if paragraph.kind == "principle" else ()
            forms[paragraph.id] = (paragraph.text, *dash)
        for clause in document.clauses:
            if clause.run_in:
                first = clause.paragraphs[0]
                forms[first.id] = (*forms[first.id], f"{heading(clause)}。{forms[first.id][-1]}")
        return forms | {sentence.id: (sentence.text,) for sentence in document.sentences()}

    @cached_property
    def headings(self) -> dict[str, tuple[str, str]]:
        """How clauses and parts are headed, and their titles: ``c8`` → （八）组织劳务协作, 组织劳务协作."""
        parts = {part.id: (self.forms[part.id][0], part.title) for part in self.document.parts}
        return parts | {clause.id: (heading(clause), clause.title) for clause in self.document.clauses}

    def named(self, id_: str, words: str) -> bool:
        """Whether words that say something of a title say all of it: 下一条（九） does, 组织劳务 does not."""
        whole, title = self.headings[id_]
        says = any(title[at : at + 3] in words for at in range(len(title) - 2))
        return whole in words or words == title or not says

    def source(self, id_: str) -> str:
        """What may be quoted of a passage, or of the characters that ``c4-p1-s2:17-28`` names the very words."""
        sentence, _, offsets = id_.partition(":")
        if offsets:
            start, end = map(int, offsets.split("-"))
            return self.document.sentence[sentence].text[start:end]
        return "\n".join(self.forms[id_])

    @cached_property
    def sentences_of(self) -> dict[str, list[str]]:
        """The ids of the sentences by clause, and of the preamble, in the order of the text."""
        found: dict[str, list[str]] = {}
        for id_ in self.document.sentence:
            found.setdefault(unit_of(id_), []).append(id_)
        return found

    @cached_property
    def lines(self) -> dict[str, list[str]]:
        """Ids by each line that a plain file may have, in the order of the text: 帮扶双方要… → ``c8-p1``."""
        lines: dict[str, list[str]] = {}
        for id_, forms in self.forms.items():
            for form in () if sentence_number(id_) else forms:
                lines.setdefault(form, []).append(id_)
        return lines

    def is_id(self, value: object) -> bool:
        """Whether a value in data is the id of a passage; ``title`` and ``preamble`` are also plain words there."""
        return isinstance(value, str) and value in self.forms and value[-1].isdigit()

    def labelled(self, value: object) -> str:
        """The clause that has a value in data for its label: （八） → ``c8``; empty for any other value."""
        return self._labels.get(value, "") if isinstance(value, str) else ""

    def _altered(self, words: str) -> str:
        """What of some words is not as the text has it; empty if all is. Most stand on every page, tried once."""
        words = words.strip()  # a script may join what it names by blanks
        if self.is_changed(words):
            return words
        return self.torn(words) or self.misnamed(words) or (not self.has(words) and self.names.nearly(words)) or ""

    @cached_property
    def names(self) -> Names:
        """What the text and its tables call by a name: titles, places, terms, documents, who must do what, and when."""
        said = {form for forms in self.forms.values() for form in forms}
        names = {*said, *called(self._edition), *self._others}
        return Names(names, "\n".join([self._whole, self._edition.source, *names]))

    def hidden(self, words: str, code: bool = False) -> str:
        """A character that no reader sees and the text does not have; empty if there is none.

        Code has some of its own, in patterns and lists; there it is looked for between words.
        """
        signs = INVISIBLE_IN_WORDS.findall(words) if code else INVISIBLE.findall(words)
        found = next((sign for sign in signs if sign not in self._seen), "")
        return "" if words in self._edition.source else found

    @cached_property
    def _seen(self) -> frozenset[str]:
        return frozenset(INVISIBLE.findall("".join([self.printed, *self._others])))

    def is_changed(self, words: str) -> bool:
        """Whether words are the text's, and yet not as it has them; what the editors' words part is looked at alone.

        ``（七）开展产业合作——原文：帮扶双方要…`` is two pieces of the text with a word of the editors between.
        """
        words = self._foreign(words)
        if self.has(words) or not self.is_mostly_text(words):
            return False
        return any(map(self._is_changed_piece, _QUOTES.split(words)))

    def _is_changed_piece(self, piece: str) -> bool:
        bare = piece.strip(_AROUND)
        if self.has(bare):
            return False
        parts = _BRACKETS.split(bare)
        if self._share(bare) < _NEARLY_ALL and len(parts) > 1:
            return any(map(self._is_changed_piece, parts))
        return self.is_mostly_text(bare)

    def misnamed(self, words: str) -> str:
        """A heading that is not the one of its number, or a title that is nearly the document's; empty if none is.

        （八）组织劳务合作 is none: （八）组织劳务协作 is. In 第（八）条 nothing is named.
        """
        for match in _HEADING.finditer(words):
            named = self._titles.get(match["label"], "")
            found = words[match.start("label") : match.end() + len(named)]
            if not found.endswith(named) and found not in self._said:
                return found
        for match in self._labelled.finditer(words):
            if match["title"] != self._titles.get(match["label"]):
                return match[0]
        for piece in re.findall("《[^《》]*》|[^《》]+", words):
            bare: str = piece.strip("《》")
            if self._is_like_title(bare) and bare not in self._others:
                return bare
        return ""

    def has(self, words: str) -> bool:
        """Whether the words stand in the text as they are, or are an editor's."""
        return words in self._whole or words in self._others

    def torn(self, words: str) -> str:
        """Where a run of the text goes on with a character that the text does not have there; empty if none does.

        帮扶双方要建立和完善劳务输出精准的对接 gives 建立和完善劳务输出精准的对接: a quotation ends in a mark.
        """
        words = self._foreign(words)
        for start, end in self.runs(words):
            for at in (start, end):
                if at and _HAN_PAIR.fullmatch(words[at - 1 : at + 1]):
                    return words[max(at - 12, 0) : at + 12]
        return ""

    def is_mostly_text(self, words: str) -> bool:
        """Whether most of the characters stand in runs of the text."""
        return self._share(words) > 0.5

    def _share(self, words: str) -> float:
        """The share of the characters that stand in runs of the text."""
        return sum(end - start for start, end in self.runs(words)) / max(len(words), 1)

    def _is_like_title(self, words: str) -> bool:
        """Whether words are nearly the document's title."""
        alike = SequenceMatcher(None, words, self.document.title, autojunk=False)
        ratios = (alike.real_quick_ratio, alike.quick_ratio, alike.ratio)
        return words != self.document.title and all(ratio() > _ALIKE for ratio in ratios)

    @cached_property
    def _labels(self) -> dict[str, str]:
        """The ids of the clauses by their labels: （八） → ``c8``."""
        return {f"（{to_numeral(clause.number)}）": clause.id for clause in self.document.clauses}

    @cached_property
    def _titles(self) -> dict[str, str]:
        """Titles of the clauses by their labels: （八） → 组织劳务协作."""
        return {label: self.headings[id_][1] for label, id_ in self._labels.items()}

    @cached_property
    def _labelled(self) -> re.Pattern[str]:
        """A title behind what stands as its label: （八）组织劳务协作, （（八）组织劳务协作, （）组织劳务协作."""
        titles = "|".join(map(re.escape, self._titles.values()))
        return re.compile(f"(?P<label>（*[^（）\\s]{{0,4}}）)(?P<title>{titles or '(?!)'})")

    def _foreign(self, words: str) -> str:
        """Words without those that the editors chose themselves: a note may go on as it likes."""
        if words in self._others:
            return ""
        for other in self._editorial if any(self.runs(words)) else ():
            words = words.replace(other, "…")
        return words

    @cached_property
    def _editorial(self) -> list[str]:
        """The editors' words that have a run of the text in them and are not the text's, the longest first."""
        found = (other for other in self._others if other not in self._whole and any(self.runs(other)))
        return sorted(found, key=len, reverse=True)

    @cached_property
    def _said(self) -> str:
        """What the sentences say, without a heading."""
        return "\n".join(sentence.text for sentence in self.document.sentences())

    @cached_property
    def _whole(self) -> str:
        """All that may be quoted: the lines of the text, and each clause's own words in a row."""
        clauses = ("".join(found.text for found in clause.paragraphs) for clause in self.document.clauses)
        return "\n".join([self.printed, *clauses, *(form for forms in self.forms.values() for form in forms)])

    @cached_property
    def _grams(self) -> dict[str, list[int]]:
        grams: dict[str, list[int]] = {}
        for line in re.finditer(".+", self.printed):
            for at in range(line.start(), line.end() - RUN + 1):
                grams.setdefault(self.printed[at : at + RUN], []).append(at)
        return grams

    def _runs(self, words: str) -> tuple[tuple[int, int], ...]:
        """The longest runs that stand in the text, from the left; each of three questions asks for them."""
        found: list[tuple[int, int]] = []
        at = 0 if _HAN_PAIR.search(words) else len(words)
        while at + RUN <= len(words):
            ends = [self._end(words, at, place) for place in self._grams.get(words[at : at + RUN], ())]
            if ends:
                found.append((at, max(ends)))
            at = max([*ends, at + 1])
        return tuple(found)

    def _end(self, words: str, at: int, place: int) -> int:
        """How far the words from ``at`` on are those of the text from ``place`` on."""
        end, place = at + RUN, place + RUN
        while end < len(words) and words[end] == self.printed[place] != "\n":
            end, place = end + 1, place + 1
        return end
