"""Random programmes and lives, small and exact: whole percentages of whole prices, so that no rounding hides anything."""
from fractions import Fraction

import days
import draw as d

FIELDS = [
    {"name": "contract", "type": "text"},
    {"name": "status", "type": "choice", "values": ["active", "former"], "for newcomers": "kept"},
    {"name": "joined", "type": "date", "for newcomers": "today"},
    {"name": "left", "type": "date", "optional": True, "for newcomers": "unknown"},
    {"name": "price now", "type": "money", "from": 0, "to": 500, "for newcomers": "kept"},
    {"name": "new price", "type": "money", "from": 0, "to": 500, "for newcomers": "kept"},
    {"name": "student", "type": "yes/no", "for newcomers": "kept"},
    {"name": "referrals", "type": "whole number", "from": 0, "to": 40, "each": "referral", "for newcomers": ["fixed", 0, "0"]},
]
START, HALF = days.day("2027-01-20"), Fraction(1, 2)


class Drawn:
    """`without`: words of what is not drawn, as `may` has them."""

    def __init__(self, seed, without=()):
        self.draw, self.without = d.Draw(seed), without

    def may(self, feature, share=1.0):
        return self.draw.often(share) and feature not in self.without

    def programme(self):
        horizon = self.draw.choice([12, 12, 12, 4, 6])
        period = ("months", 1) if horizon != 4 else ("months", 3)
        programme = {"currency": "EUR", "places": 2, "horizon": horizon, "period": period,
                     "rounding": "half away from zero", "fields": FIELDS, "definitions": {}, "facts": [], "offers": [],
                     "perks": {"points": {"worth": Fraction(1)}, "gift": {"worth": 300, "per": "once"}},
                     "roles": {"id": "contract", "price": "price now", "newcomer price": "new price", "joined": "joined",
                               "left": "left", "customer when": ("compare", "is", ("field", "status"), ("lit", "active")),
                               "former when": ("compare", "is", ("field", "status"), ("lit", "former"))},
                     "combine": {}}
        for index in range(self.draw.randint(1, 4)):
            programme["offers"].append(self.offer(programme, index, "customers"))
        if self.may("match", 0.3):
            for _ in range(self.draw.randint(1, 2)):
                programme["offers"].append(self.offer(programme, len(programme["offers"]), "newcomers"))
            programme["offers"].append(self.match(programme, len(programme["offers"])))
        self.combine(programme)
        return programme

    def offer(self, programme, index, to):
        offer = {"index": index, "title": f"Offer {index}", "to": to, "when": []}
        if self.may("window", 0.4):
            start = days.day("2027-01-01") + self.draw.randint(-100, 500)
            offer["runs"] = (start, start + self.draw.randint(30, 400)) if self.draw.often(0.5) else (start, None)
        if to == "customers":
            self._conditions(offer)
        if to == "customers" and self.may("table", 0.3):
            rows = sorted(self.draw.sample(range(0, 60), self.draw.randint(1, 3)))
            offer["table"] = ("tenure", [["from", row, self.gives(programme)] for row in rows])
        else:
            offer["gives"] = self.gives(programme, newcomer=to == "newcomers")
        return offer

    def _conditions(self, offer):
        if self.may("milestone", 0.12):
            offer["when"].append(("reaches", sorted(self.draw.sample(range(1, 60), self.draw.randint(1, 6)))))
        elif self.may("anniversary", 0.1):
            offer["when"].append(("anniversary", ("field", "joined")))
        elif self.may("limit", 0.15):
            offer["limit"] = self.draw.choice([("months", 3), ("months", 6), ("months", 12), ("months", 24), None])
        if self.draw.often(0.3):
            offer["when"].append(("compare", "is at least", ("tenure",), ("lit", self.draw.randint(1, 50))))

    def gives(self, programme, newcomer=False):
        return [self.phases(programme, newcomer) for _ in range(self.draw.choice([1, 1, 2]))]

    def phases(self, programme, newcomer):
        if self.may("phases", 0.2):
            first = self.reward(programme)
            first["timing"] = ("for", self.draw.randint(1, programme["horizon"] // 2), 0)
            last = self.reward(programme)
            last["timing"] = ("for", self.draw.randint(1, programme["horizon"] // 2), 0)
            return [first, last]
        reward = self.reward(programme)
        reward["timing"] = self.timing(programme, newcomer)
        return [reward]

    def reward(self, programme):
        kind = self.draw.choice(["percent", "percent", "off", "credit"])
        reward = {"kind": kind}
        if kind == "percent":
            reward["rate"] = Fraction(self.draw.randint(1, 12), 100)
        else:
            reward["amount"] = 100 * self.draw.randint(1, 12)
        if self.may("scaling", 0.15):
            reward["scaling"] = ("tenure", 12, None)
        return reward

    def timing(self, programme, newcomer):
        horizon = programme["horizon"]
        shape = self.draw.random()
        if shape < 0.2 and self.may("one-off"):
            return ("once", self.draw.randint(1, horizon) if self.may("after", 0.3) else 0)
        if shape < 0.35 and self.may("living"):
            if self.may("while", 0.4):
                return ("while", self._while())
            return ("stay",)
        count = self.draw.choice([1, 2, 3, horizon // 2, horizon, horizon]) if self.may("short") else horizon
        if not newcomer and self.may("long", 0.2):
            count = self.draw.choice([horizon * 2, horizon + horizon // 2, horizon + 1])
        wait = self.draw.randint(1, max(1, horizon - count)) if self.may("after", 0.2) and count < horizon else 0
        condition = [self._while()] if self.may("promised while", 0.15) and not wait else []
        return ("for", count, wait, *condition)

    def _while(self):
        if self.draw.often(0.5):
            how = self.draw.choice(["is at least", "is less than"])
            return ("compare", how, ("tenure",), ("lit", self.draw.randint(1, 60)))
        how = self.draw.choice(["is before", "is on or after"])
        return ("compare", how, ("today",), ("lit", days.day("2027-01-01") + self.draw.randint(0, 700)))

    def match(self, programme, index):
        rule = {"of": None}
        if self.draw.often(0.4):
            rule["over"] = self.draw.randint(1, programme["horizon"])
        if self.may("match limit", 0.3):
            rule["at most"] = 100 * self.draw.randint(1, 100)
        if self.draw.often(0.3):
            rule["of"] = self.draw.choice([o["index"] for o in programme["offers"] if o["to"] == "newcomers"])
        return {"index": index, "title": f"Offer {index}", "to": "customers", "when": [], "match": rule}

    def combine(self, programme):
        mine = [o["index"] for o in programme["offers"] if o["to"] == "customers" and "match" not in o]
        data = {"best of": []}
        if len(mine) > 1 and self.may("best of", 0.6):
            self.draw.shuffle(mine)
            items, named = [], mine[:]
            while named:
                size = 2 if len(named) > 2 and self.draw.often(0.4) else 1
                items.append(named[:size])
                named = named[size:]
            if len(items) > 2 and self.draw.often(0.4):
                items = items[:-1]
            if len(items) > 1:
                data["best of"].append(items)
        if self.may("caps", 0.25):
            data["at most"] = 100 * self.draw.randint(5, 150)
        programme["combine"]["customers"] = data

    def edited(self, programme):
        """The same programme with one offer said otherwise."""
        offers = list(programme["offers"])
        index = self.draw.randrange(len(offers))
        old = offers[index]
        if "match" in old:
            new = self.match(programme, index)
        else:
            new = self.offer(programme, index, old["to"])
        offers[index] = new
        return dict(programme, offers=offers)

    def record(self):
        joined = days.add_months(days.day("2027-01-15"), -self.draw.randint(0, 60)) - self.draw.randint(0, 20)
        price = 10000 * self.draw.choice([1, 1, 2])
        return {"contract": "K", "status": "active", "joined": joined, "left": None, "price now": price, "new price": price,
                "student": self.draw.often(0.5), "referrals": self.draw.randint(0, 4)}

    def steps(self, programme):
        """(day, order, "edit", programme), "settle", "grant" with a state, "bill" with a share and an invoice, "void" with an
        invoice: in the order of their days."""
        return sorted(self._bills(programme) + self._days(programme), key=lambda step: step[:2])

    def _bills(self, programme):
        found, (unit, length), late = [], programme["period"], self.draw.choice([0, 0, 5])
        for number in range(int(24 / length * self.draw.choice([0.5, 1, 1.5]))):
            on = days.add(START, (unit, length * number)) + late
            shares = [1]
            if self.may("odd bills", 0.2):
                shares = self.draw.choice([[], [], [HALF, HALF], [HALF]])
            for part, share in enumerate(shares):
                found.append((on + part, 3, "bill", share, f"{number}/{part}"))
                if self.may("void", 0.04):
                    found.append((on + self.draw.randint(0, 20), 4, "void", f"{number}/{part}"))
        return found

    def _days(self, programme):
        found, on = [], START
        for _ in range(self.draw.randint(3, 14)):
            found.append((on, 2, "grant", "reserved" if self.may("reserved", 0.1) else "confirmed"))
            on += self.draw.choice([0, 1, 11, 30, 31, 61, 90, 180])
            if self.may("reserved", 0.3):
                found.append((on, 1, "settle", self.draw.choice(["confirmed", "confirmed", "released"])))
            if self.may("edits", 0.15):
                programme = self.edited(programme)
                found.append((on, 0, "edit", programme))
        return found
