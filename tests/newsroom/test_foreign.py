"""Which machines of others may be asked at all."""

import ipaddress
import time

import dns.resolver
import pytest

from newsroom.press import foreign
from newsroom.press.names import Names, Unanswered


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07::1"])
def test_public_addresses_are_public(address):
    assert foreign.is_public(address)


@pytest.mark.parametrize("inside", ["10.1.2.3", "127.0.0.1", "169.254.169.254", "100.64.0.1"])
def test_a_private_address_is_private_however_it_is_wrapped(inside):
    number = int(ipaddress.ip_address(inside))
    wrapped = [
        ipaddress.ip_address((0xFFFF << 32) | number),
        ipaddress.ip_address((0x2002 << 112) | (number << 80)),
        ipaddress.ip_address((0x64FF9B << 96) | number),
        ipaddress.ip_address(number),
    ]
    assert [foreign.is_public(str(address)) for address in wrapped] == [False] * 4


@pytest.mark.parametrize(
    "address",
    [
        *("0.0.0.0", "0.1.2.3", "192.0.0.170", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1"),
        *("255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b:1::7f00:1"),
        *("2001::1", "2001:db8::1", "3fff::1", "5f00::1", "100::1"),
        *("fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1"),
    ],
)
def test_what_is_not_given_out_to_the_world_is_not_public(address):
    assert not foreign.is_public(address)


def test_a_machine_that_knows_no_name_servers_says_so_in_words(monkeypatch, settings):
    def read(*_):
        raise dns.resolver.NoResolverConfiguration

    settings.DNS_SERVERS = []
    monkeypatch.setattr(dns.resolver.Resolver, "read_resolv_conf", read)
    with pytest.raises(Unanswered, match=r"lake\.example"):
        Names(time.monotonic() + 5).addresses("lake.example")
