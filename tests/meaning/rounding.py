"""Exact amounts to whole minor units, and their sharing by largest remainder."""
import math
from fractions import Fraction


def rounded(value, mode):
    value = Fraction(value)
    below = math.floor(value)
    rest = value - below
    if rest == 0:
        return below
    if mode == "down":
        return below if value > 0 else below + 1
    if mode == "up":
        return below + 1 if value > 0 else below
    if rest != Fraction(1, 2):
        return below + (rest > Fraction(1, 2))
    if mode == "half to even":
        return below + below % 2
    return below + 1 if value > 0 else below


def shared(total, weights):
    """Whole parts of total in proportion; what is left goes to the largest remainders, at a tie the first."""
    whole = sum(weights)
    quotas = [Fraction(total) * weight / whole for weight in weights]
    parts = [math.floor(quota) for quota in quotas]
    order = sorted(range(len(weights)), key=lambda i: (parts[i] - quotas[i], i))
    for index in order[:total - sum(parts)]:
        parts[index] += 1
    return parts
