"""Takes times: several ways of doing the same, in turn, so that what disturbs the machine disturbs them alike."""

import os
import resource
import statistics
import subprocess
import sys
import time


class Taken:
    """Seconds of each repeat, those of the processor, of all threads together (none: not measured), and the largest resident
    size in megabytes (none: not measured)."""

    def __init__(self):
        self.seconds = []
        self.processor = []
        self.megabytes = None

    def add(self, seconds, processor=None, megabytes=None):
        self.seconds.append(seconds)
        if processor is not None:
            self.processor.append(processor)
        if megabytes is not None:
            self.megabytes = max(self.megabytes or 0, megabytes)

    def median(self):
        return statistics.median(self.seconds)

    def spread(self):
        """Half of what lies between the quickest and the slowest, beside the median."""
        return (max(self.seconds) - min(self.seconds)) / 2 / self.median()


def times_as_long(ours, theirs):
    """How often as long the one took as the other: round by round, so that what disturbed a whole round falls out."""
    return statistics.median(a / b for a, b in zip(ours.seconds, theirs.seconds, strict=True))


def of_action(action):
    """An action that takes the times of what it calls, here."""

    def run():
        begin, used = time.perf_counter(), time.process_time()
        action()
        return time.perf_counter() - begin, time.process_time() - used

    return run


def of_command(command, text=None):
    """An action that takes the times and the memory of a command. A small process starts it, so that the memory of this
    one is not counted: after a fork it would be."""
    words = [str(word) for word in command]

    def run():
        done = subprocess.run([sys.executable, "-S", "-E", os.path.abspath(__file__), *words], input=text,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"exit code {done.returncode} from {' '.join(words)}\n{done.stderr}")
        return tuple(map(float, done.stdout.split()))

    return run


def in_turn(actions, repeats):
    """Taken of each action, by its name. The first round warms up, and does not count."""
    taken = {name: Taken() for name in actions}
    for again in range(repeats + 1):
        for name, action in actions.items():
            told = action()
            if again > 0:
                taken[name].add(*told)
    return taken


def main():
    begin = time.perf_counter()
    code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
    seconds = time.perf_counter() - begin
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
    sys.exit(code)


if __name__ == "__main__":
    main()
