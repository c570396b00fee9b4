import asyncio
from collections.abc import Awaitable, Callable

from broadsheet.fetch.pace import Pace

Test = Callable[[Pace], Awaitable[None]]


def run(test: Test, *, concurrency: int = 8, host_pause: float = 0) -> None:
    async def whole() -> None:
        await asyncio.wait_for(test(Pace(concurrency=concurrency, host_pause=host_pause)), 5)

    asyncio.run(whole())


async def visit(pace: Pace, host: str, log: list[str], until: asyncio.Event | None = None) -> None:
    async with pace.turn(host):
        log.append(f"{host} begins")
        await (until.wait() if until else asyncio.sleep(0))
        log.append(f"{host} ends")


def test_a_host_gets_one_request_at_a_time_in_order():
    async def test(pace: Pace) -> None:
        served: list[int] = []

        async def one(number: int) -> None:
            async with pace.turn("a"):
                served.append(number)
                await asyncio.sleep(0)
                assert served[-1] == number

        await asyncio.gather(*(one(number) for number in range(20)))
        assert served == list(range(20))

    run(test)


def test_a_host_that_takes_long_keeps_no_other_waiting():
    async def test(pace: Pace) -> None:
        log: list[str] = []
        released = asyncio.Event()
        slow = [asyncio.create_task(visit(pace, "slow", log, released)) for _ in range(5)]
        await asyncio.sleep(0)
        await visit(pace, "quick", log)
        assert log == ["slow begins", "quick begins", "quick ends"]
        released.set()
        await asyncio.gather(*slow)

    run(test, concurrency=2)


def test_a_host_that_rests_takes_no_place():
    async def test(pace: Pace) -> None:
        log: list[str] = []
        await visit(pace, "a", log)
        second = asyncio.create_task(visit(pace, "a", log))
        await asyncio.sleep(0)
        await visit(pace, "b", log)
        assert log == ["a begins", "a ends", "b begins", "b ends"]
        await second

    run(test, concurrency=1, host_pause=0.1)


def test_after_each_request_a_host_rests():
    async def test(pace: Pace) -> None:
        loop = asyncio.get_running_loop()
        ended = 0.0
        for _ in range(3):
            async with pace.turn("a"):
                assert loop.time() - ended >= 0.099
            ended = loop.time()

    run(test, host_pause=0.1)


def test_no_more_hosts_are_asked_at_once_than_allowed():
    async def test(pace: Pace) -> None:
        asking = most = 0

        async def one(host: str) -> None:
            nonlocal asking, most
            async with pace.turn(host):
                asking += 1
                most = max(most, asking)
                await asyncio.sleep(0)
                asking -= 1

        await asyncio.gather(*(one(f"host{number}") for number in range(30)))
        assert most == 3

    run(test, concurrency=3)


def test_a_request_that_fails_or_is_given_up_frees_its_turn():
    async def test(pace: Pace) -> None:
        log: list[str] = []
        holding = asyncio.create_task(visit(pace, "a", log, asyncio.Event()))
        waiting = asyncio.create_task(visit(pace, "a", log))
        await asyncio.sleep(0)
        waiting.cancel()
        holding.cancel()
        await asyncio.gather(holding, waiting, return_exceptions=True)
        await visit(pace, "a", log)
        assert log == ["a begins", "a begins", "a ends"]

    run(test, concurrency=1)


def test_hosts_are_forgotten_when_they_have_rested():
    async def test(pace: Pace) -> None:
        await asyncio.gather(*(visit(pace, f"host{number}", []) for number in range(50)))
        assert len(pace) == 50
        await asyncio.sleep(0.2)
        assert len(pace) == 0

    run(test, host_pause=0.05)


def test_a_host_may_ask_for_a_longer_rest():
    async def test(pace: Pace) -> None:
        loop = asyncio.get_running_loop()
        began = loop.time()
        async with pace.turn("a", 0.1):
            pass
        async with pace.turn("a"):
            assert loop.time() - began >= 0.099

    run(test)
