#!/usr/bin/env python3
"""Signs the requests of a device. One file, standard library only, Python 3.8 or newer: copy it into your project.

    signer = DeviceSigner("dk_...", "dvs1_...")
    answer = signer.request("POST", "https://host/v1/device/heartbeat", b'{"version":"1.0"}', "application/json")

On the command line, with HANDSEL_KEY_ID and HANDSEL_SECRET in the environment:

    python3 handsel_device.py GET http://localhost:8080/v1/device/self
"""
import argparse
import base64
import hashlib
import hmac
import json
import os
import re
import secrets
import sys
import time
import urllib.error
import urllib.request
import zlib
from datetime import datetime, timedelta, timezone

TAG = "device-v1"
MAX_CLOCK_OFFSET = 24 * 3600  # a server that is further away is not believed: it could have requests signed for later use
BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

_NONCE = re.compile(r"[A-Za-z0-9_-]{16,64}\Z")
_URL = re.compile(r"(https?)://([^/?#]+)([^?#]*)(\?[^#]*)?\Z", re.IGNORECASE)
_AUTHORITY = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._~-]+)(?::([0-9]{1,5}))?\Z")
_TWO_WAYS = (
    (re.compile(r"//"), "an empty segment"),
    (re.compile(r"\\"), "a backslash"),
    (re.compile(r"/(\.|%2e){1,2}(?=/|;|%3b|\Z)", re.IGNORECASE), "a dot segment"),
    (re.compile(r"%([01][0-9a-f]|7f)", re.IGNORECASE), "an encoded control character"),
    (re.compile(r"%(?![0-9a-f]{2})", re.IGNORECASE), "a percent sign that encodes nothing"),
)
_VISIBLE = re.compile(r"[\x21-\x7e]*\Z")
_FIELD = re.compile(r"[\x21-\x7e](?:[\x20-\x7e\t]*[\x21-\x7e])?\Z")
_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d)\Z")


def checksum(text):
    """CRC-32 of the ASCII text in base 62, six characters: finds slips, protects nothing."""
    rest, digits = zlib.crc32(text.encode("ascii")), ""
    for _ in range(6):
        rest, digit = divmod(rest, 62)
        digits = BASE62[digit] + digits
    return digits


class Secret:
    """The secret of a device as it was shown once; no message and no repr() of it gives it away."""

    def __init__(self, token):
        if not isinstance(token, str) or not token.startswith("dvs1_"):
            raise ValueError("A secret begins with dvs1_.")
        if len(token) != 54:
            raise ValueError("A secret has 54 characters, this has %d: was it cut, or is there a newline?" % len(token))
        body = token[5:48]
        if not re.match(r"[A-Za-z0-9_-]{43}\Z", body):
            raise ValueError("The secret holds characters that are not of URL-safe base64.")
        if checksum("dvs1_" + body) != token[48:]:
            raise ValueError("The checksum of the secret does not match: was it mistyped?")
        self.key = base64.urlsafe_b64decode(body + "=")
        self.body = body
        if base64.urlsafe_b64encode(self.key).decode("ascii") != body + "=":
            raise ValueError("The secret is not written as it was issued.")

    def __repr__(self):
        return "Secret(hidden)"


class Target:
    """A URL as it is signed: nothing decoded, re-cased or sorted, but host and default port as RFC 9421 wants them."""

    def __init__(self, url):
        parts = _URL.match(url)
        if not parts or not _VISIBLE.match(url):
            raise ValueError("Not an absolute http(s) URL in visible ASCII without fragment; percent-encode it first.")
        scheme = parts.group(1).lower()
        authority = _AUTHORITY.match(parts.group(2))
        if not authority or not 1 <= int(authority.group(2) or 1) <= 65535:
            raise ValueError("Not a plain host with an optional port, and no user before it.")
        host, port = authority.group(1).lower(), authority.group(2)
        self.origin = url[:parts.end(2)]
        self.authority = host if port in (None, {"http": "80", "https": "443"}[scheme]) else host + ":" + port
        self.path = parts.group(3) or "/"
        for form, name in _TWO_WAYS:
            if form.search(self.path):
                raise ValueError("The path holds %s, which others read as another path: write the one that is meant." % name)
        self.query = parts.group(4) or "?"


class Response:
    """What the server answered, whatever its status."""

    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body.decode("utf-8"))


