"""A mail server that takes everything and keeps nothing, so that what hands over to it is what is measured.

`python -m tests.bench.sink` says on which port it listens.
"""

import asyncio
import sys

ANSWERS = {
    b"EHLO": b"250-sink\r\n250 PIPELINING\r\n",
    b"DATA": b"354 go on\r\n",
    b"QUIT": b"221 bye\r\n",
}
END = b"\r\n.\r\n"


class Line(asyncio.Protocol):
    """One connection."""

    def connection_made(self, transport):
        self._transport, self._waiting, self._in_letter = transport, b"", False
        transport.write(b"220 sink\r\n")

    def data_received(self, data):
        self._waiting += data
        answers = list(iter(self._step, None))
        self._transport.write(b"".join(answers))  # what came together is answered together
        if ANSWERS[b"QUIT"] in answers:
            self._transport.close()

    def _step(self):
        """Return the answer to what has come as a whole, None where nothing has."""
        before, end, after = self._waiting.partition(END if self._in_letter else b"\r\n")
        if not end:
            return None
        self._waiting = after
        command = b"" if self._in_letter else before[:4].upper()
        self._in_letter = command == b"DATA"
        return ANSWERS.get(command, b"250 ok\r\n")


async def main():
    server = await asyncio.get_running_loop().create_server(Line, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
