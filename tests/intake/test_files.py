"""What a file is and how its characters are written: recognised, or refused with what to do instead."""

from __future__ import annotations

import pytest
from support import ROOT
from word_files import archive, plain, word_file

from gongwen.errors import FormatError
from gongwen.intake import read_file

TEXT = "国务院关于加强管理的通知\n各省、自治区、直辖市人民政府：\n一、加强领导。\n"
TRADITIONAL = "國務院關於加強管理的通知\n各省、自治區、直轄市人民政府：\n一、加強領導。\n"


@pytest.mark.parametrize(
    ("codec", "text", "encoding"),
    [
        ("utf-8", TEXT, "UTF-8"),
        ("utf-8-sig", TEXT, "UTF-8"),
        ("utf-16", TEXT, "UTF-16"),
        ("utf-16-le", TEXT, "UTF-16"),
        ("utf-16-be", TEXT, "UTF-16"),
        ("gbk", TEXT, "GB18030"),
        ("gb18030", TEXT + "㐂𠀀", "GB18030"),
        ("big5", TRADITIONAL, "Big5"),
        ("utf-8", TRADITIONAL, "UTF-8"),
    ],
)
def test_encoding_is_recognised(codec: str, text: str, encoding: str) -> None:
    found = read_file(text.encode(codec), "通知.txt")
    assert (found.encoding, [line.text for line in found.lines]) == (encoding, text.splitlines())


def test_a_whole_document_is_recognised_in_every_encoding() -> None:
    text = (ROOT / "docs/data/guideline.txt").read_text(encoding="utf-8")
    lines = read_file(text.encode(), "x.txt").lines
    assert [read_file(text.encode(codec), "x.txt").lines for codec in ("gbk", "utf-16", "utf-16-be")] == [lines] * 3


def test_a_page_is_believed_what_it_says_of_its_encoding() -> None:
    page = '<html><head><meta charset="gb2312"></head><body><p>鿭镕</p></body></html>'
    assert [line.text for line in read_file(page.encode("gb18030"), "a.html").lines] == ["鿭镕"]


def test_a_page_that_says_a_wrong_encoding_is_read_in_its_own() -> None:
    page = f'<html><head><meta charset="gb2312"></head><body><p>{TEXT}</p></body></html>'
    assert read_file(page.encode(), "a.html").encoding == "UTF-8"


_AS_WORD = "open it in Word, WPS or LibreOffice and save it as .docx"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
REFUSED = {
    "an empty file": ("a.txt", b" \n", "name another file"),
    "an older Word file": ("a.doc", _OLE, _AS_WORD),
    "an older WPS file": ("a.wps", _OLE, _AS_WORD),
    "an older Word file by another name": ("a.txt", _OLE, _AS_WORD),
    "a text called .wps": ("a.wps", TEXT.encode(), "call it .txt if its words are right"),
    "a Word file with a password": ("a.docx", _OLE + "EncryptedPackage".encode("utf-16-le"), "save it without one"),
    "a PDF": ("a.txt", b"%PDF-1.7\n%\xe2\xe3", "open it, copy its text into a .txt file and compare"),
    "an OFD": ("a.ofd", archive({"OFD.xml": "<a/>"}), "open it in an OFD reader and save its text"),
    "an OpenDocument file": ("a.odt", archive({"META-INF/manifest.xml": "<a/>"}), _AS_WORD),
    "an archive": ("a.zip", archive({"a.txt": TEXT}), "take the document out of it"),
    "half an archive": ("a.docx", word_file(plain("甲"))[:300], "save or fetch it again"),
    "an RTF file": ("a.doc", b"{\\rtf1\\ansi", _AS_WORD),
    "a web archive without a page": (
        "a.mht",
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=a\r\n\r\n--a--",
        "save the page anew, as “HTML only”",
    ),
    "a page of frames": (
        "a.html",
        b"<html><frameset cols='20%,80%'><frame src='menu.html'><noframes>frames</noframes></frameset></html>",
        "open the frame with the text alone and save that",
    ),
    "a picture": (
        "a.jpg",
        b"\xff\xd8\xff\xe0",
        "type its text, or have a program for character recognition read it, and compare",
    ),
    "a text in no encoding known here": (
        "a.txt",
        "日本国憲法は、国の最高法規であって、その条規に反する法律は効力を有しない。".encode("shift_jis"),
        "open it where its text can be read, and save it as UTF-8",
    ),
    "a program": ("a.txt", bytes(range(256)) * 4, "open it where its text can be read, and save it as UTF-8"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused_with_what_to_do_instead(case: str) -> None:
    name, data, mend = REFUSED[case]
    with pytest.raises(FormatError) as error:
        read_file(data, name)
    assert str(error.value).startswith(f"{name}: expected ")
    assert "\n" not in str(error.value)
    assert error.value.mend == mend


@pytest.mark.parametrize(("codec", "encoding"), [("utf-8", "UTF-8"), ("gbk", "GB18030")])
def test_a_broken_byte_is_named_with_its_line(codec: str, encoding: str) -> None:
    data = TEXT.encode(codec).replace("领导".encode(codec), "领".encode(codec) + b"\xff")
    with pytest.raises(FormatError) as error:
        read_file(data, "a.txt")
    assert (error.value.line, error.value.expected) == (3, f"{encoding} throughout")
    assert error.value.found == "the byte FF behind “府：\n一、加强领”"


def test_a_web_page_called_doc_is_read_as_what_it_is() -> None:
    page = "<html><body><p>第一条　为了加强管理，制定本办法。</p></body></html>"
    assert read_file(page.encode(), "办法.doc").kind == "html"


def test_a_word_file_is_one_whatever_it_is_called() -> None:
    assert read_file(word_file(plain("第一条")), "办法.wps").kind == "docx"


ARCHIVE = (
    'From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="x"\r\n\r\n'
    "--x\r\nContent-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    "<html><body><p>=B5=DA=D2=BB=CC=F5 =BC=D7=A1=A3</p></body></html>\r\n"
    "--x\r\nContent-Type: text/css\r\n\r\n.a{}\r\n--x--\r\n"
)


def test_a_web_archive_is_its_page() -> None:
    found = read_file(ARCHIVE.encode(), "办法.mht")
    assert (found.kind, found.encoding, [line.text for line in found.lines]) == ("html", "GB18030", ["第一条 甲。"])
