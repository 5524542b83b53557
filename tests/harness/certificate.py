"""A certificate that a server on this machine shows, and that nobody else vouches for."""

import datetime
import ssl

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID


def sign(file, name: x509.GeneralName):
    """Write into this file a key and the certificate for a host that it signed itself, and return the file."""
    secret = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, str(name.value))])
    begins, ends = datetime.datetime(2020, 1, 1), datetime.datetime(2100, 1, 1)
    made = x509.CertificateBuilder().subject_name(called).issuer_name(called).serial_number(1)
    made = made.public_key(secret.public_key()).not_valid_before(begins).not_valid_after(ends)
    made = made.add_extension(x509.SubjectAlternativeName([name]), critical=False)
    plain = (PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(
        secret.private_bytes(Encoding.PEM, *plain)
        + made.sign(secret, SHA256()).public_bytes(Encoding.PEM)
    )
    return file


def shown(file) -> ssl.SSLContext:
    """Return how a server speaks that shows this certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
