#!/usr/bin/env python3
"""Writes the cases for vectors.cpp: cases.py device-v1.json [legacy-hmac.json] > cases.txt"""
import base64
import hashlib
import hmac
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "python"))
from handsel_device import Target, checksum  # noqa: E402
from test_vectors import ours  # noqa: E402


def case(*fields):
    print(*fields, sep="\t")


def hexadecimal(text):
    return text.encode("utf-8").hex()


def accepted(vector, tokens):
    request, headers = vector["request"], {name.lower(): value for name, value in vector["request"]["headers"]}
    label, value, parameters = ours(headers["signature-input"])
    signature = re.search(r"(?:^|[ ,])%s=(:[^:]*:)" % re.escape(label), headers["signature"]).group(1)
    digest = headers.get("content-digest", "")
    case("sign", vector["id"], tokens[parameters["keyid"]], parameters["keyid"], request["method"],
         "https://" + headers["host"], request["target"], headers.get("content-type", ""), digest if "," in digest else "",
         request["body_hex"], parameters["created"], parameters.get("expires", "0"), parameters["nonce"],
         int("alg" in parameters), hexadecimal(vector["signature_base"]), "sig=" + value, "sig=" + signature)


def device(vectors):
    tokens = {credential["keyid"]: credential["secret_token"] for credential in vectors["credentials"]}
    for credential in vectors["credentials"]:
        case("key", credential["secret_token"], credential["key_hex"])
    for vector in vectors["positive"]:
        accepted(vector, tokens)
    token = next(iter(tokens.values()))
    alike = "dvs1_" + token[5:47] + chr(ord(token[47]) + 1)
    for wrong in vectors["secret_token_format"]["invalid_examples"] + [token + "\n", token[5:48], alike + checksum(alike)]:
        case("invalid", hexadecimal(wrong))


def legacy(vectors):
    body = "dvs1_" + vectors["secret_body"]
    for vector in vectors["vectors"]:
        case("legacy", vector["name"], body + checksum(body), vector["method"], vector["path"], hexadecimal(vector["body"]),
             vector["device_id"], vector["nonce"], vector["timestamp"], hexadecimal(vector["canonical"]), vector["signature"])


def algorithms():
    """All lengths around the blocks of SHA-256 and of base64, with what Python computes."""
    for length in list(range(0, 130)) + [1000]:
        data = bytes(i * 7 % 256 for i in range(length))
        case("hmac", data[:100].hex(), data.hex(), hmac.new(data[:100], data, hashlib.sha256).hexdigest())
    for length in range(7):
        case("base64", bytes(range(250, 250 - length, -1)).hex(),
             base64.b64encode(bytes(range(250, 250 - length, -1))).decode("ascii"))


def others():
    for url, authority in (("http://HOST:80", "host"), ("http://host:443/x", "host:443"), ("https://[::1]:443", "[::1]"),
                           ("https://host:1443", "host:1443"), ("http:///x", ""), ("ftp://host", ""), ("https://a@host", ""), ("host", "")):
        case("authority", url, authority)
    for moment, seconds in (("1970-01-01T00:00:00Z", 0), ("2025-11-22T08:26:40Z", 1763800000), ("2024-02-29T23:59:59.999Z", 1709251199),
                            ("2000-03-01T00:00:00Z", 951868800), ("2025-11-22T08:26:40", 0), ("2025-11-22T08:26:40+02:00", 0)):
        case("time", moment, seconds)
    case("member", '{"code": "timestamp_out_of_window","server_time" : "2025"}', "server_time", "2025")
    case("member", '{"code":"x"}', "server_time", "")
    case("member", '{"code":"","x":"y"}', "code", "")
    nonce = "A" * 16
    for method, target, content_type, value in (("get", "/", "", nonce), ("GET", "x", "", nonce), ("GET", "/a b", "", nonce),
                                                ("GET", "/", "a\r\nb", nonce), ("GET", "/", "", "short"), ("GET", "/#", "", nonce)):
        case("wrong", method, target, hexadecimal(content_type), value)


def urls():
    """The URLs of ../../urls.json, in the two parts which this client takes; the text is compared with the Python client's."""
    folder = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(folder, "..", "..", "urls.json"), encoding="utf-8") as file:
        rows = json.load(file)
    for row in rows:
        url = row["url"].replace("{port}", "8080")
        parts = re.match(r"((?:[a-z]+:)?//[^/?#]*)(.*)\Z", url, re.IGNORECASE | re.DOTALL)
        server, target = parts.group(1), parts.group(2) if parts.group(2).startswith("/") else "/" + parts.group(2)
        expected = ""
        if "mql5" not in row.get("refused", []):
            sent = Target(url)
            expected = "\n".join((sent.authority, sent.path, sent.query))
        case("url", hexadecimal(server), hexadecimal(target), hexadecimal(expected))


def main(paths):
    for path in paths:
        with open(path, encoding="utf-8") as file:
            vectors = json.load(file)
        device(vectors) if "positive" in vectors else legacy(vectors)
    algorithms()
    others()
    urls()


if __name__ == "__main__":
    main(sys.argv[1:])
