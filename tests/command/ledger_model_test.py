"""Random days of a ledger against a model of a few lines, which is written from the specification.

TROUW_INTERLEAVINGS=N runs that many instead of 12; TROUW_SEED=N begins with another.
"""

import calendar
import datetime
import json
import os
import random
import signal
import sqlite3
import subprocess
import time
import unittest

from ledger_test import LedgerTest
from trouw_command import TROUW

INTERLEAVINGS = int(os.environ.get("TROUW_INTERLEAVINGS", "12"))
SEED = int(os.environ.get("TROUW_SEED", "1"))

OFFERS = """\
offer "Quarter" to customers
  give 10% off for 3 months
  reclaim if they leave within 12 months

offer "Apology" to customers
  when complaints is at least 2
  give EUR 30 once
  limit once per 12 months per customer

offer "First two" to customers
  give EUR 10 once
  limit 2 customers, longest tenure first

offer "Start" to newcomers
  give EUR 60 once

offer "Same" to customers
  match the newcomer deal
"""
PRICE = 5000
BILLS = {"Quarter": 3, "Apology": 1, "First two": 1, "Same": 1}
START = 6000
WORTH = {"Quarter": 500, "Apology": 3000, "First two": 1000}
CONTRACTS = {"1": ("2021-01-01", 0), "2": ("2019-01-01", 3), "3": ("2020-01-01", 2)}


def months_after(day, months):
    years, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return datetime.date(day.year + years, month + 1, min(day.day, last))


def year_after(day):
    return months_after(day, 12)


WHOLE = 1_000_000  # a billing period


