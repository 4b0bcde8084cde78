"""Pack a built site as one zip that opens from a disk: ``python scripts/offline.py site release/offline.zip``.

Its text is compared with the source's, and its links are followed, before it is written.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from gongwen.edition import make_edition
from gongwen.errors import DiskError, GongwenError
from gongwen.site.linkcheck import dead_links
from gongwen.site.offline import pack, put_on_disk
from gongwen.site.proof import prove

SOURCE = Path(__file__).parent.parent / "source"


def read(site: Path) -> dict[str, bytes]:
    """The files of ``site`` by their names in it."""
    paths = sorted(path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in paths}


def check(files: dict[str, bytes]) -> None:
    """Raise :class:`~gongwen.errors.GongwenError` for a text that is not the source's, or a link that leads nowhere."""
    with TemporaryDirectory() as folder:
        for name, content in files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        prove(Path(folder), make_edition(SOURCE))
        for dead in dead_links(Path(folder)):
            raise GongwenError(dead, None, "a link to a file of the zip", "none", "see gongwen/site/offline.py")


def main() -> int:
    site, target = map(Path, sys.argv[1:])
    whole = target.with_name(f".{target.name}.new")
    try:
        if not (site / "index.html").is_file():
            raise GongwenError(str(site), None, "a built site", "no index.html there", "make build")
        files = put_on_disk(read(site))
        check(files)
        target.parent.mkdir(parents=True, exist_ok=True)
        whole.write_bytes(pack(files, target.stem))
        whole.replace(target)
    except OSError as problem:
        print(f"offline.py: {DiskError.of(problem)}", file=sys.stderr)
        return 2
    except GongwenError as error:
        print(f"offline.py: {error}", file=sys.stderr)
        return 2
    finally:
        whole.unlink(missing_ok=True)
    print(f"{target}: unpack it and open {target.stem}/index.html")
    return 0


if __name__ == "__main__":
    sys.exit(main())
