"""A name server of our own, on this machine, that knows what a test tells it."""

import socketserver
import threading
from contextlib import contextmanager

import dns.flags
import dns.message
import dns.rcode
import dns.rrset


class Handler(socketserver.BaseRequestHandler):
    def handle(self):
        raw, line = self.request
        question = dns.message.from_wire(raw)
        asked = question.question[0]
        name, kind = asked.name.to_text(omit_final_dot=True).lower(), asked.rdtype.name
        self.server.asked.append((name, kind))
        said = self.server.knows.get((name, kind), [])
        if said is None:
            return  # it hangs
        answer = dns.message.make_response(question)
        answer.flags |= dns.flags.RA
        if said:
            answer.answer.append(dns.rrset.from_text(asked.name, 60, "IN", kind, *said))
        elif not any(known == name for known, _kind in self.server.knows):
            answer.set_rcode(dns.rcode.NXDOMAIN)
        line.sendto(answer.to_wire(), self.client_address)


@contextmanager
def serving(settings, knows):
    """Answer from `knows`: records by name and kind; None for a name about which nothing is said."""
    with socketserver.ThreadingUDPServer(("127.0.0.1", 0), Handler) as server:
        server.knows, server.asked, server.daemon_threads = knows, [], True
        settings.DNS_SERVERS = [f"127.0.0.1#{server.server_address[1]}"]
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
