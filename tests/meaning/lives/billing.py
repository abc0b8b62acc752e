"""A bill of a contract: what it has of its awards, and what of them it uses up."""
import bill as bills
import terms
from contract import Had
from day import Day


def make(contract, programme, record, on, share=1, invoice=None):
    """What stands on it: (award, amount), perks and points at their worth."""
    day = Day(programme, record, on, contract)
    each = bills.Bill(day.person, terms.for_share(terms.price_on(day.person, on), share, programme), share)
    awards = [award for award in contract.awards if award.runs() and award.state == "confirmed" and award.day <= on]
    horizon = programme["horizon"]
    pieces = [day.piece(award, 0, room=award.room() if award.used < horizon else None) for award in awards]
    entries = bills.stacked(bills.counting([p for p in pieces if not p.award.match], each, day.groups), each)
    for piece in pieces:
        entries += bills.stacked([piece], each) if piece.award.match else []
    had = [(line.piece.award, day.competition(line.piece.award), "worth" if line.kind == "worth" else "money", amount)
           for line, amount in entries]
    contract.bills.append(Had(invoice, on, share, had, [(a, day.competition(a), a.used) for a in awards]))
    for award, _, kind, amount in had:
        if kind == "money" and award.used < horizon:
            award.capped_money += amount
    for award in awards:
        award.used += share
        if award.length() is not None:
            award.used = min(award.used, award.length())
    entries.sort(key=lambda entry: contract.awards.index(entry[0].piece.award))
    return fitting(contract, entries, each.price)


def fitting(contract, entries, price):
    """Credits never make a bill negative: what does not fit is carried to the next one, and comes first there."""
    lines = [(line.piece.award, amount) for line, amount in entries if line.kind != "credit"]
    room = price - sum(amount for line, amount in entries if line.kind not in ("credit", "worth"))
    credits = [(award, award.carried) for award in contract.awards if award.carried]
    for award in contract.awards:
        award.carried = 0
    for award, amount in credits + [(line.piece.award, amount) for line, amount in entries if line.kind == "credit"]:
        fits = min(room, amount)
        room -= fits
        award.carried += amount - fits
        lines.append((award, fits))
    return lines


def void(contract, invoice):
    """Its lines and its periods come back."""
    for made in [made for made in contract.bills if made.invoice == invoice]:
        contract.bills.remove(made)
        for award, _, begin in made.used:
            award.used -= made.share if award.length() is None else min(made.share, award.length() - begin)
        for award, _, kind, amount in made.entries:
            award.capped_money -= amount if kind == "money" else 0
