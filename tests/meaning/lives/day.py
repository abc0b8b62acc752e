"""A record on a day, with what its contract had before: the bills to come, and what awards are on them."""
import math

import bill
import days
import deal
import terms
import truth

AUDIENCE = {"newcomer": "newcomers", "customer": "customers", "returner": "returners"}
NEW = math.inf  # the age of what is not granted yet


class Day:
    def __init__(self, programme, record, on, contract, person=None):
        self.programme, self.on, self.contract = programme, on, contract
        self.person = person or truth.Person(programme, record, on)
        self.audience = AUDIENCE.get(self.person.standing)
        self.places = {offer["title"]: offer["index"] for offer in programme["offers"]}
        self.combine = programme["combine"].get(self.audience, {})
        self.groups = self._groups()
        self.bills = [self._bill(number) for number in range(programme["horizon"])]

    def _groups(self):
        """Best-ofs, each a list of items, each a list of titles."""
        titles = [offer["title"] for offer in self.programme["offers"]]
        given = [[item if item == "everything else" else [titles[index] for index in item] for item in items]
                 for items in self.combine.get("best of", [])]
        named = {title for items in given for item in items if item != "everything else" for title in item}
        rest = [offer["title"] for offer in self.programme["offers"] if offer["to"] in (self.audience, "everyone")
                and "match" not in offer and offer["title"] not in named]
        return [[rest if item == "everything else" else item for item in items] for items in given]

    def group_of(self, title):
        return next((number for number, items in enumerate(self.groups) if any(title in item for item in items)), None)

    def competition(self, award):
        """Those of which one counts on a bill."""
        if award.match:
            return ("match", id(award))
        group = self.group_of(award.title)
        return ("offer", award.title) if group is None else ("best of", group)

    def _bill(self, number):
        unit, length = self.programme["period"]
        on = days.add(self.on, (unit, length * number))
        return bill.Bill(terms.on_day(self.person, on), terms.price_on(self.person, on))

    def open(self):
        """Title -> (offer, terms), matches apart."""
        found = {}
        for offer in self.programme["offers"]:
            if "match" not in offer and offer["to"] in (self.audience, "everyone") and deal.is_open(offer, self.person):
                made = terms.terms_of(offer, self.person)
                if made:
                    found[offer["title"]] = (offer, made)
        return found

    def piece(self, award, number, begin=None, room=None):
        """The award on a bill so many after its next one, or that begins at `begin`."""
        age = self.contract.awards.index(award) if award in self.contract.awards else NEW
        index = self.places.get(award.title, len(self.places) + (age if age != NEW else 0))
        return bill.Piece(award, index, age, (award.used if begin is None else begin) + number, room)

    def laid(self, awards, groups=None):
        """Bill by bill what the awards are together: [number, line, amount]."""
        left = {id(award): award.room() for award in awards}
        entries = []
        for number, each in enumerate(self.bills):
            pieces = [self.piece(award, number) for award in awards]
            for piece in pieces:  # a ceiling is of the money on the first bills
                piece.room = left[id(piece.award)] if piece.place < self.programme["horizon"] else None
            kept = bill.counting(pieces, each, self.groups if groups is None else groups)
            for line, amount in bill.stacked(kept, each):
                entries.append([number, line, amount])
                if line.piece.room is not None and line.kind != "worth":
                    left[id(line.piece.award)] -= amount
        return entries

    def laid_matches(self, awards):
        return [[number, line, amount] for award in awards for number, each in enumerate(self.bills)
                for line, amount in bill.stacked([self.piece(award, number)], each)]


def worth(entries):
    return sum(amount for _, _, amount in entries)


def money(entries):
    return [entry for entry in entries if entry[1].kind != "worth"]
