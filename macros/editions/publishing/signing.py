"""Ed25519 signatures with PEM keys, so that OpenSSL can make the keys and verify signatures."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import PublishingError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (
        Ed25519PrivateKey,
        Ed25519PublicKey,
    )

PASSPHRASE = "AIMS_KEY_PASSPHRASE"
_MAKE = "Make one: openssl genpkey -algorithm ed25519 -out key.pem"
_MAKE_PUBLIC = "Make it from the key: openssl pkey -in key.pem -pubout -out key.pub.pem"

# The library is loaded on first use: no other command should wait for it.


def private_key(path: Path, environment: Mapping[str, str] = os.environ) -> "Ed25519PrivateKey":
    """Return the private key in a file.

    Raises:
        PublishingError: If the file cannot be read, or is not an Ed25519 key of this passphrase.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    passphrase = environment.get(PASSPHRASE, "").encode() or None
    try:
        key = load_pem_private_key(_read(path), passphrase)
    except TypeError as error:
        if passphrase is None:
            message = f"{path}: the key has a passphrase"
            raise PublishingError(message, f"Set {PASSPHRASE}.") from error
        message = f"{path}: the key has no passphrase, and {PASSPHRASE} is set"
        raise PublishingError(message, f"Unset {PASSPHRASE}.") from error
    except (ValueError, UnsupportedAlgorithm) as error:
        wrong = " for this passphrase" if passphrase else ""
        raise PublishingError(f"{path}: is not a private key{wrong}", _MAKE) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise PublishingError(f"{path}: is not an Ed25519 key", _MAKE)
    return key


def public_key(path: Path) -> "Ed25519PublicKey":
    """Return the public key in a file.

    Raises:
        PublishingError: If the file cannot be read, or is not an Ed25519 public key.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        key = load_pem_public_key(_read(path))
    except (ValueError, UnsupportedAlgorithm) as error:
        raise PublishingError(f"{path}: is not a public key", _MAKE_PUBLIC) from error
    if not isinstance(key, Ed25519PublicKey):
        raise PublishingError(f"{path}: is not an Ed25519 public key", _MAKE_PUBLIC)
    return key


def fits(key: "Ed25519PublicKey", signature: bytes, content: bytes) -> bool:
    """Return whether a signature of some content was made with the private key of this key."""
    from cryptography.exceptions import InvalidSignature

    try:
        key.verify(signature, content)
    except InvalidSignature:
        return False
    return True


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise PublishingError(
            f"{path}: cannot be read ({error.strerror})", "Name a file."
        ) from error
