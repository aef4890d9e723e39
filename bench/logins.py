#!/usr/bin/env python3
"""What others feel of 50 logins a second that a backend takes two seconds for. README.md explains the table.

    bench/logins.py [--rate 50] [--backend-seconds 2] [--seconds 8] [--rounds 3] [--door stream|servlet] [--war FILE]

Ends with 1 if one in a hundred of the others was delayed by more than 20 ms beyond what it is without logins, and the
machine itself was not.
"""
import argparse
import asyncio
import json
import multiprocessing
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from base64 import b64encode

PASSWORD = "hackme"
BOUND_MS = 20

# Where the crowd goes: nowhere, where nobody is asked, where the backend is.
MOUNTS = ("", "/open.mp3", "/club.mp3")
FRAME = 417
FRAME_SECONDS = 1152 / 44100


def free_ports(count):
    """Consecutive ones, since the SHOUTcast port is the next."""
    while True:
        sockets = [socket.socket() for _ in range(count)]
        try:
            sockets[0].bind(("127.0.0.1", 0))
            first = sockets[0].getsockname()[1]
            for offset, one in enumerate(sockets[1:], 1):
                one.bind(("127.0.0.1", first + offset))
            return first
        except OSError:
            continue
        finally:
            for one in sockets:
                one.close()


def basic(user, password=PASSWORD):
    return "Authorization: Basic " + b64encode(f"{user}:{password}".encode()).decode()


def put(http, mount, settings):
    request = urllib.request.Request(
        f"http://127.0.0.1:{http}/api/v1/mounts{mount}", json.dumps(settings).encode(), method="PUT"
    )
    request.add_header("Content-Type", "application/json")
    request.add_header("Authorization", basic("admin").split(": ")[1])
    urllib.request.urlopen(request).read()


async def backend(port, seconds):
    """Lets everybody in, when it has taken its time."""

    async def answer(reader, writer):
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
                await reader.readexactly(int(head.split("content-length: ")[1].split("\r\n")[0]))
                await asyncio.sleep(seconds)
                writer.write(b"HTTP/1.1 200 OK\r\nicecast-auth-user: 1\r\nContent-Length: 0\r\n\r\n")
        except (asyncio.IncompleteReadError, asyncio.CancelledError, ConnectionError):
            writer.close()

    return await asyncio.start_server(answer, "127.0.0.1", port, backlog=1000)


async def log_in(port, mount, number, results):
    began = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {mount} HTTP/1.0\r\n{basic('user' + str(number), 'pw')}\r\n\r\n".encode())
    line = await reader.readline()
    results.append((b" 200" in line, time.perf_counter() - began))
    await asyncio.sleep(1)
    writer.close()


def logins(stream, backend_port, options, crowd, done, results):
    """The process of the backend, and of those who log in."""

    async def run():
        server = await backend(backend_port, options.backend_seconds)
        answered, waiting, number = [], [], 0
        following = 0
        while not done.is_set():
            mount = MOUNTS[crowd.value]
            if mount:
                following = max(following, time.perf_counter() - 1)
                waiting.append(asyncio.create_task(log_in(stream, mount, number, answered)))
                number += 1
                following += 1 / options.rate
                await asyncio.sleep(max(0, following - time.perf_counter()))
            else:
                await asyncio.sleep(0.02)
        await asyncio.gather(*waiting, return_exceptions=True)
        server.close()
        results.put((number, sum(ok for ok, _ in answered)))

    asyncio.run(run())