class Model:
    """What was given to three contracts, and what their bills were handed."""

    def __init__(self):
        self.awards, self.invoices = [], []

    def of(self, contract, offer):
        return [a for a in self.awards if (a["contract"], a["offer"]) == (contract, offer) and a["state"] != "released"]

    def has_periods_left(self, award):
        return award["used"] < BILLS[award["offer"]] * WHOLE if award["offer"] == "Quarter" else award["used"] == 0

    def runs(self, award):
        return award["state"] in ("confirmed", "reserved") and self.has_periods_left(award)

    def is_due(self, award, day):
        if day < award["day"] or not self.has_periods_left(award):
            return False
        return award["state"] == "confirmed" or award["state"] == "ended" and day <= award["settled"]

    def open(self, contract, offer, day):
        before = self.of(contract, offer)
        if offer == "Quarter":  # again when a horizon has passed, where that is more than what is still to come
            within = [a for a in before if a["state"] != "ended" and day < year_after(a["day"])]
            return not within and BILLS[offer] > self.bills_left(before)
        if offer == "Apology":
            return CONTRACTS[contract][1] >= 2 and all(day >= year_after(a["day"]) for a in before)
        holders = {a["contract"] for a in self.awards if a["offer"] == offer and a["state"] != "released"}
        return not before and len(holders) < 2

    def bills_left(self, awards):
        """Bills to come of an offer's awards: on each only the largest counts, and these are all alike."""
        return max((BILLS[a["offer"]] - a["used"] // WHOLE for a in awards if self.runs(a)), default=0)

    def grant(self, day, state):
        """Appends what is new; the longest tenure first."""
        new = []
        for contract in sorted(CONTRACTS, key=lambda one: CONTRACTS[one]):
            given = [offer for offer in WORTH if self.open(contract, offer, day)]
            top_up = self.top_up(contract, day, given)
            for offer in [*given, "Same"] if top_up > 0 else given:
                award = {"contract": contract, "offer": offer, "day": day, "state": state, "settled": None, "used": 0,
                         "gaps": [], "had": 0, "taken": 0, "open": 0, "worth": WORTH.get(offer, top_up)}
                self.awards.append(award)
                new.append(award)
        return new

    def top_up(self, contract, day, new):
        """What a newcomer would have, less what is new, what is still to come, and what bills of the past year had."""
        mine = [a for a in self.awards if a["contract"] == contract and a["state"] != "released"]
        year_ago = months_after(day, -12)
        to_come = sum(a["worth"] for a in mine if a["offer"] != "Quarter" and self.runs(a))
        to_come += WORTH["Quarter"] * (BILLS["Quarter"] if "Quarter" in new else self.bills_left(self.of(contract, "Quarter")))
        new = sum(WORTH[offer] for offer in new if offer != "Quarter")
        for invoice in self.counting(contract):  # of bills that awards of the past year used up, whichever paid
            amount, paid, used = invoice.get("quarters", (0, None, []))
            if paid and paid["day"] <= year_ago and any(a["day"] > year_ago for a in used):
                new += amount
        received = sum(a["had"] - (0 if a["offer"] == "Same" else a["taken"]) for a in mine if a["day"] > year_ago)
        return START - new - to_come - received

    def counting(self, contract):
        return sorted((i for i in self.invoices if i["contract"] == contract and not i["voided"]), key=lambda i: i["day"])

    def share_of(self, past, day, share):
        """The first day of the billing period that a bill falls in, and how much of it is the bill's."""
        if not past:
            return day, share
        opened = past[-1]["opened"]
        had = sum(i["share"] for i in past if i["opened"] == opened)
        length = (months_after(opened, 1) - opened).days
        early = lambda days: min(3, days // 4)
        supplied = length * had // WHOLE
        if day < opened + datetime.timedelta(days=supplied - early(supplied)):
            return opened, min(share, WHOLE - had)
        if day < opened + datetime.timedelta(days=length - early(length)) and had + share <= WHOLE:
            return opened, share
        return day, share

    def next_of(self, award, length):
        """Stretches of the award's periods that come next: those that a voided bill gave back first."""
        taken, reached = [], 0
        used = sorted((start, size) for i in self.invoices if not i["voided"] for one, start, size in i["used"] if one is award)
        for start, size in [*used, (BILLS[award["offer"]] * WHOLE, 0)]:
            if start > reached and length > 0:
                taken.append((reached, min(length, start - reached)))
                length -= taken[-1][1]
            reached = max(reached, start + size)
        return taken

    def bill(self, contract, invoice, day, share):
        """Its lines, or None where bills would go out of order."""
        past = self.counting(contract)
        if found := [i for i in past if i["invoice"] == invoice]:
            return found[0]["lines"]
        if past and past[-1]["day"] > day:
            if not any(i["contract"] == contract and i["voided"] and i["day"] == day for i in self.invoices):
                return None
            past = [i for i in past if i["day"] <= day]
        if not self.has(contract):
            return []
        opened, share = self.share_of(past, day, share)
        mine = [a for a in self.awards if a["contract"] == contract]
        made = {"contract": contract, "invoice": invoice, "day": day, "opened": opened, "share": share, "voided": False,
                "used": [], "moves": []}
        lines, room, credits, quarters = [], PRICE, [], []
        before = [(a, a["open"]) for a in mine]
        for award in mine:
            if share == 0 or not self.is_due(award, day):
                continue
            stretches = self.next_of(award, share)
            made["used"] += [(award, start, size) for start, size in stretches]
            award["used"] += sum(size for _, size in stretches)
            period = stretches[0][0] // WHOLE + 1
            if award["offer"] == "Quarter":
                rate = 100_000
                if sum(size for _, size in stretches) < share:
                    rate = (2 * rate * sum(size for _, size in stretches) + share) // (2 * share)
                quarters.append(((PRICE * rate * 2 + WHOLE) // (2 * WHOLE), award, period))
            else:
                credits.append(award)
        if quarters:  # of an offer's awards only the largest counts; a tie: what ran first
            amount, award, period = max(quarters, key=lambda one: one[0])
            made["quarters"] = (amount, award, [one[1] for one in quarters])
            room -= amount
            award["had"] += amount
            made["moves"].append((award, amount, 0))
            lines.append((award["offer"], "discount", amount, 0, period))
        room += sum(-open_ for _, open_ in before if open_ < 0)
        for award, open_ in before:
            if open_ < 0 or (open_ := min(open_, room)) > 0:
                lines.append((award["offer"], "taken back" if open_ < 0 else "carried", open_, 0, None))
                award["open"] -= open_
                made["moves"].append((award, 0, -open_))
                room -= max(open_, 0)
        for award in credits:
            stands = min(room, award["worth"])
            room -= stands
            award["had"] += award["worth"]
            award["open"] += award["worth"] - stands
            made["moves"].append((award, award["worth"], award["worth"] - stands))
            lines.append((award["offer"], "credit", stands, award["worth"] - stands, 1))
        made["lines"] = sorted(lines, key=str)
        self.invoices.append(made)
        for award in {id(one): one for one, _, _ in made["used"]}.values():
            if award["state"] == "ended":
                self.reclaim(award)
        return made["lines"]

    def void(self, made):
        made["voided"] = True
        for award, had, open_ in made["moves"]:
            award["had"] -= had
            award["open"] -= open_
        for award, _, size in made["used"]:
            award["used"] -= size
        for award, _, _ in made["moves"]:
            if (back := award["taken"] - award["had"]) > 0:
                award["taken"] -= back
                award["open"] += back

    def take_back(self, award, amount):
        award["taken"] += amount
        award["open"] -= amount

    def reclaim(self, award):
        if award["offer"] == "Quarter" and award["settled"] < year_after(award["day"]):
            self.take_back(award, award["had"] - award["taken"])
            return True
        return False

    def has(self, contract):
        return any(a["contract"] == contract and a["state"] != "released" for a in self.awards)

    def left(self, contract, day):
        for award in self.awards:
            if award["contract"] != contract:
                continue
            if award["state"] == "reserved":
                award.update(state="released", settled=day)
            if award["state"] != "confirmed":
                continue
            claimed = award["offer"] == "Quarter" and day < year_after(award["day"]) and award["had"] > award["taken"]
            if self.runs(award) or claimed:
                award.update(state="ended", settled=day)
                self.reclaim(award)

    def rows(self):
        return sorted((a["contract"], a["offer"], str(a["day"]), a["state"], a["used"], a["had"], a["taken"], a["open"])
                      for a in self.awards)


class Interleavings(LedgerTest):
    def setUp(self):
        super().setUp()
        self.made = self.programme(offers=OFFERS), self.csv_file(
            [[n, "active", joined, "", "50.00", "GE", str(c), ""] for n, (joined, c) in CONTRACTS.items()])

    def command(self, action, *more):
        """Now and then killed before it runs to its end, or run twice: to ask again is safe."""
        words = [TROUW, "ledger", action, *map(str, more), "--ledger", str(self.ledger)]
        if self.chance.random() < 0.15:
            self.trouw(*words[1:])
        if self.chance.random() < 0.15:
            one = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(self.chance.uniform(0, 0.03))
            one.send_signal(signal.SIGKILL)
            one.wait()
        done = self.trouw(*words[1:])
        return done

    def fine(self, *words):
        done = self.command(*words)
        self.assertEqual((0, ""), (done.returncode, done.stderr), (self.seed, words))
        return done

    def grant(self):
        state = self.chance.choice(["confirmed", "confirmed", "reserved"])
        more = ["--reserve"] if state == "reserved" else []
        words = ["grant", self.made[0], "--customers", self.made[1], "--on", self.day, "--quiet", *more]
        if self.chance.random() < 0.3 and self.model.awards:
            self.fine(*words, "--dry-run")
            self.compare()
        self.fine(*words)
        untouched = all(award["day"] != self.day for award in self.model.awards) and self.day not in self.touched
        new = self.model.grant(self.day, state)
        if new and untouched and self.chance.random() < 0.3:
            self.correct(self.chance.choice(new)["contract"])

    def correct(self, contract):
        """With the record as it was nothing comes out otherwise."""
        done = self.fine("correct", contract, "--customers", self.made[1], "--day", self.day, "--on", self.day, "--format",
                         "json")
        self.assertEqual([], json.loads(done.stdout)["changes"], self.seed)

    def due(self):
        contract, invoice = self.chance.choice(list(CONTRACTS)), self.chance.choice("ABCDEFGH")
        day = self.day - datetime.timedelta(days=self.chance.choice([0, 0, 0, 20]))
        share = self.chance.choice([1, 1, 1, 0.5, 0.25])  # of a percentage the bill's base already is the part
        if not self.model.awards:
            return
        expected = self.model.bill(contract, invoice, day, round(share * WHOLE))
        words = ["due", self.made[0], "--customers", self.made[1], "--id", contract, "--invoice", invoice, "--starts", day,
                 "--format", "json", "--quiet", *(["--share", str(share)] if share != 1 else [])]
        done = self.command(*words)
        if expected is None:
            self.assertEqual(2, done.returncode, self.seed)
            self.assertIn("bills go in order", done.stderr)
            return
        self.assertEqual((0, ""), (done.returncode, done.stderr), self.seed)
        self.assertEqual(expected, sorted(((x["offer"], x["kind"], x["amount"], x["carried"], x["period"])
                                           for x in json.loads(done.stdout) if x["kind"] != "note"), key=str), self.seed)

    def void(self):
        made = [one for one in self.model.invoices if not one["voided"]]
        if not made:
            return
        one = self.chance.choice(made)
        self.fine("void", one["contract"], "--invoice", one["invoice"], "--on", self.day)
        self.model.void(one)

    def pick(self, *states):
        """An award in one of these states: (the model's, its number in the ledger)."""
        some = [award for award in self.model.awards if award["state"] in states]
        if not some:
            return None, 0
        award = self.chance.choice(some)
        twins = [a for a in self.model.awards if (a["contract"], a["offer"]) == (award["contract"], award["offer"])]
        place = next(i for i, one in enumerate(twins) if one is award)
        base = sqlite3.connect(f"file:{self.ledger}?mode=ro", uri=True)
        numbers = base.execute("SELECT award FROM granted WHERE id = ? AND offer = ? ORDER BY 1",
                               (award["contract"], award["offer"])).fetchall()
        base.close()
        return award, numbers[place][0]

    def settle(self):
        award, number = self.pick("reserved")
        if award:
            action, state = self.chance.choice([("confirm", "confirmed"), ("release", "released")])
            self.fine(action, number, "--on", self.day)
            award.update(state=state, settled=self.day if state == "released" else None)

    def reverse(self):
        award, number = self.pick("confirmed", "ended")
        if award is None:
            return
        net = award["had"] - award["taken"]
        if net > 1 and self.chance.random() < 0.5:
            part = self.chance.randint(1, net)
            done = self.trouw("ledger", "reverse", number, "--amount", f"{part / 100:.2f}", "--on", self.day, "--ledger",
                              self.ledger)  # not killed: to ask again takes it twice
            self.assertEqual((0, ""), (done.returncode, done.stderr), self.seed)
            self.model.take_back(award, part)
        else:
            self.fine("reverse", number, "--on", self.day)
            award.update(state="reversed", settled=self.day)
            self.model.take_back(award, net)

    def left(self):
        contract = self.chance.choice(list(CONTRACTS))
        if any(award["contract"] == contract for award in self.model.awards):
            self.fine("left", contract, "--on", self.day)
            self.model.left(contract, self.day)

    def compare(self):
        if not self.ledger.exists():
            return
        base = sqlite3.connect(f"file:{self.ledger}?mode=ro", uri=True)
        rows = base.execute("SELECT id, offer, day, state, used, had, taken, open FROM granted").fetchall()
        base.close()
        self.assertEqual(self.model.rows(), sorted(rows), self.seed)

    def one(self, seed):
        self.seed, self.chance, self.model = f"seed {seed}", random.Random(seed), Model()
        self.day = datetime.date(2027, 3, 1)
        for path in self.folder.glob("ledger.db*"):
            path.unlink()
        self.touched = set()  # days on which something else than a grant came first
        for _ in range(self.chance.randint(5, 14)):
            self.chance.choice([self.grant, self.grant, self.due, self.due, self.due, self.settle, self.reverse,
                                self.left, self.void])()
            self.compare()
            self.touched.add(self.day)
            self.day += datetime.timedelta(days=self.chance.choice([0, 1, 30, 30, 200]))
        if self.ledger.exists():
            self.whole()

    def test_against_a_model(self):
        for seed in range(SEED, SEED + INTERLEAVINGS):
            self.one(seed)
        print(f"{INTERLEAVINGS} interleavings from seed {SEED}, no difference from the model")


if __name__ == "__main__":
    unittest.main()
