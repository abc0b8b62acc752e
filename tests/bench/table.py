"""One table of all that was measured, in Markdown, aligned for a terminal too."""

import statistics

RIGHT, WRONG = "right", "WRONG"
HEAD = ["what", "took", "± %", "processor", "records/s", "memory", "ratio", "wanted", "results"]


def of_records(rate):
    return f"{rate / 1e6:.2f} M" if rate >= 1e5 else f"{rate / 1e3:.1f} k"


def of_seconds(seconds):
    for unit, size in (("s", 1), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= 0.9995 * size:
            break
    value = seconds / size
    return f"{value:.{0 if value >= 100 else 1 if value >= 10 else 2}f} {unit}"


def at_least(ratio, goal):
    return f"≥ {goal:g}: {'reached' if ratio >= goal else f'SHORT by {100 * (1 - ratio / goal):.0f} %'}"


def at_most(value, goal, unit=""):
    return f"≤ {goal:g}{unit}: {'reached' if value <= goal else f'SHORT, {value / goal:.1f} times that'}"


class Table:
    """Rows under headings. A wrong result is kept in `wrong`, by what it is the result of. What is wanted is left out where
    the run is too small to tell."""

    def __init__(self, goals=True):
        self.goals = goals
        self.rows = []
        self.wrong = []

    def heading(self, text):
        self.rows.append([f"**{text}**"] + [""] * (len(HEAD) - 1))

    def row(self, what, taken=None, records=None, ratio="", wanted="", result=""):
        """`taken`: a measure.Taken of so many `records`; `result`: a word on what came out, WRONG first where it is."""
        cells = [what] + [""] * (len(HEAD) - 1)
        if taken is not None:
            cells[1], cells[2] = of_seconds(taken.median()), f"{100 * taken.spread():.0f}"
            cells[3] = of_seconds(statistics.median(taken.processor)) if taken.processor else ""
            cells[4] = of_records(records / taken.median()) if records else ""
            cells[5] = f"{taken.megabytes:.0f} MB" if taken.megabytes is not None else ""
        cells[6:] = [ratio, wanted if self.goals else "", result]
        self.rows.append(cells)
        if result.startswith(WRONG):
            self.wrong.append(f"{what}: {result}")

    def not_run(self, what, reason):
        self.row(what, result=f"not run: {reason}")

    def text(self):
        rows = [HEAD, *self.rows]
        widths = [max(len(row[i]) for row in rows if i > 0 or not row[0].startswith("**")) for i in range(len(HEAD))]
        lines = [f"| {' | '.join(cell.ljust(width) for cell, width in zip(row, widths))} |" for row in rows]
        lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
        return "\n".join(lines)
