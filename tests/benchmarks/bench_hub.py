"""A class server beside plain JupyterHub with the same notebooks: the start of a class, memory, and answers under load.

Both run one after the other on this machine, with PostgreSQL where it is here. An answer goes through the proxy, the
token and the service to the disk; beside it is the cheapest request that plain JupyterHub answers for a token.
"""

from __future__ import annotations

import asyncio
import random
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from run import row
from tornado.httpclient import AsyncHTTPClient

for room in ("hub", "live"):
    sys.path.append(str(Path(__file__).parents[1] / room))
import class_server  # noqa: E402 - modules of the tests
import postgresql  # noqa: E402
from class_server import LINES, ClassServer, line  # noqa: E402

PUPILS, WRITERS, SECONDS, PAUSE = 30, 200, 30, 10.0
PLAIN = """
c.JupyterHub.spawner_class = "simple"
c.Spawner.cmd = [{python!r}, "-m", "jupyterhub.singleuser", "--allow-root", "--ServerApp.root_dir={notebooks}"]
c.Spawner.default_url = "/lab"
c.Spawner.environment = {{}}
"""
Send = Callable[[AsyncHTTPClient, ClassServer, str], Awaitable[object]]


def rows() -> list[dict[str, object]]:
    """Return one row for each comparison; seconds and MB say so in their names. Where it cannot run, it says why."""
    if why := class_server.missing():
        print(f"hub: {why}", file=sys.stderr)  # noqa: T201
        return []
    ours, plain = _measure("", _answer), _measure(PLAIN, _who_am_i)
    names = (
        f"hub: {PUPILS} learners start, seconds",
        "hub: memory of a learner's server, MB",
        f"hub: answer, {WRITERS} writers, median",
        f"hub: answer, {WRITERS} writers, p99",
    )
    return [row(name, mine, "plain JupyterHub", its) for name, mine, its in zip(names, ours, plain, strict=True)]


def _measure(more: str, send: Send) -> tuple[float, float, float, float]:
    """Return seconds until all are there, MB of a server, median and 99th percentile of a request in ms."""
    with _database() as address, class_server.prepared(address) as server:
        path = server.folder / "jupyterhub_config.py"
        notebooks = Path(__file__).parents[2] / "notebooks"
        text = path.read_text(encoding="utf-8") + more.format(python=server.python, notebooks=notebooks)
        path.write_text(text, encoding="utf-8")
        server.start()
        names = [f"pupil{number:02}" for number in range(PUPILS)]
        tokens = [server.add(name) for name in names]
        begin = time.perf_counter()
        with ThreadPoolExecutor(PUPILS) as class_of_pupils:  # all press the button in one moment
            list(class_of_pupils.map(server.begin, names))
        for name in names:
            server.wait_for(name, 600)
        spent = time.perf_counter() - begin
        with ThreadPoolExecutor(1) as own:  # in a test the thread has a loop of Playwright's
            times = sorted(own.submit(asyncio.run, _load(server, tokens, send)).result())
        return spent, _memory(server) / PUPILS, _at(times, 0.5), _at(times, 0.99)


@contextmanager
def _database() -> Iterator[str]:
    if postgresql.missing():
        yield ""
    else:
        with postgresql.running() as address:
            yield address


async def _load(server: ClassServer, tokens: list[str], send: Send) -> list[float]:
    """Return the ms of each request of many writers, who think between two."""
    client = AsyncHTTPClient(force_instance=True, max_clients=2 * WRITERS)
    times: list[float] = []
    end = time.monotonic() + SECONDS

    async def write(number: int) -> None:
        chance = random.Random(number)  # noqa: S311 - the same pauses each time
        await asyncio.sleep(chance.uniform(0, min(PAUSE, SECONDS / 2)))
        while time.monotonic() < end:
            begin = time.perf_counter()
            await send(client, server, tokens[number % len(tokens)])
            times.append((time.perf_counter() - begin) * 1e3)
            await asyncio.sleep(PAUSE * chance.uniform(0.5, 1.5))

    await asyncio.gather(*map(write, range(WRITERS)))
    client.close()
    return times


async def _answer(client: AsyncHTTPClient, server: ClassServer, token: str) -> object:
    body, headers = line(uuid4().hex, "x"), {"Authorization": f"token {token}"}
    return await client.fetch(server.address + LINES, method="POST", body=body, headers=headers, request_timeout=60)


async def _who_am_i(client: AsyncHTTPClient, server: ClassServer, token: str) -> object:
    headers = {"Authorization": f"token {token}"}
    return await client.fetch(f"{server.address}hub/api/user", headers=headers, request_timeout=60)


def _memory(server: ClassServer) -> float:
    """Return the MB of all learners' servers, what they share counted once."""
    found = 0.0
    for pid in {*server.pids("kit.hub.learner_server"), *server.pids("jupyterhub.singleuser")}:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        found += sum(int(each.split()[1]) for each in lines if each.startswith("Pss:")) / 1000
    return found


def _at(times: list[float], share: float) -> float:
    return times[min(len(times) - 1, int(len(times) * share))]
