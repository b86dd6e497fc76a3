#!/usr/bin/env python3
"""Signs every accepted request of the vectors anew and compares: test_vectors.py device-v1.json [legacy-hmac.json]"""
import json
import re
import sys

from handsel_device import DeviceSigner, LegacySigner, Secret, checksum, parse_time

MEMBER = re.compile(r'([a-z*][a-z0-9_.*-]*)=(\([^)]*\)((?:;[a-z]+=(?:"[^"]*"|\d+))*))')
results = {True: 0, False: 0}


def check(name, expected, actual):
    results[expected == actual] += 1
    if expected != actual:
        print("FAILED %s\n  expected %r\n  actual   %r" % (name, expected, actual))


def refused(action):
    try:
        action()
        return False
    except (ValueError, TypeError):
        return True


def ours(signature_input):
    """Label, value and parameters of the one signature that has our tag."""
    for label, value, parameters in MEMBER.findall(signature_input):
        parameters = dict(re.findall(r';([a-z]+)="?([^";]*)"?', parameters))
        if parameters.get("tag") == "device-v1":
            return label, value, parameters
    raise ValueError("no signature with our tag")


def check_accepted(vector, tokens):
    request, headers = vector["request"], {name.lower(): value for name, value in vector["request"]["headers"]}
    label, value, parameters = ours(headers["signature-input"])
    signature = re.search(r"(?:^|[ ,])%s=(:[^:]*:)" % re.escape(label), headers["signature"]).group(1)
    arguments = (request["method"], "https://" + headers["host"] + request["target"], bytes.fromhex(request["body_hex"]),
                 headers.get("content-type"), int(parameters["created"]), parameters["nonce"])
    layout = {"alg": "alg" in parameters, "expires": int(parameters["expires"]) if "expires" in parameters else None}
    if "," in headers.get("content-digest", ""):
        layout["content_digest"] = headers["content-digest"]
    signer = DeviceSigner(parameters["keyid"], tokens[parameters["keyid"]])
    check(vector["id"] + " base", vector["signature_base"], signer.explain(*arguments, **layout)[1])
    signed = signer.sign(*arguments, **layout)
    check(vector["id"] + " input", "sig=" + value, signed["Signature-Input"])
    check(vector["id"] + " signature", "sig=" + signature, signed["Signature"])
    check(vector["id"] + " digest", headers.get("content-digest"), signed.get("Content-Digest"))


def check_device(vectors):
    tokens = {credential["keyid"]: credential["secret_token"] for credential in vectors["credentials"]}
    for credential in vectors["credentials"]:
        check("key of " + credential["keyid"], credential["key_hex"], Secret(credential["secret_token"]).key.hex())
    for vector in vectors["positive"]:
        check_accepted(vector, tokens)
    for token in vectors["secret_token_format"]["invalid_examples"]:
        check("invalid secret", True, refused(lambda: Secret(token)))
    check_refusals(*next(iter(tokens.items())))


def check_refusals(key_id, token):
    body, url = token[5:48], "https://api.example.test/v1"
    other = body[:-1] + chr(ord(body[-1]) + 1)
    signer = DeviceSigner(key_id, token)
    for name, action in (
            ("a secret with a newline", lambda: Secret(token + "\n")),
            ("a secret without its prefix", lambda: Secret(body)),
            ("a secret that decodes alike", lambda: Secret("dvs1_" + other + checksum("dvs1_" + other))),
            ("a method in lower case", lambda: signer.sign("get", url)),
            ("a body of text", lambda: signer.sign("POST", url, "{}", "application/json")),
            ("a body without type", lambda: signer.sign("POST", url, b"{}")),
            ("a type on two lines", lambda: signer.sign("POST", url, b"{}", "text/plain\r\nX: y")),
            ("a short nonce", lambda: signer.sign("GET", url, nonce="short")),
            ("a URL with a space", lambda: signer.sign("GET", url + "/a b")),
            ("a URL with a user", lambda: signer.sign("GET", "https://me@api.example.test/v1")),
            ("a query in the compatible scheme", lambda: LegacySigner("dev_1", token).sign("GET", url + "?a=1"))):
        check(name, True, refused(action))
    check("repr", False, body in repr(signer._secret) + repr(signer))
    check("two nonces", False, signer.sign("GET", url) == signer.sign("GET", url))
    check("default port of http", True, '"@authority": host\n' in signer.explain("GET", "http://HOST:80/")[1])
    check("443 is not the default of http", True, '"@authority": host:443\n' in signer.explain("GET", "http://HOST:443/")[1])
    check("a time with offset", 1763800000.5, parse_time("2025-11-22T10:26:40.500+02:00"))


def check_legacy(vectors):
    token = "dvs1_" + vectors["secret_body"] + checksum("dvs1_" + vectors["secret_body"])
    for vector in vectors["vectors"]:
        signer = LegacySigner(vector["device_id"], token)
        text = signer.canonical(vector["method"], vector["path"], vector["body"], vector["nonce"], vector["timestamp"])
        check(vector["name"], vector["canonical"], text)
        check(vector["name"], vector["signature"], signer.mac(text))
        nonce = vector["nonce"].ljust(8, "0")
        signed = signer.sign(vector["method"], "https://api.example.test" + vector["path"], vector["body"].encode("utf-8"),
                             "application/json", vector["timestamp"], nonce)
        check(vector["name"] + " headers", signer.mac(vector["canonical"].replace(vector["nonce"], nonce)), signed["X-Signature"])


def main(paths):
    for path in paths:
        with open(path, encoding="utf-8") as file:
            vectors = json.load(file)
        check_device(vectors) if "positive" in vectors else check_legacy(vectors)
    print("%d passed, %d failed" % (results[True], results[False]))
    return 1 if results[False] or not results[True] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
