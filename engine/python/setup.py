"""Builds a wheel that carries libtrouw.so: one for every version of Python, since nothing is compiled against one.

TROUW_LIBRARY names a library that was built before; without it CMake builds it from the checkout around this folder.
"""

import os
import pathlib
import re
import shutil
import subprocess

from setuptools import Distribution, setup
from setuptools.command.bdist_wheel import bdist_wheel
from setuptools.command.build_py import build_py

TOP = pathlib.Path(__file__).resolve().parents[2]


def version():
    return re.search(r"project\(trouw VERSION ([\d.]+)", (TOP / "CMakeLists.txt").read_text(encoding="utf-8")).group(1)


def built(folder):
    """The library, made in a folder."""
    options = ["-DCMAKE_BUILD_TYPE=Release", "-DTROUW_TESTS=OFF"]
    subprocess.run(["cmake", "-S", TOP, "-B", folder, *options], check=True)
    subprocess.run(["cmake", "--build", folder, "--target", "trouw_shared", "--parallel"], check=True)
    return folder / "engine" / "libtrouw.so"


class WithLibrary(build_py):
    def run(self):
        super().run()
        named = os.environ.get("TROUW_LIBRARY")
        library = pathlib.Path(named) if named else built(pathlib.Path("build").resolve() / "trouw")
        shutil.copy(library.resolve(), pathlib.Path(self.build_lib) / "trouw" / "libtrouw.so")


class ForThisMachine(bdist_wheel):
    def get_tag(self):
        return ("py3", "none", super().get_tag()[2])


class Binary(Distribution):
    def has_ext_modules(self):
        return True


setup(version=version(), distclass=Binary, cmdclass={"build_py": WithLibrary, "bdist_wheel": ForThisMachine})
