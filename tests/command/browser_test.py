"""The pages in a real browser, where there is one: on a phone nothing runs off the side, and nothing is wrong with them.

Ends with 77 where there is no browser: not run.
"""

import pathlib
import re
import shutil
import subprocess
import sys
import unittest

from trouw_command import DAY, CommandTest

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

# Measures the page in a frame as wide as a phone.
FRAME = """<!DOCTYPE html><body><iframe id=f src="{page}" style="width:{width}px;height:800px;border:0"></iframe>
<script>onload = () => {{
  const page = document.getElementById("f").contentDocument;
  const names = [...page.querySelectorAll("svg[role=img]")].map(svg => svg.getBoundingClientRect());
  document.body.textContent = ["measured", page.documentElement.scrollWidth, names.length,
    names.filter(box => box.width > 200 && box.height > 40).length, page.images.length].join(" ");
}}</script>"""


class Browser(CommandTest):
    def measured(self, path, width):
        frame = self.folder / "frame.html"
        frame.write_text(FRAME.format(page=path.as_uri(), width=width), encoding="utf-8")
        done = subprocess.run([BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files",
                               f"--user-data-dir={self.folder / 'profile'}", "--dump-dom", frame.as_uri()],
                              capture_output=True, text=True, timeout=120)
        found = re.search(r"measured (\d+) (\d+) (\d+) (\d+)", done.stdout)
        self.assertTrue(found, done.stdout + done.stderr)
        return [int(number) for number in found.groups()]

    def fits(self, path, pictures):
        for width in (320, 375, 1200):
            wide, all_pictures, drawn, images = self.measured(path, width)
            self.assertLessEqual(wide, width)
            self.assertEqual((pictures, pictures, 0), (all_pictures, drawn, images))

    def test_report(self):
        path = self.folder / "report.html"
        self.dry_run(self.csv_file(), "--report", path)
        self.fits(path, 7)

    def test_example(self):
        example = pathlib.Path(__file__).resolve().parents[2] / "rules-examples/01-energy"
        path = self.folder / "report.html"
        self.dry_run(example / "customers.db", "--report", path, programme=example)
        self.fits(path, 9)

    def test_explain(self):
        path = self.folder / "page.html"
        self.trouw("explain", self.programme(), "--customers", self.csv_file(), "--id", "1", "--on", DAY, "--html", path)
        self.fits(path, 1)


if __name__ == "__main__":
    if not BROWSER:
        print("no browser: not run")
        sys.exit(77)
    unittest.main()
