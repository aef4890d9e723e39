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

COLUMNS = "{:19} {:>9} {:>3} {:>9} {:>9}   {:>7} {:>7} {:>7}   {:>7} {:>7} {:>7} {:>8}"
MISTAKES = ("lost", "repeated", "damaged", "refused", "closed")


def mean_delays(trace):
    """Of each frame that all listeners have got while they were looked at, in ms."""
    delays = collections.defaultdict(list)
    for line in trace.read_text().splitlines():
        number, delay = line.split()
        delays[int(number)].append(float(delay))
    everybody = max(map(len, delays.values()))
    return {number: statistics.fmean(all) for number, all in delays.items() if len(all) == everybody}


def percentiles(values):
    ordered = sorted(values)
    return [ordered[int((len(ordered) - 1) * part)] for part in (0.5, 0.95, 1)]


def added(here, before):
    """What a hop adds to the delay of the same frame: p50, p95, max."""
    return percentiles([here[number] - before[number] for number in here.keys() & before.keys()])


def mistakes(report):
    values = dict(line.split() for line in report.read_text().splitlines())
    return sum(int(values[name]) for name in MISTAKES)


def hops(name, crowd, bound, directory, servers):
    held, before = True, None
    for hop in range(int(servers)):
        traces = [pathlib.Path(directory, f"{hop}-{who}") for who in ("listeners", "relay")]
        wrong = sum(mistakes(trace.with_name(trace.name + ".report")) for trace in traces)
        delays = [mean_delays(trace) for trace in traces]
        first = [f"{percentiles(of.values())[0]:.1f}" for of in delays]
        figures = [added(*pair) for pair in zip(delays, before)] if before else []
        added_columns = [f"{value:.1f}" for three in figures for value in three] or [""] * 6
        print(COLUMNS.format(name, crowd, hop, *first, *added_columns, wrong), flush=True)
        held = held and wrong == 0 and all(three[1] <= bound for three in figures if bound)
        before = delays
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
        return hops(name, crowd, int(bound), directory, servers)
    print(COLUMNS.format("", "listeners", "", "delay ms", "delay ms", "adds ms", "", "", "adds ms", "", "", ""))
    print(COLUMNS.format("servers", "at last", "hop", "listener", "relay", *("p50", "p95", "max") * 2, "mistakes"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
