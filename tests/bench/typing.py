#!/usr/bin/env python3
"""How long it takes from a key that is pressed in the studio to the numbers, with 100,000 customers.

  tests/bench/typing.py --trouw build/trouw [--customers 100000] [--keys 60]

Writes an offer into the energy example a letter at a time, as the page sends it: each text is sent once the answer to the
last is there, and the clock runs from sending a text to having the figures of that very text. Prints the median and the
worst of ten; exit code 1 where the median is above 150 ms.
"""

import argparse
import http.client
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
TYPED = '\noffer "Summer" to customers\n  when usage is more than 2000 kWh and tenure is at least 2 years\n  give 5% off for 3 months\n'
GOAL = 0.150


class Page:
    def __init__(self, address):
        where, self.secret = address.split("/#")
        self.connection = http.client.HTTPConnection("127.0.0.1", int(where.rsplit(":", 1)[1]), timeout=120)

    def ask(self, question, **body):
        self.connection.request("POST", f"/api/{question}", json.dumps(body),
                                {"Content-Type": "application/json", "Authorization": f"Bearer {self.secret}"})
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{question}: {answer.status} {text[:500]!r}")
        return json.loads(text)

    def figures(self, answer):
        """The answer that has the figures of the text as it is now; none where it has a mistake."""
        while True:
            live = answer["live"]
            if not answer["told"]["sound"]:
                return None
            if live.get("current") and ("figures" in live or live.get("failure")):
                return live
            answer = self.ask("wait", stamp=answer["stamp"])


def run(trouw, folder, customers, keys):
    with tempfile.TemporaryDirectory() as state:
        process = subprocess.Popen([trouw, "studio", folder, "--customers", customers, "--on", "2027-03-01", "--no-browser"],
                                   stdout=subprocess.PIPE, text=True, env={**os.environ, "XDG_STATE_HOME": state})
        try:
            page = Page(process.stdout.readline().strip())
            page.figures(page.ask("begin"))
            sheet = page.ask("sheet", file="offers.trouw")
            text, mark = sheet["text"], sheet["mark"]
            # Whole offers are what has figures: digits of the last are typed over and over.
            text += TYPED
            taken = []
            for key in range(keys):
                now = text.replace("5% off for 3", f"{key % 9 + 1}% off for {key % 11 + 1}").replace("2000", str(2000 + key))
                start = time.perf_counter()
                answer = page.ask("text", file="offers.trouw", text=now, was=mark)
                mark = answer["sheet"]["mark"]
                if page.figures(answer) is None:
                    raise SystemExit("a text with a mistake was typed")
                taken.append(time.perf_counter() - start)
            return taken
        finally:
            process.terminate()
            process.wait()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--trouw", required=True)
    parser.add_argument("--customers", type=int, default=100_000)
    parser.add_argument("--keys", type=int, default=60)
    asked = parser.parse_args()
    slow = False
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place) / "energy"
        shutil.copytree(ROOT / "rules-examples/01-energy", folder)
        for name in ("customers.csv", "customers.db"):
            customers = pathlib.Path(place) / name
            make = [sys.executable, str(ROOT / "tools/dev/make-customers"), "energy", str(asked.customers), "--output", str(customers)]
            subprocess.run(make, check=True)
            taken = sorted(run(os.path.abspath(asked.trouw), str(folder), str(customers), asked.keys))
            median = statistics.median(taken)
            slow = slow or median > GOAL
            print(f"{asked.customers:,} customers, {name}: median {median * 1000:.0f} ms, nine in ten within "
                  f"{taken[len(taken) * 9 // 10] * 1000:.0f} ms ({len(taken)} texts)")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
