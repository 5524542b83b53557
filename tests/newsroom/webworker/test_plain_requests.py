"""Which requests the loop understands by itself: those that gunicorn reads to the letter as it does."""

import pytest
from gunicorn.http import RequestParser
from hypothesis import example, given
from hypothesis import strategies as st

from newsroom.plainrequests import understand
from tests.newsroom.webworker.configuration import CONFIGURATION, PLAIN


def test_a_plain_request_is_understood():
    asked = understand(
        b"HEAD //a/b;c?q=1&r=?2 HTTP/1.1\r\nHOST: x:80\r\nConnection: Keep-Alive\r\nX:\t\xe9 \r\n\r\n"
    )
    assert asked == (
        "HEAD",
        "//a/b;c",
        "q=1&r=?2",
        {"host": "x:80", "connection": "Keep-Alive", "x": "\xe9"},
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\r\n\r\n",
        b"\r\n" + PLAIN,
        PLAIN[:-2],
        PLAIN + b"G",
        PLAIN * 2,
        PLAIN.replace(b"\r\n", b"\n"),
        PLAIN.replace(b"GET", b"POST"),
        PLAIN.replace(b"GET", b"get"),
        PLAIN.replace(b"1.1", b"1.0"),
        PLAIN.replace(b"/a/", b"http://x/a/"),
        PLAIN.replace(b"/a/", b"*"),
        PLAIN.replace(b"/a/", b"/%61/"),
        PLAIN.replace(b"/a/", b"/a/#b"),
        PLAIN.replace(b"/a/", b"/\xc3\xa4/"),
        PLAIN.replace(b"/a/", b"/a\x7f/"),
        PLAIN.replace(b"/a/", b"/a /"),
        PLAIN.replace(b"q=1", b"q=" + b"1" * 4_094),
        PLAIN.replace(b"Host: x", b"Host:"),
        PLAIN.replace(b"Host: x", b"Host: x\r\nHost: x"),
        PLAIN.replace(b"Host: x", b"Host : x"),
        PLAIN.replace(b"Host: x", b"Host: x\r\n folded: 1"),
        PLAIN.replace(b"Host: x", b"Host: x\r\nX_Forwarded_Proto: https"),
        *(
            PLAIN.replace(b"Host: x", b"Host: x\r\n" + more)
            for more in (
                *(b"Content-Length: 0", b"Transfer-Encoding: chunked", b"Connection: close"),
                *(b"Connection: keep-alive\r\nConnection: close", b"Expect: 100-continue"),
                *(b"Upgrade: h2c", b"Authorization: Basic eDp4", b"X-Forwarded-Ssl: on"),
                *(b"Cookie: a=1\r\nCookie: b=1", b"Content-Type: a\r\nContent-Type: b"),
                *(
                    b"X: \x01",
                    b"X: \x7f",
                    b"X: a\rb",
                    b"X: a\nb",
                    b"X: a\0b",
                    b": 1",
                    b"X",
                    b"\xb5: 1",
                ),
                b"\r\n".join(b"X-%d: 1" % number for number in range(60)),
                b"X: " + b"1" * 8_192,
            )
        ),
    ],
)
def test_what_is_not_plain_to_the_letter_is_for_gunicorn(data):
    assert understand(data) is None


def mostly(usual, odd):
    """Draw what is usual, and now and then what is not."""
    return st.integers(0, 11).flatmap(lambda number: odd if number == 7 else usual)


METHODS = mostly(st.sampled_from([b"GET", b"HEAD"]), st.sampled_from([b"POST", b"get", b"G E"]))

TARGETS = mostly(
    st.sampled_from([b"/", b"//", b"/a/?q=1", b"/a?b?c", b"/;p?q", b"//a:b@[c/d"])
    | st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E)).map(
        lambda text: b"/" + text.encode()
    ),
    st.sampled_from([b"*", b"http://x/", b"/%2e", b"/#a"])
    | st.binary(max_size=10).map(lambda said: b"/" + said)
    | st.integers(4_060, 4_100).map(lambda length: b"/?" + b"q" * length),
)

VERSIONS = mostly(st.just(b"HTTP/1.1"), st.sampled_from([b"HTTP/1.0", b"HTTP/1.1 ", b"HTTP/11"]))

NAMES = mostly(
    st.sampled_from(b"Cookie User-Agent Accept-Encoding If-None-Match X-Forwarded-For X x".split()),
    st.binary(min_size=1, max_size=4)
    | st.sampled_from(
        b"host Connection Content-Length Transfer-Encoding Content-Type Expect Range Te "
        b"X-Forwarded-Proto X-Forwarded-Ssl X_Forwarded_For".split()
    ),
)

VALUES = mostly(
    st.sampled_from([b"x", b" x ", b"", b"keep-alive", b"\xe9", b"https", b"0", b"a:\tb"]),
    st.sampled_from([b"close", b"chunked", b"5", b"100-continue"]) | st.binary(max_size=8),
)

ENDS = st.sampled_from([b"\r\n"] * 60 + [b"\n", b"\r", b"\r\r\n", b"\r\n "])

LAST = mostly(st.just(b""), st.sampled_from([b"\r\n", b"x", PLAIN]))


@st.composite
def requests(draw):
    """Draw what is a request, or very nearly one."""
    fields = draw(st.lists(st.tuples(NAMES, VALUES), max_size=4))
    if draw(st.integers(0, 20)) == 7:
        fields += [(b"A%d" % number, b"1") for number in range(draw(st.integers(55, 60)))]
    fields.insert(draw(st.integers(0, len(fields))), (b"Host", b"x"))
    lines = [b" ".join((draw(METHODS), draw(TARGETS), draw(VERSIONS)))]
    lines += [name + b":" + value for name, value in fields]
    return b"".join(line + draw(ENDS) for line in lines) + b"\r\n" + draw(LAST)


@given(requests())
@example(PLAIN)
@example(PLAIN.replace(b"Host: x", b"Host: x\r\nConnection: keep-alive\r\nConnection: keep-alive"))
def test_what_is_understood_is_what_gunicorn_reads(data):
    asked = understand(data)
    if asked is None:
        return
    parser = RequestParser(CONFIGURATION, [data], ("127.0.0.1", 50_000))
    request = next(parser)
    read = {name.lower(): value for name, value in request.headers}
    assert len(read) == len(request.headers)
    assert asked == (request.method, request.path, request.query, read)
    assert (request.body.read(), request.should_close()) == (b"", False)
    with pytest.raises(StopIteration):
        next(parser)
