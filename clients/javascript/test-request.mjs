// Talks to a server of its own: what is sent on the wire, the clock that is learned, what is tried again and what not.
import { createServer } from 'node:http';
import { DeviceSigner, LegacySigner, checksum } from './handsel-device.mjs';

const BODY = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';
const TOKEN = 'dvs1_' + BODY + checksum('dvs1_' + BODY);
const AHEAD = 3600;
let passed = 0;
let failed = 0;
let seen = [];
let answers = [];

function check(name, holds) {
  if (holds) {
    passed++;
  } else {
    failed++;
    console.log('FAILED', name);
  }
}

const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  seen.push({ line: `${request.method} ${request.url}`, headers: request.headers, body });
  const kind = answers.shift() ?? 'ok';
  if (kind === 'drop') return request.socket.destroy();
  const moment = new Date(Date.now() + AHEAD * 1000).toISOString();
  response.writeHead({ late: 401, moved: 302 }[kind] ?? 200, kind === 'moved' ? { Location: '/elsewhere' } : {});
  response.end(JSON.stringify(kind === 'late' ? { code: 'timestamp_out_of_window', server_time: moment } : { server_time: moment }));
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const url = `http://127.0.0.1:${server.address().port}`;

/** Answers the first requests so; tells the status of the last answer, if any. */
async function story(first, signer, ...call) {
  seen = [];
  answers = first;
  return signer.request(...call).then((response) => response.status, () => null);
}

const created = (request) => Number(/;created=(\d+)/.exec(request.headers['signature-input'])[1]);
const nonce = (request) => /;nonce="([^"]+)"/.exec(request.headers['signature-input'])[1];
const fresh = () => new DeviceSigner('dk_1', TOKEN);

const signer = fresh();
let status = await story(['late'], signer, 'POST', url + '/v1/x%2fy?b=2&a=1', '{"a": 1}', 'application/json', 'k');
check('the clock is learned', Math.abs(signer.clockOffset - AHEAD) < 2);
check('one retry', status === 200 && seen.length === 2);
check('target and body as given', seen[0].line === 'POST /v1/x%2fy?b=2&a=1' && seen[0].body === '{"a": 1}');
check("the retry has the server's time", Math.abs(created(seen[1]) - Date.now() / 1000 - AHEAD) < 3);
check('the retry has a new nonce', nonce(seen[0]) !== nonce(seen[1]));
check('the idempotency key stays', seen.every((request) => request.headers['idempotency-key'] === 'k'));
status = await story(['late', 'late', 'late'], fresh(), 'GET', url + '/');
check('only one retry', status === 401 && seen.length === 2);
status = await story(['drop'], fresh(), 'POST', url + '/');
check('a POST without key is not repeated', status === null && seen.length === 1);
check('an empty POST has no digest', !('content-digest' in seen[0].headers) && !('content-type' in seen[0].headers));
status = await story(['drop'], fresh(), 'POST', url + '/', '', undefined, 'k');
check('a POST with key is repeated', status === 200 && seen.length === 2);
status = await story(['moved'], fresh(), 'GET', url + '/');
check('a redirect is not followed', status === 302 && seen.length === 1);
status = await story(['late'], new LegacySigner('dev_1', TOKEN), 'POST', url + '/v1/x', '{}', 'application/json');
check('the compatible scheme learns too', status === 200 && seen.length === 2 && 'x-signature' in seen[1].headers);
const asked = fresh();
await asked.synchronise(url + '/any');
check('the time can be asked for', Math.abs(asked.clockOffset - AHEAD) < 2 && seen.at(-1).line === 'GET /v1/time');

server.close();
server.closeAllConnections();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
