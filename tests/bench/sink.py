"""A mail server that takes everything and keeps nothing, so that what hands over to it is what is measured.

`python -m tests.bench.sink` says on which port it listens, and for each letter adds one to what it says at the end.
"""

import asyncio
import sys

ANSWERS = {b"EHLO": b"250 sink", b"DATA": b"354 go on", b"QUIT": b"221 bye"}
END = b"\r\n.\r\n"


class Line(asyncio.Protocol):
    """One connection."""

    taken = 0  # by all of them

    def connection_made(self, transport):
        self._transport, self._waiting, self._in_letter = transport, b"", False
        transport.write(b"220 sink\r\n")

    def data_received(self, data):
        self._waiting += data
        while self._step():
            pass

    def _step(self):
        """Answer what has come as a whole, if anything has."""
        before, end, after = self._waiting.partition(END if self._in_letter else b"\r\n")
        if not end:
            return False
        self._waiting = after
        if self._in_letter:
            Line.taken += 1
        command = b"" if self._in_letter else before[:4].upper()
        self._in_letter = command == b"DATA"
        self._transport.write(ANSWERS.get(command, b"250 ok") + b"\r\n")
        if command == b"QUIT":
            self._transport.close()
        return True


async def main():
    server = await asyncio.get_running_loop().create_server(Line, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
