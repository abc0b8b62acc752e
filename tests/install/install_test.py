"""What is installed is all that another program needs: by CMake, by pkg-config, and as a Debian package.

Run with TROUW_BUILD, the folder that trouw was built in; nothing is built there again. The programs are those of
engine/README.md.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests" / "abi"))
from readme_test import ENERGY, blocks  # noqa: E402

BUILD = pathlib.Path(os.environ["TROUW_BUILD"])
LINKER = os.environ.get("TROUW_LINKER_FLAGS", "")


def run(*command, **options):
    """What a command that is to succeed prints."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, **options)
    if done.returncode != 0:
        raise AssertionError(f"{command} ends with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def programs(folder):
    """Writes the programs of the README into a folder, and returns what each is to print."""
    found = blocks()
    expected = {}
    for at, (language, text) in enumerate(found):
        if language in ("c", "cpp"):
            (folder / f"program.{language}").write_text(text, encoding="utf-8")
            expected[language] = found[at + 1][1]
    return expected


class InstallTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.kept = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.kept.name)
        cls.prefix = cls.folder / "prefix"
        run("cmake", "--install", BUILD, "--prefix", cls.prefix)
        cls.library = next(cls.prefix.rglob("libtrouw.so")).parent
        cls.source = cls.folder / "consumer"
        shutil.copytree(TOP / "tests" / "install" / "consumer", cls.source)
        cls.expected = programs(cls.source)

    @classmethod
    def tearDownClass(cls):
        cls.kept.cleanup()

    def test_the_command(self):
        self.assertIn("trouw", run(self.prefix / "bin" / "trouw", "--version"))

    def test_every_header_alone(self):
        headers = sorted((self.prefix / "include").rglob("*.h"))
        self.assertGreater(len(headers), 20)
        text = "".join(f"#include <{header.relative_to(self.prefix / 'include')}>\n" for header in headers)
        run("c++", "-std=c++20", "-Wall", "-Wextra", "-Werror", f"-I{self.prefix}/include", "-fsyntax-only", "-x", "c++",
            "-", input=text)
        for standard in ("c99", "c11"):
            run("cc", f"-std={standard}", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only", "-x", "c",
                self.prefix / "include" / "trouw.h")

    def test_cmake(self):
        built = self.folder / "built"
        run("cmake", "-S", self.source, "-B", built, f"-DCMAKE_PREFIX_PATH={self.prefix}",
            f"-DCMAKE_EXE_LINKER_FLAGS={LINKER}")
        run("cmake", "--build", built)
        self.assertEqual(self.expected["c"], run(built / "in_c", ENERGY))
        self.assertEqual(self.expected["cpp"], run(built / "in_cpp", ENERGY))

    def test_pkg_config(self):
        environment = {**os.environ, "PKG_CONFIG_PATH": str(self.library / "pkgconfig")}
        for name, compiler, language in (("trouw", ["cc"], "c"), ("trouw-static", ["c++", "-std=c++20"], "cpp")):
            with self.subTest(name):
                flags = run("pkg-config", "--cflags", "--libs", name, env=environment).split()
                program = self.folder / name
                run(*compiler, self.source / f"program.{language}", "-o", program, *flags, *LINKER.split())
                self.assertEqual(self.expected[language],
                                 run(program, ENERGY, env={**os.environ, "LD_LIBRARY_PATH": str(self.library)}))

    def test_nothing_of_the_build_is_in_what_finds_it(self):
        for path in [*self.library.rglob("*.cmake"), *self.library.rglob("*.pc")]:
            text = path.read_text(encoding="utf-8")
            self.assertNotIn(str(BUILD), text, path)
            self.assertNotIn(str(TOP), text, path)

    def test_debian_package(self):
        run("cpack", "-G", "DEB", "--config", BUILD / "CPackConfig.cmake", "-B", self.folder / "deb")
        packages = list((self.folder / "deb").glob("*.deb"))
        self.assertEqual(1, len(packages))
        names = {line.split()[5] for line in run("dpkg-deb", "--contents", packages[0]).splitlines()}
        for pattern in (r"usr/bin/trouw", r"usr/include/trouw\.h", r"usr/include/trouw/engine\.h",
                        r"usr/include/trouw/programme\.h", r"usr/lib/.*libtrouw\.a", r"usr/lib/.*libtrouw\.so",
                        r"usr/lib/.*cmake/trouw/trouwConfig\.cmake", r"usr/lib/.*pkgconfig/trouw\.pc",
                        r"usr/share/man/man1/trouw\.1", r"usr/share/man/man1/trouw-check\.1",
                        r"usr/share/bash-completion/completions/trouw", r"usr/share/zsh/.*_trouw",
                        r"usr/share/doc/trouw/copyright"):
            self.assertTrue(any(re.fullmatch(r"\./" + pattern, name) for name in names), pattern)
        self.assertFalse([name for name in names if name.startswith(("./usr/local", "./tmp", "./root"))])
        depends = run("dpkg-deb", "--field", packages[0], "Depends")
        for library in ("libc6", "libstdc++6", "libsqlite3-0", "libyaml-cpp", "libssl3"):
            self.assertIn(library, depends)
        self.assertEqual("trouw", run("dpkg-deb", "--field", packages[0], "Package").strip())


if __name__ == "__main__":
    unittest.main()
