"""What pyproject.toml cannot say: the published data and the tables they are made from are installed with the code.

They stand at the top of a clone, where people look for them, and inside the package where it is installed.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

FOLDERS = {"docs/data": "published", "source": "source"}


class BuildWithData(build_py):
    """Copies the two folders behind the modules; an editable installation uses those of the clone."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            root = Path(__file__).parent
            for folder, name in FOLDERS.items():
                shutil.copytree(root / folder, Path(self.build_lib, "gongwen", name), dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithData})
