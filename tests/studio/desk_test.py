"""The studio as its page meets it: who may ask, what is told, what is written, and that nothing is lost."""

import json
import os
import signal
import time
import unittest

from desk import DAY, Studio, StudioTest
from trouw_command import OFFERS, YAML


def edited(text, edits):
    """The text after edits of places in lines and characters (of UTF-16; these texts have no others)."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for edit in sorted(edits, key=lambda one: (one["at"]["from"]["line"], one["at"]["from"]["ch"]), reverse=True):
        begin, end = (starts[at["line"]] + at["ch"] for at in (edit["at"]["from"], edit["at"]["to"]))
        text = text[:begin] + edit["text"] + text[end:]
    return text


class WhoMayAsk(StudioTest):
    def test_only_with_the_secret(self):
        studio = self.studio()
        headers = {"Content-Type": "application/json"}
        self.assertEqual(401, studio.request("POST", "/api/begin", "{}", headers)[0])
        for token in ("", "x", studio.secret[:-1], studio.secret + "x"):
            wrong = {**headers, "Authorization": f"Bearer {token}"}
            self.assertEqual(401, studio.request("POST", "/api/save", "{}", wrong)[0])
        self.assertEqual(401, studio.request("POST", "/api/enter", '{"pass": ""}', headers)[0])

    def test_a_browser_is_opened_with_a_pass_for_one_time(self):
        tools = self.folder / "bin"
        tools.mkdir()
        opened = self.folder / "opened"
        (tools / "xdg-open").write_text(f'#!/bin/sh\nprintf %s "$1" > {opened}.part && mv {opened}.part {opened}\n')
        (tools / "xdg-open").chmod(0o755)
        before = os.environ["PATH"]
        os.environ["PATH"] = f"{tools}:{before}"
        self.addCleanup(os.environ.__setitem__, "PATH", before)
        studio = Studio(self, self.programme(), browser=True)
        for _ in range(600):
            if opened.exists():
                break
            time.sleep(0.05)
        address = opened.read_text()
        self.assertNotIn(studio.secret, address)
        headers = {"Content-Type": "application/json"}
        body = json.dumps({"pass": address.split("#")[1]})
        for wrong in ("{}", '{"pass": ""}', '{"pass": "once-x"}', '{"pass": 1}'):
            self.assertEqual(401, studio.request("POST", "/api/enter", wrong, headers)[0])
        status, _, answer = studio.request("POST", "/api/enter", body, headers)
        self.assertEqual((200, {"secret": studio.secret}), (status, json.loads(answer)))
        self.assertEqual(401, studio.request("POST", "/api/enter", body, headers)[0])

    def test_only_by_its_own_name_and_page(self):
        studio = self.studio()
        own = {"Content-Type": "application/json", "Authorization": f"Bearer {studio.secret}"}
        self.assertEqual(421, studio.request("GET", "/", headers={"Host": "evil.example"})[0])
        self.assertEqual(421, studio.request("GET", "/", headers={"Host": f"evil.example:{studio.port}"})[0])
        self.assertEqual(200, studio.request("GET", "/", headers={"Host": f"localhost:{studio.port}"})[0])
        for origin in ("https://evil.example", "null", "http://127.0.0.1:1"):
            self.assertEqual(403, studio.request("POST", "/api/begin", "{}", {**own, "Origin": origin})[0])
        self.assertEqual(403, studio.request("POST", "/api/begin", "{}", {**own, "Sec-Fetch-Site": "cross-site"})[0])

    def test_the_page_runs_nothing_of_elsewhere(self):
        studio = self.studio()
        status, headers, page = studio.request("GET", "/")
        self.assertEqual(200, status)
        policy = headers["Content-Security-Policy"]
        self.assertIn("default-src 'none'", policy)
        self.assertIn("script-src 'self'", policy)
        self.assertNotIn("unsafe", policy)
        self.assertNotIn(b"http", page)
        self.assertNotIn(studio.secret.encode(), page)
        for name in ("main.js", "words.js", "style.css"):
            self.assertEqual(200, studio.request("GET", f"/{name}")[0])
        for path in ("/../programme.yaml", "/programme.yaml", "/%2e%2e/etc/passwd", "/codemirror/../../../../etc/passwd"):
            self.assertEqual(404, studio.request("GET", path)[0])
        self.assertEqual(405, studio.request("GET", "/api/begin", headers={"Authorization": f"Bearer {studio.secret}"})[0])

    def test_what_does_not_fit_is_refused(self):
        studio = self.studio()
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {studio.secret}"}
        for body in ("", "{", "[]", "[" * 100000, '{"file": 1}', '{"file": "offers.trouw"}'):
            status, kind, _ = studio.request("POST", "/api/text", body, headers)
            self.assertEqual(400, status, body[:20])
            self.assertEqual("application/problem+json", kind["Content-Type"])
        studio.ask("sheet", 404, file="../programme.yaml")
        for name in ("../x.trouw", "x.yaml", ".trouw", "a/b.trouw", "", ".x.trouw", "x\n.trouw", "a" * 200 + ".trouw"):
            studio.ask("add", 422, file=name)
        studio.ask("day", 422, on="2027-02-30")
        studio.ask("begin")


class Writing(StudioTest):
    def test_a_mistake_its_mending_and_what_it_costs(self):
        studio = self.studio()
        before = studio.settled()["live"]["figures"]["value"]
        text = OFFERS + '\nofer "Summer" to customers\n  give 5% off for 3 months\n'
        told = studio.write(text)["told"]
        self.assertEqual((1, False), (told["errors"], told["sound"]))
        one = told["list"][0]
        fixes = studio.ask("fixes", number=0, stamp="", code=one["code"], message=one["message"])["fixes"]
        text = edited(text, fixes[0]["edits"])
        self.assertIn('\noffer "Summer"', text)
        answer = studio.write(text)
        self.assertEqual(0, answer["told"]["errors"])
        live = studio.settled()["live"]
        self.assertTrue(live["current"])
        self.assertGreater(live["figures"]["value"], before)
        self.assertEqual(live["figures"]["value"] - before, live["difference"]["after"] - live["difference"]["before"])
        self.assertEqual("Summer", live["figures"]["offers"][-1]["title"])
        self.assertEqual(["holds"], [one["state"] for one in live["guarantees"]])

    def test_figures_stay_while_there_is_a_mistake(self):
        studio = self.studio()
        studio.settled()
        live = studio.write(OFFERS + "\noffer\n")["live"]
        self.assertFalse(live["current"])
        self.assertIn("figures", live)

    def test_a_broken_guarantee_shows_two_bills_and_becomes_an_example(self):
        studio = self.studio()
        text = OFFERS.replace('offer "Same as new" to customers\n  match the newcomer deal\n\n', "")
        studio.write(text)
        live = studio.settled()["live"]
        found = live["guarantees"][0]
        self.assertEqual("broken", found["state"])
        self.assertEqual(len(found["found"]["own"]["bills"]), len(found["found"]["other"]["bills"]))
        self.assertGreater(live["figures"]["after"]["count"], 0)
        self.assertTrue(live["figures"]["after"]["named"])
        text = edited(text, studio.ask("breach", guarantee=0, file="offers.trouw")["edits"])
        self.assertIn("expect guarantees kept", text)
        studio.write(text)
        examples = studio.ask("examples")["examples"]
        self.assertEqual(1, len(examples))
        studio.ask("proofs", seconds=0)
        self.assertEqual("stopped", studio.settled()["live"]["guarantees"][0]["state"])

    def test_a_person_by_number_and_one_made_up(self):
        studio = self.studio()
        person = studio.ask("person", id="1")
        self.assertEqual("customer", person["decision"]["standing"])
        like = studio.ask("person", fields={one["name"]: one["value"] for one in person["fields"]})
        for name in ("value", "newcomer_value", "top_up", "bills"):
            self.assertEqual(person["decision"][name], like["decision"][name])
        self.assertIn("There is no record", studio.ask("person", 404, id="nobody")["detail"])
        for fields in ({"price": "much"}, {"price": "501"}, {"nothing": "1"}, {"region": "XX"}, {"number": "1"}, {"joined": ""}):
            studio.ask("person", 422, fields=fields)
        comma = studio.ask("person", fields={"joined": "2020-01-01", "price": "49,50"})
        self.assertEqual(4950, comma["decision"]["bills"][0]["price"])

    def test_a_person_becomes_an_example_that_holds(self):
        studio = self.studio()
        person = studio.ask("person", id="2")
        fields = {one["name"]: one["value"] for one in person["fields"]}
        answer = studio.ask("example", title='She said "no" \\ yes', file="offers.trouw", fields=fields)
        text = edited(OFFERS, answer["edits"])
        self.assertEqual(0, studio.write(text)["told"]["errors"])
        studio.settled()
        example = studio.ask("examples")["examples"][0]
        self.assertEqual(('She said "no" \\ yes', True), (example["title"], example["holds"]))
        # A second of the same title has another; a form writes one anew.
        again = studio.ask("example", title=example["title"], file="offers.trouw", fields=fields)
        self.assertIn("(2)", again["title"])
        expects = [{**one, "expected": one["expected"] + 1} if one["kind"] == "deal" else one for one in example["expects"]]
        answer = studio.ask("example", title="Hers", replaces=example["title"], file="offers.trouw", expects=expects,
                            fields={one["field"]: one["value"] for one in example["facts"]})
        text = edited(text, answer["edits"])
        self.assertEqual(1, text.count("\nexample "))
        studio.write(text)
        told = studio.settled()["told"]
        self.assertEqual(["T0463"], [one["code"] for one in told["list"] if one["severity"] == "error"])
        example = studio.ask("examples")["examples"][0]
        deal = next(one for one in example["expects"] if one["kind"] == "deal")
        self.assertEqual((False, deal["expected"] - 1), (deal["holds"], deal["actual"]))

    def test_in_the_language_of_the_file(self):
        folder = self.programme(offers="language nl\n\naanbieding \"Trouw\" voor klanten\n  geef 5% korting gedurende 12 maanden\n")
        studio = self.studio(folder=folder)
        sheet = studio.sheet()
        self.assertEqual("nl", sheet["cards"][0]["language"])
        answer = studio.ask("example", title="Iemand", file="offers.trouw", fields={"joined": "2020-01-01", "price": "50"})
        text = edited(sheet["text"], answer["edits"])
        self.assertIn("voorbeeld \"Iemand\"\n  op 2027-03-01\n  klant met", text)
        self.assertEqual(0, studio.write(text)["told"]["errors"])

    def test_completion_and_meaning(self):
        studio = self.studio()
        text = OFFERS + '\noffer "X" to customers\n  when comp'
        studio.write(text)
        at = {"line": text.count("\n"), "ch": len("  when comp")}
        found = studio.ask("complete", file="offers.trouw", at=at, mark=studio.sheet()["mark"])["list"]
        self.assertIn("complaints", [one["label"] for one in found])
        studio.ask("complete", 409, file="offers.trouw", at=at, mark="old")
        self.assertIn("Loyalty", studio.ask("hover", file="offers.trouw", at={"line": 7, "ch": 8})["text"])
        self.assertEqual("", studio.ask("hover", file="offers.trouw", at={"line": 7000, "ch": 8})["text"])


class Saving(StudioTest):
    def test_writes_what_changed_and_nothing_else(self):
        studio = self.studio()
        yaml = os.stat(self.programme_folder / "programme.yaml")
        text = OFFERS + "\n# Zomer — é €\n"
        studio.write(text)
        self.assertEqual(OFFERS.encode(), self.on_disk())
        self.assertEqual(["offers.trouw"], studio.ask("save")["written"])
        self.assertEqual(text.encode(), self.on_disk())
        self.assertEqual(yaml.st_mtime_ns, os.stat(self.programme_folder / "programme.yaml").st_mtime_ns)
        self.assertEqual(yaml.st_ino, os.stat(self.programme_folder / "programme.yaml").st_ino)
        self.assertEqual([], studio.ask("save")["written"])

    def test_ends_of_lines_stay_as_they_were(self):
        folder = self.programme(offers=OFFERS.replace("\n", "\r\n"))
        studio = self.studio(folder=folder)
        self.assertNotIn("\r", studio.sheet()["text"])
        self.assertEqual([], studio.ask("save")["written"])
        studio.write(OFFERS + "# more\n")
        studio.ask("save")
        self.assertEqual((OFFERS + "# more\n").replace("\n", "\r\n").encode(), self.on_disk())

    def test_not_with_a_mistake(self):
        studio = self.studio()
        studio.write(OFFERS + "\noffer\n")
        answer = studio.ask("save", 422)
        self.assertTrue(answer["type"].endswith("mistakes"))
        studio.ask("save", 422, despite=True)
        self.assertEqual(OFFERS.encode(), self.on_disk())

    def test_a_failing_example_is_asked_about(self):
        studio = self.studio()
        text = OFFERS + '\nexample "Wrong"\n  on 2027-03-01\n  customer with joined is 2020-01-01\n  expect deal EUR 1\n'
        studio.write(text)
        answer = studio.ask("save", 422)
        self.assertEqual([{"kind": "example", "text": "Wrong"}], answer["doubts"])
        studio.ask("save", despite=True)
        self.assertEqual(text.encode(), self.on_disk())

    def test_a_new_file(self):
        studio = self.studio()
        studio.ask("add", file="winter.trouw")
        studio.ask("add", 422, file="winter.trouw")
        studio.write('offer "Winter" to customers\n  give EUR 5 once\n', "winter.trouw")
        self.assertFalse((self.programme_folder / "winter.trouw").exists())
        self.assertEqual(["winter.trouw"], studio.ask("save")["written"])
        self.assertIn(b"Winter", self.on_disk("winter.trouw"))

    def test_to_read_only(self):
        studio = self.studio("--read-only")
        studio.write(OFFERS + "# x\n")
        studio.ask("save", 403)
        self.assertEqual(OFFERS.encode(), self.on_disk())

    def test_a_full_or_locked_disk_loses_nothing(self):
        if os.geteuid() == 0:
            self.skipTest("root writes everywhere")
        studio = self.studio()
        text = OFFERS + "# x\n"
        studio.write(text)
        os.chmod(self.programme_folder / "offers.trouw", 0o444)
        studio.ask("save", 500)
        self.assertEqual(text, studio.sheet()["text"])

    def test_what_is_no_utf_8_is_only_shown(self):
        folder = self.programme(offers=OFFERS.encode() + b"# caf\xe9\n")
        studio = self.studio(folder=folder)
        papers = {one["name"]: one for one in studio.ask("begin")["papers"]}
        self.assertFalse(papers["offers.trouw"]["legible"])
        self.assertFalse(papers["offers.trouw"]["unsaved"])
        studio.write(OFFERS, status=422)
        self.assertIn(b"caf\xe9", self.on_disk())


class NothingIsLost(StudioTest):
    def outside(self, text, name="offers.trouw"):
        (self.programme_folder / name).write_text(text, encoding="utf-8")

    def paper(self, studio, name="offers.trouw"):
        return next(one for one in studio.ask("wait", stamp="")["papers"] if one["name"] == name)

    def looked(self, studio):
        """Waits until the disk was looked at."""
        studio.ask("wait", stamp=studio.ask("begin")["stamp"])

    def test_two_tabs(self):
        studio = self.studio()
        first = studio.sheet()["mark"]
        studio.ask("text", file="offers.trouw", text=OFFERS + "# one\n", was=first)
        answer = studio.ask("text", 409, file="offers.trouw", text=OFFERS + "# two\n", was=first)
        self.assertEqual(OFFERS + "# one\n", answer["sheet"]["text"])
        studio.ask("text", file="offers.trouw", text=OFFERS + "# one\n# two\n", was=answer["sheet"]["mark"])
        # The same text twice is no quarrel.
        studio.ask("text", file="offers.trouw", text=OFFERS + "# one\n# two\n", was=first)

    def test_the_disk_is_followed_where_nothing_was_typed(self):
        studio = self.studio()
        self.outside(OFFERS + "# outside\n")
        self.looked(studio)
        self.assertEqual(OFFERS + "# outside\n", studio.sheet()["text"])
        (self.programme_folder / "more.trouw").write_text("# more\n", encoding="utf-8")
        self.looked(studio)
        self.assertEqual("# more\n", studio.sheet("more.trouw")["text"])
        (self.programme_folder / "more.trouw").unlink()
        self.looked(studio)
        studio.ask("sheet", 404, file="more.trouw")

    def test_a_file_that_changed_on_both_sides(self):
        studio = self.studio()
        mine, theirs = OFFERS + "# mine\n", OFFERS + "# theirs\n"
        studio.write(mine)
        self.outside(theirs)
        answer = studio.ask("save", 409)
        self.assertEqual(["offers.trouw"], answer["files"])
        self.assertEqual(theirs.encode(), self.on_disk())
        shown = studio.ask("outside", file="offers.trouw")
        self.assertEqual((mine, theirs), (shown["yours"], shown["theirs"]))
        # It changes once more: what was allowed is no longer that.
        self.outside(theirs + "# and more\n")
        studio.ask("save", 409, over={"offers.trouw": shown["mark"]})
        shown = studio.ask("outside", file="offers.trouw")
        studio.ask("save", over={"offers.trouw": shown["mark"]})
        self.assertEqual(mine.encode(), self.on_disk())

    def test_the_other_side_is_taken(self):
        studio = self.studio()
        studio.write(OFFERS + "# mine\n")
        self.outside(OFFERS + "# theirs\n")
        self.assertTrue(self.paper(studio)["outside"])
        studio.ask("take-back", file="offers.trouw")
        self.assertEqual(OFFERS + "# theirs\n", studio.sheet()["text"])
        self.assertEqual("", self.paper(studio)["outside"])

    def test_a_file_that_was_removed(self):
        studio = self.studio()
        mine = OFFERS + "# mine\n"
        studio.write(mine)
        (self.programme_folder / "offers.trouw").unlink()
        studio.ask("save", 409)
        self.assertTrue(self.paper(studio)["gone"])
        studio.ask("save", over={"offers.trouw": "gone"})
        self.assertEqual(mine.encode(), self.on_disk())

    def test_a_killed_server(self):
        studio = self.studio()
        mine = OFFERS + "# not saved\n"
        studio.write(mine)
        studio.ask("add", file="new.trouw")
        studio.write("# new\n", "new.trouw")
        address = studio.address
        studio.end(signal.SIGKILL)
        studio.start()
        self.assertEqual(address, studio.address, "a tab that is open goes on")
        self.assertEqual(mine, studio.sheet()["text"])
        self.assertEqual("# new\n", studio.sheet("new.trouw")["text"])
        self.assertTrue(self.paper(studio)["restored"])
        self.assertEqual(OFFERS.encode(), self.on_disk())
        studio.end(signal.SIGKILL)
        self.outside(OFFERS + "# meanwhile\n")
        studio.start()
        self.assertEqual(mine, studio.sheet()["text"])
        self.assertTrue(self.paper(studio)["outside"])
        studio.ask("save", 409)
        studio.ask("take-back", file="offers.trouw")
        studio.ask("save")
        studio.end()
        studio.start()
        self.assertFalse(self.paper(studio)["restored"])

    def test_drafts_are_their_owners(self):
        studio = self.studio()
        studio.write(OFFERS + "# secret\n")
        kept = [path for path in studio.state.rglob("*") if path.is_file()]
        self.assertTrue(kept)
        for path in kept:
            self.assertEqual(0, path.stat().st_mode & 0o077, path)
        self.assertEqual(["offers.trouw", "programme.yaml"], sorted(os.listdir(self.programme_folder)))

    def test_damaged_drafts_stop_nothing(self):
        studio = self.studio()
        studio.write(OFFERS + "# x\n")
        studio.end()
        for text in ("", "{", "[]", '{"offers.trouw": 1}', '{"offers.trouw": {"text": 1, "began": 2}}'):
            for path in studio.state.rglob("drafts.json"):
                path.write_text(text)
            studio.start()
            self.assertEqual(OFFERS, studio.sheet()["text"])
            studio.end()
            for path in list(studio.state.rglob("address"))[:1]:
                (path.parent / "drafts.json").write_text(text)

    def test_one_studio_a_programme(self):
        studio = self.studio()
        second = self.trouw("studio", self.programme_folder, "--no-browser", env={"XDG_STATE_HOME": str(studio.state)})
        self.assertEqual((0, studio.address), (second.returncode, second.stdout.strip()))


class Hostile(StudioTest):
    def test_markup_and_marks_are_texts(self):
        studio = self.studio()
        title = "<script>alert(1)</script>\u202e\u2066"
        text = OFFERS + f'\noffer "{title}" to customers\n  give EUR 1 once\n'
        studio.write(text)
        titles = [one["title"] for one in studio.settled()["live"]["figures"]["offers"]]
        self.assertIn(title, titles)

    def test_five_megabytes(self):
        studio = self.studio()
        start = time.monotonic()
        for text in ("x" * 5_000_000, "offer " * 900_000, '"' * 5_000_000, "(" * 5_000_000, "\n" * 5_000_000):
            answer = studio.write(text)
            self.assertFalse(answer["told"]["sound"])
            self.assertLessEqual(len(answer["told"]["list"]), 200)
        self.assertLess(time.monotonic() - start, 240)
        studio.write("x" * 8_500_000, status=413)
        studio.write(OFFERS)
        self.assertEqual(0, studio.ask("begin")["told"]["errors"])

    def test_a_missing_source_is_told(self):
        studio = Studio(self, self.programme(), customers=self.folder / "nowhere.csv")
        self.assertIn("nowhere.csv", studio.settled()["live"]["failure"])
        studio.ask("person", 422, id="1")

    def test_a_programme_with_a_mistake_opens(self):
        studio = self.studio(folder=self.programme(yaml=YAML.replace("currency: EUR", "currency: XYZ1")))
        self.assertGreater(studio.ask("begin")["told"]["errors"], 0)
        studio.ask("person", 422, fields={})
        studio.ask("fields")
        studio.write(YAML, "programme.yaml")
        self.assertEqual(0, studio.ask("begin")["told"]["errors"])


class Ends(StudioTest):
    def test_an_end_by_signal_is_clean(self):
        for how in (signal.SIGTERM, signal.SIGINT):
            studio = self.studio()
            self.assertEqual(0, studio.end(how))

    def test_usage(self):
        folder = self.programme()
        for words in (("nowhere",), (folder, "--port", "0"), (folder, "--port", "70000"), (folder, "--on", "2027-02-30"),
                      (folder, "--customers", "-"), ()):
            done = self.trouw("studio", *words, "--no-browser", env={"XDG_STATE_HOME": str(self.folder / "state")})
            self.assertEqual(2, done.returncode, words)
            self.assertTrue(done.stderr)
        studio = self.studio(folder=folder)
        other = self.trouw("studio", self.programme(name="other"), "--no-browser", "--port", studio.port,
                           env={"XDG_STATE_HOME": str(self.folder / "other-state")})
        self.assertEqual(2, other.returncode)
        self.assertIn("in use", other.stderr)

    def test_figures_on_top_of_a_ledger(self):
        folder, customers, ledger = self.programme(), self.csv_file(), self.folder / "ledger.db"
        self.trouw("ledger", "grant", folder, "--customers", customers, "--on", DAY, "--ledger", ledger)
        studio = self.studio("--ledger", ledger, folder=folder)
        with_ledger = studio.settled()["live"]["figures"]
        done = self.trouw("dry-run", folder, "--customers", customers, "--on", DAY, "--ledger", ledger, "--format", "json")
        self.assertEqual(json.loads(done.stdout)["value"], with_ledger["value"])
        self.assertEqual("1", studio.ask("person", id="1")["id"])


if __name__ == "__main__":
    unittest.main()