async def source(port, mount, sent):
    """One frame after the other, as it is to be heard; notes when each was sent."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"SOURCE {mount} HTTP/1.0\r\n{basic('source')}\r\nContent-Type: audio/mpeg\r\n\r\n".encode())
    await reader.readuntil(b"\r\n\r\n")
    first, number = time.perf_counter(), 0
    while True:
        body = b"\0" * 32 + number.to_bytes(4, "big")
        sent.append(time.perf_counter())
        writer.write(b"\xff\xfb\x90\x64" + body + b"\0" * (FRAME - 4 - len(body)))
        await writer.drain()
        number += 1
        await asyncio.sleep(max(0, first + number * FRAME_SECONDS - time.perf_counter()))


async def listen(port, mount, sent, delays):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {mount} HTTP/1.0\r\n\r\n".encode())
    await reader.readuntil(b"\r\n\r\n")
    while True:
        frame = await reader.readexactly(FRAME)
        number = int.from_bytes(frame[36:40], "big")
        delays.append((time.perf_counter(), time.perf_counter() - sent[number]))


async def ask(port, path, delays):
    """Ten times a second, on a connection of its own, up to the first line of the answer."""
    while True:
        began = time.perf_counter()
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET {path} HTTP/1.0\r\n\r\n".encode())
        await reader.readline()
        delays.append((began, time.perf_counter() - began))
        writer.close()
        await asyncio.sleep(0.1)


async def doze(delays):
    """How late the machine wakes somebody who wants nothing of the server."""
    while True:
        began = time.perf_counter()
        await asyncio.sleep(0.01)
        delays.append((began, time.perf_counter() - began - 0.01))


def percentile(values, part):
    return sorted(values)[min(len(values) - 1, int(len(values) * part))] * 1000


async def measure(door, stream, options, crowd, done):
    sent, heard, joins, pages = [], [], [], []
    tasks = [asyncio.create_task(source(stream, mount, [])) for mount in MOUNTS[1:]]
    tasks.append(asyncio.create_task(source(stream, "/other.mp3", sent)))
    await asyncio.sleep(2)
    tasks.append(asyncio.create_task(listen(door, "/other.mp3", sent, heard)))
    tasks.append(asyncio.create_task(ask(door, "/other.mp3", joins)))
    tasks.append(asyncio.create_task(ask(door, "/status-json.xsl", pages)))
    lags = []
    tasks.append(asyncio.create_task(doze(lags)))
    await asyncio.sleep(10)  # The machine warms up.
    phases = ([], [], [])
    for _ in range(options.rounds):
        for where, begun in enumerate(phases):
            crowd.value = where
            await asyncio.sleep(options.backend_seconds + 2)  # As many wait as ever will.
            begun.append(time.perf_counter())
            await asyncio.sleep(options.seconds)
        crowd.value = 0
        await asyncio.sleep(options.backend_seconds + 2)
    done.set()
    for task in tasks:
        task.cancel()
    worst = 0
    print(f"{'':28}{'nobody comes':>22}{'nobody is asked':>22}{'the backend is':>22}{'more':>9}")
    print(f"{'':28}" + f"{'p50    p99    max':>22}" * 3 + f"{'at p99':>9}   ms")
    for name, delays in (
        ("frame to a listener", heard),
        ("another mount's first line", joins),
        ("status-json.xsl", pages),
        ("the machine itself", lags),
    ):
        figures = []
        for begun in phases:
            part = [delay for at, delay in delays if any(0 <= at - begin < options.seconds for begin in begun)]
            figures.append([percentile(part, p) for p in (0.5, 0.99, 1)])
        more = figures[2][1] - figures[0][1]
        worst = max(worst, more) if delays is not lags else worst - max(0, more)
        columns = "".join(f"{''.join(f'{value:7.1f}' for value in row):>22}" for row in figures)
        print(f"{name:28}{columns}{more:9.1f}")
    return worst


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rate", type=float, default=50)
    parser.add_argument("--backend-seconds", type=float, default=2)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--door", choices=("stream", "servlet"), default="stream")
    parser.add_argument("--war", default=pathlib.Path(__file__).parent.parent / "target" / "icefloe.war")
    options = parser.parse_args()
    home = tempfile.mkdtemp()
    stream, http, backend_port = free_ports(2), free_ports(1), free_ports(1)
    environment = {
        **os.environ,
        **{f"ICEFLOE_{who}_PASSWORD": PASSWORD for who in ("SOURCE", "ADMIN", "RELAY")},
    }
    server = subprocess.Popen(
        ["java", "-jar", str(options.war), f"--http-port={http}", f"--stream-port={stream}", f"--home={home}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        text=True,
    )
    place, done, results = multiprocessing.Value("i", 0), multiprocessing.Event(), multiprocessing.Queue()
    crowd = multiprocessing.Process(
        target=logins, args=(http if options.door == "servlet" else stream, backend_port, options, place, done, results)
    )
    try:
        while "is ready" not in server.stdout.readline():
            if server.poll() is not None:
                raise SystemExit("the server has not come up")
        put(http, "/club.mp3", {"authType": "url", "authListenerAdd": f"http://127.0.0.1:{backend_port}/add"})
        put(http, "/other.mp3", {"deliveryInterval": "0s", "burstSize": 0})
        crowd.start()
        door = http if options.door == "servlet" else stream
        worst = asyncio.run(measure(door, stream, options, place, done))
        number, let_in = results.get(timeout=30)
        print(f"{number} logins, {let_in} of them let in, {options.rate:g} a second, after {options.backend_seconds:g} s each")
        crowd.join()
        return 1 if worst > BOUND_MS or let_in < number else 0
    finally:
        if crowd.is_alive():
            crowd.terminate()
        server.send_signal(signal.SIGTERM)
        server.wait()
        shutil.rmtree(home)


if __name__ == "__main__":
    raise SystemExit(main())
