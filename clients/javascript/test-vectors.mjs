// Signs every accepted request of the vectors anew and compares: test-vectors.mjs device-v1.json [legacy-hmac.json]
import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { DeviceSigner, LegacySigner, Secret, checksum } from './handsel-device.mjs';

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

async function refused(action) {
  try {
    await action();
    return false;
  } catch {
    return true;
  }
}

/** Label, value and parameters of the one signature that has our tag. */
function ours(signatureInput) {
  const member = /([a-z*][a-z0-9_.*-]*)=(\([^)]*\)((?:;[a-z]+=(?:"[^"]*"|\d+))*))/g;
  for (const [, label, value, text] of signatureInput.matchAll(member)) {
    const parameters = Object.fromEntries([...text.matchAll(/;([a-z]+)="?([^";]*)"?/g)].map(([, name, v]) => [name, v]));
    if (parameters.tag === 'device-v1') return { label, value, parameters };
  }
  throw new Error('no signature with our tag');
}

async function checkAccepted({ id, request, signature_base: base }, tokens) {
  const headers = Object.fromEntries(request.headers.map(([name, value]) => [name.toLowerCase(), value]));
  const { label, value, parameters } = ours(headers['signature-input']);
  const signature = new RegExp(`(?:^|[ ,])${label}=(:[^:]*:)`).exec(headers.signature)[1];
  const options = { created: Number(parameters.created), nonce: parameters.nonce, alg: 'alg' in parameters };
  if (parameters.expires) options.expires = Number(parameters.expires);
  if (headers['content-digest']?.includes(',')) options.contentDigest = headers['content-digest'];
  const signer = new DeviceSigner(parameters.keyid, tokens[parameters.keyid]);
  const body = new Uint8Array(Buffer.from(request.body_hex, 'hex'));
  const url = `https://${headers.host}${request.target}`;
  const call = [request.method, url, body, headers['content-type'], options];
  const signed = await signer.sign(...call);
  check(`${id} base`, base, (await signer.explain(...call)).base);
  check(`${id} input`, `sig=${value}`, signed['Signature-Input']);
  check(`${id} signature`, `sig=${signature}`, signed.Signature);
  check(`${id} digest`, headers['content-digest'], signed['Content-Digest']);
}

async function checkDevice(vectors) {
  const tokens = Object.fromEntries(vectors.credentials.map((c) => [c.keyid, c.secret_token]));
  for (const vector of vectors.positive) await checkAccepted(vector, tokens);
  for (const token of vectors.secret_token_format.invalid_examples) {
    check('invalid secret', true, await refused(() => new Secret(token)));
  }
  await checkRefusals(...Object.entries(tokens)[0]);
}

async function checkRefusals(keyId, token) {
  const body = token.slice(5, 48);
  const url = 'https://api.example.test/v1';
  const other = 'dvs1_' + body.slice(0, -1) + String.fromCharCode(body.charCodeAt(42) + 1);
  const signer = new DeviceSigner(keyId, token);
  const actions = {
    'a secret with a newline': () => new Secret(token + '\n'),
    'a secret without its prefix': () => new Secret(body),
    'a secret that decodes alike': () => new Secret(other + checksum(other)),
    'a method in lower case': () => signer.sign('get', url),
    'a body that is an object': () => signer.sign('POST', url, {}, 'application/json'),
    'a body without type': () => signer.sign('POST', url, '{}'),
    'a type on two lines': () => signer.sign('POST', url, '{}', 'text/plain\r\nX: y'),
    'a short nonce': () => signer.sign('GET', url, '', undefined, { nonce: 'short' }),
    'a URL with a space': () => signer.sign('GET', url + '/a b'),
    'a URL with a user': () => signer.sign('GET', 'https://me@api.example.test/v1'),
    'a URL that fetch rewrites': () => signer.request('GET', url + '/../x'),
    'a query in the compatible scheme': () => new LegacySigner('dev_1', token).sign('GET', url + '?a=1'),
  };
  for (const [name, action] of Object.entries(actions)) check(name, true, await refused(action));
  const shown = inspect(signer, { depth: 9, showHidden: true }) + JSON.stringify(signer) + String(signer);
  check('nothing shows the secret', false, shown.includes(body));
  check('two nonces', false, (await signer.sign('GET', url)).Signature === (await signer.sign('GET', url)).Signature);
  check('default port of http', true, (await signer.explain('GET', 'http://HOST:80/')).base.includes('"@authority": host\n'));
  check('443 on http', true, (await signer.explain('GET', 'http://HOST:443/')).base.includes('"@authority": host:443\n'));
}

async function checkLegacy(vectors) {
  const token = 'dvs1_' + vectors.secret_body + checksum('dvs1_' + vectors.secret_body);
  for (const { name, method, path, body, device_id, nonce, timestamp, canonical, signature } of vectors.vectors) {
    const signer = new LegacySigner(device_id, token);
    check(name, canonical, signer.canonical(method, path, body, nonce, timestamp));
    check(name, signature, await signer.mac(canonical));
    const longer = nonce.padEnd(8, '0');
    const signed = await signer.sign(method, 'https://api.example.test' + path, body, 'application/json', { nonce: longer, timestamp });
    check(`${name} headers`, await signer.mac(canonical.replace(nonce, longer)), signed['X-Signature']);
  }
}

for (const path of process.argv.slice(2)) {
  const vectors = JSON.parse(readFileSync(path, 'utf8'));
  await ('positive' in vectors ? checkDevice(vectors) : checkLegacy(vectors));
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
