#!/usr/bin/env python3
"""Signs and sends a GET to each URL of a JSON list on the standard input and writes what became of it, one JSON object a line:
{"refused": why} when it was not signed, {"unreachable": why}, or {"status": ..., "body": ...}."""
import json
import os
import sys

from handsel_device import DeviceSigner


def outcome(signer, url):
    try:
        signer.sign("GET", url)
    except ValueError as refused:
        return {"refused": str(refused)}
    try:
        response = signer.request("GET", url, timeout=10)
        return {"status": response.status, "body": response.body.decode("utf-8")}
    except (OSError, ValueError) as failure:
        return {"unreachable": str(failure)}


def main():
    signer = DeviceSigner(os.environ["HANDSEL_KEY_ID"], os.environ["HANDSEL_SECRET"])
    for url in json.load(sys.stdin):
        print(json.dumps(outcome(signer, url)))


if __name__ == "__main__":
    main()
