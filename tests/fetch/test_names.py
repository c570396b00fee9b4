import asyncio
import socket
import threading

from broadsheet.fetch.names import Names


def test_names_that_hang_keep_no_other_name_waiting(monkeypatch):
    def look_up(host: str, port: int, **_: object) -> list[object]:
        hang.wait(5) if host == "slow.example" else None
        return [
            (socket.AF_INET6, 1, 6, "", ("2001:db8::1", port, 0, 0)),
            (socket.AF_INET, 1, 6, "", ("192.0.2.1", port)),
        ]

    async def test() -> list[str]:
        names = Names(3)
        slow = [asyncio.create_task(names.resolve("slow.example", 80)) for _ in range(2)]
        found = await names.resolve("quick.example", 443)
        assert not any(task.done() for task in slow)
        hang.set()
        await asyncio.gather(*slow)
        await names.close()
        return [f"{one['host']} {one['port']}" for one in found]

    hang = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert asyncio.run(test()) == ["2001:db8::1 443", "192.0.2.1 443"]
