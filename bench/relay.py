#!/usr/bin/env python3
"""Works for relay.sh beside it.

    relay.py title                                          prints the head of the table of hops
    relay.py hops NAME CROWD BOUND_MS DIRECTORY SERVERS     prints its rows, from the traces of load.c
    relay.py count PORT FILE                                accepts connections, and writes a line for each

A trace has a line for each frame that a listener has got: its number, and its delay since it left the source, in ms.
"""
import collections
import pathlib
import socket
import statistics
import sys

COLUMNS = "{:19} {:>9} {:>3}   {:>7} {:>7} {:>7} {:>7}   {:>7} {:>7} {:>7} {:>7} {:>8}"
MISTAKES = ("lost", "repeated", "damaged", "refused", "closed")


def read(trace):
    """All delays in ms, and those of each frame by its number."""
    frames = collections.defaultdict(list)
    for line in trace.read_text().splitlines():
        number, delay = line.split()
        frames[int(number)].append(float(delay))
    return frames, sorted(delay for delays in frames.values() for delay in delays)


def percentile(ordered, part):
    return ordered[int((len(ordered) - 1) * part)]


def mistakes(report):
    values = dict(line.split() for line in report.read_text().splitlines())
    return sum(int(values[name]) for name in MISTAKES)


def of_listeners(directory, hop):
    """Mean, p95 and max of their delays. Each is visited at times of its own, so that frames are not compared."""
    _, delays = read(directory / f"{hop}-listeners")
    return statistics.fmean(delays), percentile(delays, 0.95), delays[-1]


def of_relay(directory, hop):
    """Its p50, for it is served at once; then p50, p95 and max of what a frame takes longer than to the hop before."""
    here, delays = read(directory / f"{hop}-relay")
    middle = percentile(delays, 0.5)
    if hop == 0:
        return middle, []
    before, _ = read(directory / f"{hop - 1}-relay")
    more = sorted(here[number][0] - before[number][0] for number in here.keys() & before.keys())
    return middle, [percentile(more, part) for part in (0.5, 0.95, 1)]


def show(*values):
    return [f"{value:.1f}" for value in values]


def hops(name, crowd, bound, directory, servers):
    held, before = True, None
    for hop in range(servers):
        wrong = sum(mistakes(directory / f"{hop}-{who}.report") for who in ("listeners", "relay"))
        listeners = of_listeners(directory, hop)
        middle, more = of_relay(directory, hop)
        added = [here - there for here, there in zip(listeners, before)] if before else []
        columns = [*show(*listeners), *(show(added[0]) if added else [""]), *show(middle), *(show(*more) or [""] * 3)]
        print(COLUMNS.format(name, crowd, hop, *columns, wrong), flush=True)
        # On the average, and of those who wait longest, for listeners; 95 of 100 frames between servers.
        held = held and wrong == 0 and (not bound or all(value <= bound for value in added[:2] + more[:2]))
        before = listeners
    return 0 if held else 1


def count(port, file):
    with socket.create_server(("127.0.0.1", int(port))) as server, open(file, "a", buffering=1) as lines:
        while True:
            connection, address = server.accept()
            print(address, file=lines)
            connection.close()


def main(what, *rest):
    if what == "count":
        return count(*rest)
    if what == "hops":
        name, crowd, bound, directory, servers = rest
        return hops(name, crowd, int(bound), pathlib.Path(directory), int(servers))
    print(f"{'':33}   {'ms to a listener':23} {'a hop':>7}   {'ms to a':>7} {'a hop adds':>23}")
    print(COLUMNS.format("servers", "listeners", "hop", "mean", "p95", "max", "adds", "relay", "p50", "p95", "max", "mistakes"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
