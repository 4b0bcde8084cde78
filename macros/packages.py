"""The packages the site is made with, as tables."""

from __future__ import annotations

from pathlib import Path

from gongwen.packages import SETS, Package, read_lock, read_packages
from macros.data import text

ROOT = Path(__file__).parent.parent
NAMES = {
    "site": "生成网站",
    "build": "编译源码包",
    "files": "排印 PDF",
    "test": "测试",
    "audit": "审计",
    "engines": "其他浏览器的测试",
    "platforms": "试用其他平台",
}


def package_table() -> str:
    """Every package that is asked for, a table a purpose, with the version that the lock pins."""
    packages = _read()
    shown = ((name, [package for package in packages if package.sets[0] == name]) for name in SETS)
    return "\n".join(_table(name, rows) for name, rows in shown if rows)


def package_rest() -> str:
    """What the packages asked for bring along: names and versions, each once."""
    packages = {package.name for package in _read()}
    seen: set[str] = set()
    lines = ['<dl class="along">']
    for name in SETS:
        locked = read_lock(ROOT / f"requirements/{name}.lock").items()
        along = {package: version for package, version in locked if package not in packages | seen}
        seen |= along.keys()
        if along:
            listed = "、".join(f"{text(package)} {text(version)}" for package, version in along.items())
            lines += [f"<dt>{NAMES[name]}（{len(along)} 个）</dt>", f"<dd>{listed}</dd>"]
    return "\n".join([*lines, "</dl>"])


def locked(package: str) -> str:
    """The version that the locks pin: ``lxml`` → ``6.1.3``; raises :class:`KeyError` for a package that none has."""
    versions: dict[str, str] = {}
    for name in SETS:
        versions |= read_lock(ROOT / f"requirements/{name}.lock")
    return text(versions[package])


def _read() -> tuple[Package, ...]:
    return read_packages(ROOT / "source/packages.tsv", ROOT / "requirements")


def _table(name: str, packages: list[Package]) -> str:
    columns = ("包", "版本", "用途", "许可", "维护者", "最近发布", "停止维护时")
    head = "".join(f'<th scope="col">{column}</th>' for column in columns)
    body = (f"<tr>{''.join(map(_cell, columns, _cells(package)))}</tr>" for package in packages)
    return "\n".join(
        [
            f'<div class="table" id="{name}-packages"><table class="data">',
            f"<caption>{NAMES[name]}：{len(packages)} 个</caption>",
            f"<thead><tr>{head}</tr></thead><tbody>",
            *body,
            "</tbody></table></div>",
        ]
    )


def _cell(column: str, content: str) -> str:
    """A cell that says its column, for the narrow layout."""
    return f'<td data-column="{column}">{content}</td>'


def _cells(package: Package) -> tuple[str, ...]:
    released = f"{text(package.released)} <small>{text(package.checked)} 查</small>"
    plain = (package.name, package.version, package.use, package.licence, package.maintainer)
    return (*map(text, plain), released, text(package.instead))