class _Client:
    """Sends signed requests, keeps the offset of the server's clock and tries once more where that is safe."""

    clock_offset = 0.0

    def now(self):
        return time.time() + self.clock_offset

    def request(self, method, url, body=b"", content_type=None, idempotency_key=None, timeout=30):
        """Signs and sends; returns a Response for every status. One more try, with a new nonce, if the server says that
        the clock is wrong, or if no answer came and repeating is harmless (GET, HEAD, or an idempotency key)."""
        for last_try in (False, True):
            headers = self.sign(method, url, body, content_type)
            if idempotency_key is not None:
                headers["Idempotency-Key"] = idempotency_key
            sent_at = time.time()
            try:
                response = _send(method, url, headers, body, timeout)
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                if last_try or not (method in ("GET", "HEAD") or idempotency_key is not None):
                    raise
                continue
            if last_try or not self._learn_from_refusal(response, sent_at):
                return response

    def synchronise(self, url, timeout=30):
        """Asks GET /v1/time of the server of this URL for its clock; useful before the first request."""
        sent_at = time.time()
        response = _send("GET", Target(url).origin + "/v1/time", {}, b"", timeout)
        if response.status != 200:
            raise ValueError("The server does not tell the time: status %d." % response.status)
        self._learn(response.json(), sent_at)

    def _learn_from_refusal(self, response, sent_at):
        if response.status != 401:
            return False
        try:
            problem = response.json()
            return problem["code"] == "timestamp_out_of_window" and self._learn(problem, sent_at)
        except (ValueError, KeyError, TypeError):
            return False

    def _learn(self, answer, sent_at):
        """The server's time is taken to be that of the middle between sending and receiving."""
        moment = answer.get("server_time", answer.get("time"))
        offset = parse_time(moment) - (sent_at + time.time()) / 2
        if abs(offset) > MAX_CLOCK_OFFSET:
            raise ValueError("The clocks of device and server differ by more than a day: set the device's clock.")
        self.clock_offset = offset
        return True


class DeviceSigner(_Client):
    """RFC 9421 with tag device-v1. The key is the 32 bytes which the secret encodes, never its text."""

    def __init__(self, key_id, secret):
        if not re.match(r"[A-Za-z0-9_]{1,64}\Z", key_id):
            raise ValueError("Not the id of a credential (dk_...).")
        self.key_id = key_id
        self._secret = Secret(secret)

    def sign(self, method, url, body=b"", content_type=None, created=None, nonce=None, **layout):
        """The headers to add to the request. Send exactly this URL and exactly these bytes."""
        signature_input, base, fields = self.explain(method, url, body, content_type, created, nonce, **layout)
        mac = hmac.new(self._secret.key, base.encode("ascii"), hashlib.sha256).digest()
        fields["Signature-Input"] = "sig=" + signature_input
        fields["Signature"] = "sig=:" + _base64(mac) + ":"
        return fields

    def explain(self, method, url, body=b"", content_type=None, created=None, nonce=None,
                content_digest=None, expires=None, alg=True):
        """What is signed: (signature parameters, signature base, headers of the body). Harmless to show."""
        _check_method_and_body(method, body)
        target = Target(url)
        covered = [("@method", method), ("@authority", target.authority), ("@path", target.path), ("@query", target.query)]
        fields = {}
        if body:
            if content_type is None or not _FIELD.match(content_type):
                raise ValueError("A body needs a content type, in ASCII and on one line.")
            fields["Content-Type"] = content_type
            fields["Content-Digest"] = content_digest or "sha-256=:" + _base64(hashlib.sha256(body).digest()) + ":"
            covered += [(name.lower(), value) for name, value in fields.items()]
        nonce = secrets.token_urlsafe(16) if nonce is None else nonce
        if not _NONCE.match(nonce):
            raise ValueError("A nonce has 16 to 64 characters of A-Z a-z 0-9 _ -.")
        parameters = "(" + " ".join('"%s"' % name for name, _ in covered) + ")"
        parameters += ";created=%d" % int(self.now() if created is None else created)
        parameters += "" if expires is None else ";expires=%d" % expires
        parameters += ';nonce="%s";keyid="%s"' % (nonce, self.key_id)
        parameters += ';alg="hmac-sha256"' if alg else ""
        parameters += ';tag="%s"' % TAG
        lines = ['"%s": %s' % component for component in covered] + ['"@signature-params": ' + parameters]
        return parameters, "\n".join(lines), fields


