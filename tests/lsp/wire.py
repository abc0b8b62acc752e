"""A language client of the standard library alone: frames and numbers, nothing else."""

import json
import os
import subprocess

TROUW = os.environ["TROUW"]


class Wire:
    def __init__(self, *options):
        self.process = subprocess.Popen([TROUW, "lsp", *map(str, options)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE)
        self.number = 0
        self.told = []  # notifications and requests of the server

    def raw(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.raw(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def receive(self):
        """The next message; None at the end."""
        length = None
        while (line := self.process.stdout.readline()) not in (b"\r\n", b""):
            name, _, value = line.decode().partition(":")
            if name.lower() == "content-length":
                length = int(value)
        return json.loads(self.process.stdout.read(length)) if length is not None else None

    def reply(self):
        """The next answer; what else comes is kept in `told`."""
        while (message := self.receive()) is not None:
            if "method" not in message:
                return message
            self.told.append(message)
        return None

    def request(self, method, **params):
        self.number += 1
        self.send({"id": self.number, "method": method, "params": params})
        message = self.reply()
        assert message["id"] == self.number, message
        return message

    def ask(self, method, **params):
        return self.request(method, **params)["result"]

    def notify(self, method, **params):
        self.send({"method": method, "params": params})

    def start(self, **capabilities):
        answer = self.ask("initialize", processId=None, rootUri=None, capabilities=capabilities)
        self.notify("initialized")
        return answer

    def until(self, wanted):
        """Reads on until a notification that `wanted` says yes to."""
        for message in self.told:
            if wanted(message):
                self.told.remove(message)
                return message
        while (message := self.receive()) is not None:
            if "method" in message and wanted(message):
                return message
            self.told.append(message)
        raise AssertionError("the server ended")

    def diagnostics(self, uri, wanted=lambda found: True):
        """The next diagnostics of a file that are as wanted."""
        return self.until(lambda m: m["method"] == "textDocument/publishDiagnostics" and m["params"]["uri"] == uri
                          and wanted(m["params"]["diagnostics"]))["params"]["diagnostics"]

    def end(self):
        """Shuts down and leaves; the exit code."""
        self.ask("shutdown")
        self.notify("exit")
        return self.close()

    def close(self):
        self.process.stdin.close()
        code = self.process.wait(timeout=60)
        self.process.stdout.close()
        self.process.stderr.close()
        return code
