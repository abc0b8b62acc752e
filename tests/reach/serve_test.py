"""`trouw serve`: decisions, the ledger once, who may ask, what it says of itself, a programme that changes, and an end that
leaves nothing half."""

import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import threading
import time
import unittest

TROUW = os.environ["TROUW"]
TOP = pathlib.Path(__file__).resolve().parents[2]
DAY = "2027-03-01"

YAML = """\
programme: Ten Trees
currency: EUR
prices: including tax
horizon: 12 months
billing period: 1 month
fields:
  number: {type: text, column: id}
  joined: {type: date, for newcomers: today}
  price:  {type: money, from: EUR 0, to: EUR 500, for newcomers: kept, typical: EUR 60}
roles:
  id: number
  joined: joined
  price: price
  newcomer price: same as price
  customer when: tenure is at least 1 month
  others: newcomer
"""
OFFERS = """\
offer "Loyalty" to customers
  give 10% off for 12 months

offer "First come" to customers
  give EUR 25 once
  limit 5 customers
"""


def record(number):
    return {"id": f"C-{number}", "joined": "2020-03-01", "price": "50.00"}


class Service:
    """A service that was begun."""

    def __init__(self, folder, *words):
        self.process = subprocess.Popen([TROUW, "serve", folder, "--listen", "127.0.0.1:0", *map(str, words)],
                                        stderr=subprocess.PIPE, text=True)
        said = []
        for line in self.process.stderr:
            said.append(line)
            if found := re.search(r"127\.0\.0\.1:(\d+)", line):
                self.port = int(found[1])
                break
        else:
            raise AssertionError("".join(said))
        self.reader = threading.Thread(target=self.process.stderr.read, daemon=True)
        self.reader.start()

    def ask(self, method, path, body=None, timeout=60, **headers):
        """The status, the JSON or the text, and the headers of the answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        sent = body if isinstance(body, (str, bytes, type(None))) else json.dumps(body)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if sent is not None:
            named.setdefault("Content-Type", "application/json")
        connection.request(method, path, sent, named)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8")
        connection.close()
        made = json.loads(text) if "json" in (answer.getheader("Content-Type") or "") and "ndjson" not in answer.getheader(
            "Content-Type") else text
        return answer.status, made, dict(answer.getheaders())

    def end(self, how=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(how)
        code = self.process.wait(timeout=30)
        self.reader.join(timeout=30)
        self.process.stderr.close()
        return code


class ServeTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)
        self.programme = pathlib.Path(self.folder) / "programme"
        self.programme.mkdir()
        (self.programme / "programme.yaml").write_text(YAML, encoding="utf-8")
        (self.programme / "offers.trouw").write_text(OFFERS, encoding="utf-8")
        self.ledger = os.path.join(self.folder, "ledger.db")

    def serve(self, *words):
        service = Service(self.programme, *words)
        self.addCleanup(service.end)
        return service

    def grant(self, service, body, key, day=DAY, **more):
        return service.ask("POST", f"/v1/grants?on={day}", body, Idempotency_Key=key, **more)


class Decisions(ServeTest):
    def test_one_and_many(self):
        service = self.serve()
        status, one, headers = service.ask("POST", f"/v1/decide?on={DAY}", record(1))
        self.assertEqual((200, "C-1", "customer", 8500), (status, one["id"], one["standing"], one["value"]))
        self.assertEqual("no-store", headers["Cache-Control"])
        status, many, _ = service.ask("POST", f"/v1/decide?on={DAY}", [record(1), {**record(2), "price": "x"}, record(1)])
        self.assertEqual((200, one), (status, many[0]))
        self.assertEqual("price", many[1]["rejected"]["field"])
        self.assertIn("rejected", many[2])
        lines = json.dumps(record(1)) + "\n{\n" + json.dumps(record(3)) + "\n"
        status, text, _ = service.ask("POST", f"/v1/decide?on={DAY}", lines, Content_Type="application/x-ndjson")
        decided = [json.loads(line) for line in text.splitlines()]
        self.assertEqual((200, one, "is not a JSON object in one line", "C-3"),
                         (status, decided[0], decided[1]["rejected"]["reason"], decided[2]["id"]))

    def test_the_same_as_the_command(self):
        service = self.serve()
        source = pathlib.Path(self.folder) / "one.ndjson"
        source.write_text(json.dumps(record(1)) + "\n", encoding="utf-8")
        done = subprocess.run([TROUW, "explain", self.programme, "--customers", source, "--id", "C-1", "--on", DAY, "--format",
                               "json"], capture_output=True, text=True, check=True)
        self.assertEqual(json.loads(done.stdout), service.ask("POST", f"/v1/explain?on={DAY}", record(1))[1])

    def test_what_is_wrong_is_told(self):
        service = self.serve()
        cases = [(("POST", "/v1/decide", record(1)), 400, "no-day"),
                 (("POST", "/v1/decide?on=2027-02-30", record(1)), 400, "no-day"),
                 (("POST", f"/v1/decide?on={DAY}", {"id": "C-1", "price": "fifty"}), 422, "bad-value"),
                 (("POST", f"/v1/decide?on={DAY}", "{"), 422, "bad-value"),
                 (("POST", f"/v1/decide?on={DAY}", "[{]"), 400, "no-json"),
                 (("GET", "/v1/awards?since=2027-03-01"), 404, "no-ledger"),
                 (("POST", "/v1/prove?seconds=0"), 400, ""),
                 (("GET", "/v1/jobs/9"), 404, "no-job"),
                 (("GET", "/v1/nothing"), 404, ""),
                 (("PUT", "/v1/decide"), 405, "")]
        for asked, expected, kind in cases:
            with self.subTest(asked):
                status, problem, headers = service.ask(*asked)
                self.assertEqual(expected, status)
                self.assertEqual("application/problem+json", headers["Content-Type"])
                self.assertEqual(expected, problem["status"])
                self.assertTrue(problem.get("type", "").endswith(kind))
        status, problem, _ = service.ask("POST", f"/v1/decide?on={DAY}", "id,joined", Content_Type="text/csv")
        self.assertEqual(415, status)

    def test_jobs(self):
        service = self.serve()
        for path, body in (("/v1/prove?seconds=20", ""), (f"/v1/dry-run?on={DAY}", [record(1), record(2)])):
            status, job, headers = service.ask("POST", path, body)
            self.assertEqual((202, f"/v1/jobs/{job['job']}"), (status, headers["Location"]))
            for _ in range(600):
                _, found, _ = service.ask("GET", headers["Location"])
                if found["state"] in ("done", "failed"):
                    break
                time.sleep(0.05)
            self.assertEqual("done", found["state"])
        self.assertEqual(2, found["result"]["decided"])


class Keeping(ServeTest):
    def test_a_life_of_awards(self):
        service = self.serve("--ledger", self.ledger)
        status, granted, headers = self.grant(service, [record(1), record(2)], "a")
        self.assertEqual((200, 4, "false"), (status, granted["granted"], headers["Idempotency-Replayed"]))
        self.assertEqual(granted, self.grant(service, [record(1), record(2)], "a")[1])
        self.assertEqual("true", self.grant(service, [record(1), record(2)], "a")[2]["Idempotency-Replayed"])
        status, problem, _ = self.grant(service, [record(1)], "a")
        self.assertEqual((422, "urn:trouw:problem:key-reused"), (status, problem["type"]))
        self.assertEqual(400, service.ask("POST", f"/v1/grants?on={DAY}", record(1))[0])
        bills = {"bills": [{"id": "C-1", "invoice": "2027-04", "starts": "2027-04-01"}], "records": [record(1)]}
        status, lines, _ = service.ask("POST", "/v1/due", bills, Idempotency_Key="b")
        self.assertEqual((200, {500, 2500}), (status, {line["amount"] for line in lines}))
        self.assertEqual(422, service.ask("POST", "/v1/due", {**bills, "records": [record(2)]}, Idempotency_Key="c")[0])
        since = service.ask("GET", f"/v1/awards?since={DAY}")[1]
        self.assertEqual(4, len(since))
        number = next(one["award"] for one in since if one["id"] == "C-1" and one["offer"] == "Loyalty")
        back = {"on": "2027-04-10", "amount": 100, "reference": "credit"}
        self.assertEqual(100, service.ask("POST", f"/v1/awards/{number}/reverse", back, Idempotency_Key="d")[1]["back"])
        self.assertTrue(service.ask("GET", f"/v1/awards/{number}")[1]["alike"])
        self.assertEqual(404, service.ask("GET", "/v1/awards/999")[0])
        self.assertEqual(404, service.ask("POST", "/v1/awards/999/confirm", {"on": DAY}, Idempotency_Key="e")[0])
        voided = {"invoice": "2027-04", "on": "2027-04-12"}
        self.assertEqual(200, service.ask("POST", "/v1/contracts/C-1/void", voided, Idempotency_Key="f")[0])
        correct = {"record": record(1), "day": DAY, "on": "2027-04-20"}
        self.assertEqual([], service.ask("POST", "/v1/contracts/C-1/correct", correct, Idempotency_Key="g")[1]["changes"])
        left = service.ask("POST", "/v1/contracts/C-1/left", {"on": "2027-05-01"}, Idempotency_Key="h")[1]
        self.assertGreater(left["ended"], 0)
        self.assertEqual([], service.ask("GET", "/v1/ledger")[1]["wrong"])
        self.assertEqual(1, service.ask("DELETE", "/v1/contracts/C-1?on=2027-12-01")[1]["records"])

    def test_rejected_records_are_told_and_the_others_granted(self):
        service = self.serve("--ledger", self.ledger)
        _, granted, _ = self.grant(service, [record(1), {**record(2), "price": "x"}], "a")
        self.assertEqual((2, 1, "C-2"), (granted["granted"], granted["rejected"], granted["rejects"][0]["id"]))

    def test_reserved_and_settled(self):
        service = self.serve("--ledger", self.ledger)
        self.grant(service, record(1), "a", day=DAY + "&reserve=true")
        self.assertEqual("confirmed", service.ask("POST", "/v1/awards/1/confirm", {"on": DAY}, Idempotency_Key="b")[1]["state"])
        self.assertEqual("released", service.ask("POST", "/v1/awards/2/release", {"on": DAY}, Idempotency_Key="c")[1]["state"])
        self.assertEqual(409, service.ask("POST", "/v1/awards/2/confirm", {"on": DAY}, Idempotency_Key="d")[0])


class Many(ServeTest):
    """The last places of a limited offer, wanted by many, while the service is killed over and over."""

    CLIENTS = int(os.environ.get("TROUW_CLIENTS", "40"))
    KILLS = 3

    def client(self, number, holder, answers, wrong):
        body = record(number)
        for _ in range(300):
            try:
                status, answer, _ = self.grant(holder[0], body, f"key-{number}", timeout=10)
            except (OSError, http.client.HTTPException, ValueError):
                time.sleep(0.05)  # it was killed: the same again
                continue
            if status == 409:
                time.sleep(0.02)
                continue
            if status != 200:
                wrong.append((status, answer))
            answers[number] = answer
            return
        wrong.append("no answer")

    def test_never_more_than_the_limit_and_nothing_twice(self):
        holder, answers, wrong = [self.serve("--ledger", self.ledger)], {}, []
        threads = [threading.Thread(target=self.client, args=(number, holder, answers, wrong))
                   for number in range(self.CLIENTS)]
        for thread in threads:
            thread.start()
        for _ in range(self.KILLS):
            time.sleep(0.3)
            holder[0].end(signal.SIGKILL)
            holder[0] = self.serve("--ledger", self.ledger)
        for thread in threads:
            thread.join()
        self.assertEqual([], wrong)
        self.assertEqual(self.CLIENTS, len(answers))
        granted = sum(answer["granted"] for answer in answers.values())
        self.assertEqual(self.CLIENTS + 5, granted)  # what every one was told, however often it was asked
        for number in (0, self.CLIENTS - 1):
            status, again, headers = self.grant(holder[0], record(number), f"key-{number}")
            self.assertEqual((200, answers[number], "true"), (status, again, headers["Idempotency-Replayed"]))
        self.assertEqual(0, holder[0].end())
        database = sqlite3.connect(self.ledger)
        titles = dict(database.execute("SELECT offer, count(*) FROM granted GROUP BY offer"))
        database.close()
        self.assertEqual({"First come": 5, "Loyalty": self.CLIENTS}, titles)
        done = subprocess.run([TROUW, "ledger", "verify", "--ledger", self.ledger], capture_output=True, text=True)
        self.assertEqual((0, ""), (done.returncode, done.stderr))

    def test_a_key_that_is_asked_by_many_at_once_is_done_once(self):
        service, seen = self.serve("--ledger", self.ledger), []

        def ask():
            seen.append(self.grant(service, record(1), "same")[:2])

        threads = [threading.Thread(target=ask) for _ in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        fine = [answer for status, answer in seen if status == 200]
        self.assertTrue(fine)
        self.assertTrue(all(answer == fine[0] for answer in fine))
        self.assertLessEqual({status for status, _ in seen}, {200, 409})


class Running(ServeTest):
    def test_it_tells_how_it_does(self):
        service = self.serve("--on-calendar", "Europe/Amsterdam")
        self.assertEqual((200, {"live": True}), service.ask("GET", "/livez")[:2])
        _, ready, _ = service.ask("GET", "/readyz")
        self.assertEqual((True, True, 64), (ready["ready"], ready["current"], len(ready["fingerprint"])))
        self.assertEqual(ready["on"], service.ask("POST", "/v1/decide", record(1))[1]["on"])
        metrics = service.ask("GET", "/metrics")[1]
        self.assertIn('trouw_requests_total{route="/v1/decide",status="200"} 1\n', metrics)
        self.assertIn("trouw_decisions_total 1\n", metrics)
        for line in metrics.splitlines():
            self.assertRegex(line, r'^(# TYPE \w+ (counter|gauge|histogram)|\w+(\{[^}]*\})? [\d.]+)$')

    def test_a_changed_programme_counts_and_a_broken_one_does_not(self):
        service = self.serve()
        offers = self.programme / "offers.trouw"

        def until(wanted):
            for _ in range(100):
                _, ready, _ = service.ask("GET", "/readyz")
                if wanted(ready):
                    return ready
                time.sleep(0.1)
            self.fail(f"it stays {ready}")

        first = until(lambda ready: ready["current"])
        offers.write_text('offer "A" to customers\n  give 20% of\n', encoding="utf-8")
        broken = until(lambda ready: not ready["current"])
        self.assertEqual((True, first["fingerprint"]), (broken["ready"], broken["fingerprint"]))
        self.assertEqual(8500, service.ask("POST", f"/v1/decide?on={DAY}", record(1))[1]["value"])
        self.assertEqual("error", service.ask("GET", "/v1/check")[1]["diagnostics"][0]["severity"])
        offers.write_text('offer "A" to customers\n  give EUR 7 once\n', encoding="utf-8")
        until(lambda ready: ready["current"] and ready["fingerprint"] != first["fingerprint"])
        self.assertEqual(700, service.ask("POST", f"/v1/decide?on={DAY}", record(1))[1]["value"])

    def test_tokens_and_roles(self):
        tokens = pathlib.Path(self.folder) / "tokens"
        tokens.write_text("# who\nwatch  watching-is-all-i-do\ndecide deciding-is-all-i-do\nkeep   keeping-is-what-i-do\n")
        tokens.chmod(0o640)
        service = self.serve("--tokens", tokens, "--ledger", self.ledger)

        def status(token, method, path, body=None, **headers):
            if token:
                headers["Authorization"] = f"Bearer {token}"
            return service.ask(method, path, body, **headers)[0]

        self.assertEqual(200, status(None, "GET", "/livez"))
        self.assertEqual(401, status(None, "GET", "/metrics"))
        self.assertEqual(401, status("somebody-elses-token", "POST", f"/v1/decide?on={DAY}", record(1)))
        self.assertEqual(200, status("watching-is-all-i-do", "GET", "/metrics"))
        self.assertEqual(403, status("watching-is-all-i-do", "POST", f"/v1/decide?on={DAY}", record(1)))
        self.assertEqual(200, status("deciding-is-all-i-do", "POST", f"/v1/decide?on={DAY}", record(1)))
        self.assertEqual(403, status("deciding-is-all-i-do", "POST", f"/v1/grants?on={DAY}", record(1), Idempotency_Key="a"))
        self.assertEqual(200, status("keeping-is-what-i-do", "POST", f"/v1/grants?on={DAY}", record(1), Idempotency_Key="a"))

    def test_what_it_does_not_begin_with(self):
        tokens = pathlib.Path(self.folder) / "tokens"
        tokens.write_text("keep short\n")
        tokens.chmod(0o600)
        for words, told in ((("--listen", "here"), "127.0.0.1:8080"), (("--listen", "0.0.0.0:0"), "--tokens"),
                            (("--tokens", tokens), "16 characters"), (("--on-calendar", "Mars/Olympus"), "zone"),
                            (("--tokens", "nowhere"), "cannot be read")):
            with self.subTest(words):
                done = subprocess.run([TROUW, "serve", self.programme, *map(str, words)], capture_output=True, text=True,
                                      timeout=60)
                self.assertEqual(2, done.returncode)
                self.assertIn(told, done.stderr)
        tokens.chmod(0o644)
        done = subprocess.run([TROUW, "serve", self.programme, "--tokens", tokens], capture_output=True, text=True, timeout=60)
        self.assertIn("chmod 640", done.stderr)

    def test_the_description_is_what_is_served(self):
        service = self.serve("--ledger", self.ledger)
        status, described, _ = service.ask("GET", "/openapi.json")
        self.assertEqual((200, "3.1.0"), (status, described["openapi"]))
        schemas = described["components"]["schemas"]
        for name in re.findall(r'"\$ref": "#/components/schemas/(\w+)"', json.dumps(described)):
            self.assertIn(name, schemas)
        for path, methods in described["paths"].items():
            there = re.sub(r"\{\w+\}", "1", path)
            for method, of in methods.items():
                with self.subTest(f"{method} {path}"):
                    names = {one["name"] for one in of["parameters"]}
                    self.assertEqual(set(re.findall(r"\{(\w+)\}", path)), names & {"id", "award", "job"})
                    body = "{}" if "requestBody" in of else None
                    status, said, _ = service.ask(method.upper(), there, body)
                    self.assertNotEqual(405, status)
                    self.assertLess(status, 500)
                    if status == 404:
                        self.assertTrue(said["type"].startswith("urn:trouw:problem:"), said)
                    if "Idempotency-Key" in names:
                        self.assertEqual(400, service.ask(method.upper(), there, '{"on": "2027-03-01"}')[0] // 100 * 100)
                    if status == 200 and (schema := of["responses"]["200"]["content"].get("application/json")):
                        self.holds(schema["schema"], said, schemas)
            self.assertEqual(405, service.ask("PATCH", there)[0])

    def holds(self, schema, value, schemas):
        """As far as the description says what is there."""
        if "$ref" in schema:
            schema = schemas[schema["$ref"].split("/")[-1]]
        kinds = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int}
        if isinstance(schema.get("type"), str):
            self.assertIsInstance(value, kinds[schema["type"]])
        for name in schema.get("required", ()):
            self.assertIn(name, value)
        for name, inner in schema.get("properties", {}).items():
            if isinstance(value, dict) and name in value:
                self.holds(inner, value[name], schemas)

    def test_a_log_names_nobody(self):
        log = pathlib.Path(self.folder) / "log"
        service = self.serve("--log", log, "--ledger", self.ledger)
        self.grant(service, record(77), "secret-key")
        service.ask("GET", "/v1/contracts/C-77")
        self.assertEqual(0, service.end())
        lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
        # A line is written when its answer is out, so that two lines may come in either order.
        self.assertEqual(["/v1/contracts/{id}", "/v1/grants"], sorted(line["route"] for line in lines))
        self.assertNotIn("C-77", log.read_text(encoding="utf-8"))


if __name__ == "__main__":
    unittest.main()