class LegacySigner(_Client):
    """The compatible scheme of four headers. The key is the ASCII text of the secret's 43 characters after dvs1_. It does
    not cover host and content type and takes no query: prefer DeviceSigner."""

    def __init__(self, device_id, secret):
        if not re.match(r"[A-Za-z0-9_-]{1,64}\Z", device_id):
            raise ValueError("Not the id of a device.")
        self.device_id = device_id
        self._secret = Secret(secret)

    def sign(self, method, url, body=b"", content_type=None, timestamp=None, nonce=None):
        _check_method_and_body(method, body)
        target = Target(url)
        if target.query != "?":
            raise ValueError("The compatible scheme does not sign a query: leave it out or use DeviceSigner.")
        if body and method in ("GET", "HEAD", "DELETE"):
            raise ValueError("The compatible scheme signs no body of " + method + ".")
        if "|" in target.path:
            raise ValueError("The compatible scheme cannot sign a path with a | in it.")
        nonce = secrets.token_urlsafe(16) if nonce is None else nonce
        if not re.match(r"[A-Za-z0-9_-]{8,64}\Z", nonce):
            raise ValueError("A nonce has 8 to 64 characters of A-Z a-z 0-9 _ -.")
        if timestamp is None:
            timestamp = datetime.fromtimestamp(int(self.now()), timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        text = self.canonical(method, target.path, body.decode("utf-8"), nonce, timestamp)
        headers = {"Content-Type": content_type} if body and content_type else {}
        headers.update({"X-Device-Id": self.device_id, "X-Nonce": nonce, "X-Timestamp": timestamp,
                        "X-Signature": self.mac(text)})
        return headers

    def canonical(self, method, path, body, nonce, timestamp):
        return "|".join((method, path, body, self.device_id, nonce, timestamp))

    def mac(self, text):
        return _base64(hmac.new(self._secret.body.encode("ascii"), text.encode("utf-8"), hashlib.sha256).digest())


def parse_time(moment):
    """Seconds since 1970 of a time as RFC 3339 writes it."""
    parts = _TIME.match(moment) if isinstance(moment, str) else None
    if not parts:
        raise ValueError("Not a time of RFC 3339.")
    day, clock, fraction, offset = parts.groups()
    seconds = datetime.strptime(day + clock, "%Y-%m-%d%H:%M:%S").replace(tzinfo=timezone.utc).timestamp()
    if offset not in "Zz":
        ahead = timedelta(hours=int(offset[1:3]), minutes=int(offset[4:6])).total_seconds()
        seconds += -ahead if offset[0] == "+" else ahead
    return seconds + float(fraction or 0)


def _check_method_and_body(method, body):
    if not re.match(r"[A-Z]+\Z", method):
        raise ValueError("Write the method in capitals: it is signed as it is sent.")
    if not isinstance(body, bytes):
        raise TypeError("Give the body as the bytes that are sent: the digest is over bytes, not over text.")


def _base64(data):
    return base64.b64encode(data).decode("ascii")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A signature is for one URL and for one use: a redirect is the caller's to judge."""

    def redirect_request(self, *_):
        return None


_OPENER = urllib.request.build_opener(_NoRedirect)


def _send(method, url, headers, body, timeout):
    request = urllib.request.Request(url, data=body or None, headers=headers, method=method)
    try:
        with _OPENER.open(request, timeout=timeout) as response:
            return Response(response.status, response.headers, response.read())
    except urllib.error.HTTPError as refused:
        with refused:
            return Response(refused.code, refused.headers, refused.read())


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Sends a signed request; the secret comes from HANDSEL_SECRET.")
    parser.add_argument("method")
    parser.add_argument("url")
    body = parser.add_mutually_exclusive_group()
    body.add_argument("--data", default="", help="the body, sent as UTF-8")
    body.add_argument("--data-file", help="the body, sent byte by byte")
    parser.add_argument("--content-type", default="application/json")
    parser.add_argument("--idempotency-key")
    parser.add_argument("--legacy", action="store_true", help="the scheme of four headers, with HANDSEL_DEVICE_ID")
    options = parser.parse_args(arguments)
    identity = "HANDSEL_DEVICE_ID" if options.legacy else "HANDSEL_KEY_ID"
    missing = [name for name in (identity, "HANDSEL_SECRET") if not os.environ.get(name)]
    if missing:
        parser.error("not in the environment: " + ", ".join(missing))
    try:
        payload = options.data.encode("utf-8")
        if options.data_file is not None:
            with open(options.data_file, "rb") as file:
                payload = file.read()
        signer = (LegacySigner if options.legacy else DeviceSigner)(os.environ[identity], os.environ["HANDSEL_SECRET"])
        response = signer.request(options.method.upper(), options.url, payload, options.content_type,
                                  options.idempotency_key)
    except (ValueError, OSError) as failure:
        print(failure, file=sys.stderr)
        return 2
    print("HTTP", response.status, file=sys.stderr)
    sys.stdout.buffer.write(response.body + b"\n")
    return 0 if 200 <= response.status < 300 else 1


if __name__ == "__main__":
    sys.exit(main())
