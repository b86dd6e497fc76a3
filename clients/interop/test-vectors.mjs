// Both libraries against the vectors and against our own signer: test-vectors.mjs device-v1.json [--list]
// --list also names the refused vectors which a library, together with its adapter, would accept.
import { readFileSync } from 'node:fs';
import { parseDictionary, serializeDictionary } from 'structured-headers';
import { DeviceSigner } from '../javascript/handsel-device.mjs';
import { answer } from './interop.mjs';
import { field, labelOf } from './profile.mjs';

const [path, list] = process.argv.slice(2);
const vectors = JSON.parse(readFileSync(path, 'utf8'));
// Broken vectors which only the signature or the digest gives away: whoever verifies at all must refuse them.
const PROVEN = ['invalid_signature', 'digest_mismatch', 'digest_algorithm', 'timestamp_out_of_window'];
let passed = 0;
let failed = 0;

function check(name, expected, actual) {
  if (expected === actual) {
    passed++;
  } else {
    failed++;
    console.log(`FAILED ${name}\n  expected ${expected}\n  actual   ${actual}`);
  }
}

function credential(keyid) {
  return vectors.credentials.find((candidate) => candidate.keyid === keyid) ?? vectors.credentials[0];
}

/** The request of a vector as the interop protocol has it. */
function requestOf(vector) {
  const { method, target, headers, body_hex: body } = vector.request;
  const { keyid, key_hex: key } = credential(vector.credential);
  return {
    method,
    url: `https://${field(headers, 'host')}${target}`,
    headers,
    body_base64: Buffer.from(body, 'hex').toString('base64'),
    keyid,
    key_base64: Buffer.from(key, 'hex').toString('base64'),
    now: vector.now,
  };
}

function ours(headers) {
  const label = labelOf(headers);
  const [inputs, signatures] = ['signature-input', 'signature'].map((name) => parseDictionary(field(headers, name)));
  const alone = (members) => serializeDictionary(new Map([['sig', members.get(label)]]));
  return { parameters: inputs.get(label)[1], input: alone(inputs), signature: alone(signatures) };
}

async function checkSigning(library, vector) {
  const request = requestOf(vector);
  const { parameters, input, signature } = ours(request.headers);
  const headers = request.headers.filter(([name]) => !/^signature/i.test(name));
  const signed = await answer(library, 'sign', {
    ...request, headers, ...Object.fromEntries(parameters), params: [...parameters.keys()],
  });
  check(`${library} ${vector.id} input`, input, field(signed.headers ?? [], 'signature-input'));
  check(`${library} ${vector.id} signature`, signature, field(signed.headers ?? [], 'signature'));
}

async function checkVerifying(library, vector) {
  const request = requestOf(vector);
  const verdict = async (changed) => (await answer(library, 'verify', { ...request, ...changed })).verified;
  const edited = (pattern, by) => request.headers.map(([name, value]) => [name, name === 'Host' ? value : value.replace(pattern, by)]);
  const right = await answer(library, 'verify', request);
  check(`${library} ${vector.id} verified`, 'true null', `${right.verified} ${right.reason}`);
  const tampered = {
    method: { method: request.method === 'GET' ? 'POST' : 'GET' },
    path: { url: request.url.replace('/api/', '/apj/') },
    'case of path': { url: request.url.replace('/api/', '/Api/') },
    query: { url: request.url + (request.url.includes('?') ? '&' : '?') + 'a=1' },
    host: { url: request.url.replace(/\.test/i, '.tess') },
    created: { headers: edited(/created=(\d+)\d;/g, 'created=$19;'), now: vector.now + 10 },
    nonce: { headers: edited(/nonce="./g, 'nonce="Z') },
    signature: { headers: edited(/=:./g, '=:A') },
    tag: { headers: edited(/device-v1/g, 'device-v2') },
    key: { key_base64: Buffer.alloc(32, 1).toString('base64') },
    body: { body_base64: Buffer.from('{}').toString('base64') },
    late: { now: vector.now + 661 },
    early: { now: vector.now - 421 },
  };
  for (const [name, changed] of Object.entries(tampered)) {
    check(`${library} ${vector.id} with another ${name}`, false, await verdict(changed));
  }
}

async function checkFresh(library) {
  const { keyid, secret_token: token, key_hex: key } = vectors.credentials[0];
  const signer = new DeviceSigner(keyid, token);
  const request = {
    method: 'POST', url: 'https://Host.example.test:443/v1/a\'b/%2f?b=2&a=%20', headers: [['Content-Type', 'application/json']],
    body_base64: Buffer.from('{"a":"ż"}').toString('base64'), keyid, key_base64: Buffer.from(key, 'hex').toString('base64'),
    created: Math.floor(Date.now() / 1000), nonce: 'n'.repeat(16),
  };
  const signed = await answer(library, 'sign', request);
  const again = await signer.sign(request.method, request.url, '{"a":"ż"}', 'application/json', request);
  check(`${library} signs as we do`, again.Signature, field(signed.headers ?? [], 'signature'));
  check(`${library} adds the digest`, again['Content-Digest'], field(signed.headers ?? [], 'content-digest'));
  const own = await signer.sign(request.method, request.url, '{"a":"ż"}', 'application/json');
  check(`${library} verifies ours`, true, (await answer(library, 'verify', { ...request, headers: Object.entries(own) })).verified);
  check(`${library} without signature`, false, (await answer(library, 'verify', request)).verified);
}

for (const library of ['http-message-signatures', 'http-message-sig']) {
  for (const vector of vectors.positive) {
    await checkSigning(library, vector);
    await checkVerifying(library, vector);
  }
  for (const vector of vectors.negative) {
    const { verified } = await answer(library, 'verify', requestOf(vector));
    if (PROVEN.includes(vector.error_code)) check(`${library} ${vector.id} refused`, false, verified);
    if (list && verified) console.log(`${library} accepts ${vector.id} (${vector.error_code})`);
  }
  await checkFresh(library);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
