#!/usr/bin/env python3
"""Talks to a server of its own: what is sent on the wire, the clock that is learned, what is tried again and what not."""
import json
import sys
import threading
import time
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, HTTPServer

from handsel_device import DeviceSigner, LegacySigner, checksum

BODY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
TOKEN = "dvs1_" + BODY + checksum("dvs1_" + BODY)
AHEAD = 3600
results = {True: 0, False: 0}
seen, answers = [], []


def check(name, holds):
    results[bool(holds)] += 1
    if not holds:
        print("FAILED", name)


class Server(BaseHTTPRequestHandler):
    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        seen.append((self.command, self.path, dict(self.headers.items()), body))
        kind = answers.pop(0) if answers else "ok"
        if kind == "drop":
            self.close_connection = True
            return
        moment = datetime.fromtimestamp(time.time() + AHEAD, timezone.utc).isoformat().replace("+00:00", "Z")
        document = {"code": "timestamp_out_of_window", "server_time": moment} if kind == "late" else {"server_time": moment}
        self.send_response({"late": 401, "moved": 302}.get(kind, 200))
        if kind == "moved":
            self.send_header("Location", "/elsewhere")
        content = json.dumps(document).encode()
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = answer

    def log_message(self, *_):
        pass


def created(headers):
    return int(headers["Signature-Input"].split(";created=")[1].split(";")[0])


def story(url, first, *call, **options):
    """Answers the first request so and says how many came and what was answered last."""
    seen.clear()
    answers[:] = first
    signer = options.pop("signer", None) or DeviceSigner("dk_1", TOKEN)
    try:
        return signer, signer.request(call[0], url + call[1], *call[2:], **options).status
    except OSError:
        return signer, None


def main():
    server = HTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = "http://127.0.0.1:%d" % server.server_port

    signer, status = story(url, ["late"], "POST", "/v1/x%2fy?b=2&a=1", b'{"a": 1}', "application/json", idempotency_key="k")
    check("the clock is learned", abs(signer.clock_offset - AHEAD) < 2)
    check("one retry", status == 200 and len(seen) == 2)
    check("target and body as given", seen[0][:2] == ("POST", "/v1/x%2fy?b=2&a=1") and seen[0][3] == b'{"a": 1}')
    check("the retry has the server's time", abs(created(seen[1][2]) - time.time() - AHEAD) < 3)
    check("the retry has a new nonce", seen[0][2]["Signature-Input"].split("nonce=")[1] != seen[1][2]["Signature-Input"].split("nonce=")[1])
    check("the idempotency key stays", [request[2].get("Idempotency-Key") for request in seen] == ["k", "k"])
    _, status = story(url, ["late", "late", "late"], "GET", "/")
    check("only one retry", status == 401 and len(seen) == 2)
    _, status = story(url, ["drop"], "POST", "/")
    check("a POST without key is not repeated", status is None and len(seen) == 1)
    check("an empty POST has no digest", "Content-Digest" not in seen[0][2] and "Content-Type" not in seen[0][2])
    _, status = story(url, ["drop"], "POST", "/", idempotency_key="k")
    check("a POST with key is repeated", status == 200 and len(seen) == 2)
    _, status = story(url, ["moved"], "GET", "/")
    check("a redirect is not followed", status == 302 and len(seen) == 1)
    legacy, status = story(url, ["late"], "POST", "/v1/x", b"{}", "application/json", signer=LegacySigner("dev_1", TOKEN))
    check("the compatible scheme learns too", status == 200 and len(seen) == 2 and "X-Signature" in seen[1][2])
    asked = DeviceSigner("dk_1", TOKEN)
    asked.synchronise(url + "/any")
    check("the time can be asked for", abs(asked.clock_offset - AHEAD) < 2 and seen[-1][1] == "/v1/time")
    server.shutdown()
    print("%d passed, %d failed" % (results[True], results[False]))
    return 1 if results[False] or not results[True] else 0


if __name__ == "__main__":
    sys.exit(main())
