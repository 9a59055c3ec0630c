from __future__ import annotations
import time
from .conftest import World


async def test_try(world: World) -> None:
    t = time.time()
    async with world.program() as desk:
        print("start", time.time() - t)
        t = time.time()
        await desk.begin_at(7)
        print("begin", time.time() - t)
        t = time.time()
        print("\n".join(desk.rows()))
        await desk.press("space")
        print("press", time.time() - t)
        t = time.time()
        await desk.press("x")
        print("x", time.time() - t)
        t = time.time()
        print("\n".join(desk.rows()))
        print(desk.said())
    print(world.runs())
