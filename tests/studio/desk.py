"""A studio on a folder of its own, asked as its page asks it."""

import http.client
import json
import os
import pathlib
import signal
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "command"))

from trouw_command import DAY, TROUW, CommandTest  # noqa: E402  (found by the line above)


class Studio:
    """`trouw studio`, running."""

    def __init__(self, test, folder, *words, customers=None, on=DAY, browser=False):
        self.state = test.folder / "state"
        self.command = [TROUW, "studio", str(folder), *map(str, words)] + ([] if browser else ["--no-browser"])
        if customers:
            self.command += ["--customers", str(customers)]
        if on:
            self.command += ["--on", on]
        self.process = None
        self.start()
        test.addCleanup(self.end)

    def start(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                        env={**os.environ, "XDG_STATE_HOME": str(self.state)})
        self.address = self.process.stdout.readline().strip()
        if not self.address:
            raise AssertionError(self.process.stderr.read())
        where, self.secret = self.address.split("/#")
        self.port = int(where.rsplit(":", 1)[1])

    def end(self, how=signal.SIGTERM):
        """The exit code."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        code = self.process.wait(timeout=60)
        self.process.stdout.close()
        self.process.stderr.close()
        return code

    def request(self, method, path, body=None, headers=None):
        """(status, headers, bytes)"""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    def ask(self, question, status=200, **body):
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self.secret}"}
        found, _, answer = self.request("POST", f"/api/{question}", json.dumps(body), headers)
        if found != status:
            raise AssertionError(f"{question}: {found} instead of {status}: {answer[:2000]!r}")
        return json.loads(answer)

    def sheet(self, name="offers.trouw"):
        return self.ask("sheet", file=name)

    def write(self, text, name="offers.trouw", status=200):
        return self.ask("text", status, file=name, text=text, was=self.sheet(name)["mark"])

    def settled(self, wanted=lambda live: not live["working"]):
        """What the programme comes to, once it is worked out."""
        answer = self.ask("begin")
        for _ in range(200):
            if wanted(answer["live"]):
                return answer
            answer = self.ask("wait", stamp=answer["stamp"])
        raise AssertionError(answer["live"])


class StudioTest(CommandTest):
    def studio(self, *words, customers=True, folder=None, **options):
        self.programme_folder = folder or self.programme()
        return Studio(self, self.programme_folder, *words, customers=self.csv_file() if customers else None, **options)

    def on_disk(self, name="offers.trouw"):
        return (self.programme_folder / name).read_bytes()
