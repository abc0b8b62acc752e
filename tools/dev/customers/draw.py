"""Numbers that look random and never change: splitmix64, addressed by customer and draw."""

MASK = (1 << 64) - 1
GOLDEN = 0x9E3779B97F4A7C15


def mix(z):
    """The splitmix64 finaliser."""
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def draw(seed, customer, number, modulus):
    """Draw `number` (0..30) of a customer, below `modulus`. Depends on nothing else."""
    z = (seed + (customer * 32 + number + 1) * GOLDEN) & MASK
    return mix(z) % modulus


def pick(value, bounds):
    """The index of the first bound greater than the value."""
    for index, bound in enumerate(bounds):
        if value < bound:
            return index
    return len(bounds)


class Draws:
    """The draws of one customer, one after another."""

    def __init__(self, seed, customer):
        self.seed, self.customer, self.number = seed, customer, 0

    def below(self, modulus):
        value = draw(self.seed, self.customer, self.number, modulus)
        self.number += 1
        return value

    def between(self, first, last):
        """A whole number, both ends in."""
        return first + self.below(last - first + 1)

    def chance(self, percent):
        return self.below(100) < percent

    def one_of(self, weighted):
        """One of (value, weight) pairs."""
        at = self.below(sum(weight for _, weight in weighted))
        for value, weight in weighted:
            if at < weight:
                return value
            at -= weight
        raise AssertionError("weights do not add up")

    def low(self, first, last):
        """A whole number that leans towards the first."""
        return min(self.between(first, last), self.between(first, last))

    def high(self, first, last):
        return max(self.between(first, last), self.between(first, last))

    def middle(self, first, last):
        return (self.between(first, last) + self.between(first, last)) // 2
