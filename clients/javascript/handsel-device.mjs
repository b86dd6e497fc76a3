// Signs the requests of a device. One file without dependencies, for Node 20 and for browsers (WebCrypto, fetch):
//
//     const signer = new DeviceSigner('dk_...', 'dvs1_...');
//     const answer = await signer.request('POST', 'https://host/v1/device/heartbeat', '{"version":"1.0"}', 'application/json');
//
// On the command line, with HANDSEL_KEY_ID and HANDSEL_SECRET in the environment:
//
//     node handsel-device.mjs GET http://localhost:8080/v1/device/self
//
// A browser offers crypto.subtle to pages of https and of localhost only, and whoever can run a script in the page can use
// the secret: give a page a device of its own.

const TAG = 'device-v1';
const MAX_CLOCK_OFFSET = 24 * 3600; // a server further away is not believed: it could have requests signed for later use
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const RFC3339 = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;
/** Paths that the next program reads as another; each with what is wrong. */
const TWO_WAYS = [
  [/\/\//, 'an empty segment'],
  [/\/(\.|%2e){1,2}(?=\/|;|%3b|$)/i, 'a dot segment'],
  [/%([01][0-9a-f]|7f)/i, 'an encoded control character'],
  [/%(?![0-9a-f]{2})/i, 'a percent sign that encodes nothing'],
];
const utf8 = new TextEncoder();

/** CRC-32 of the ASCII text in base 62, six characters: finds slips, protects nothing. */
export function checksum(text) {
  let crc = 0xffffffff;
  for (const byte of utf8.encode(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  let rest = ~crc >>> 0;
  let digits = '';
  for (let i = 0; i < 6; i++) {
    digits = BASE62[rest % 62] + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

/** The secret of a device as it was shown once; neither a message nor JSON or a log of it gives it away. */
export class Secret {
  #key;
  #body;

  constructor(token) {
    if (typeof token !== 'string' || !token.startsWith('dvs1_')) throw new Error('A secret begins with dvs1_.');
    if (token.length !== 54) {
      throw new Error(`A secret has 54 characters, this has ${token.length}: was it cut, or is there a newline?`);
    }
    const body = token.slice(5, 48);
    if (!/^[A-Za-z0-9_-]{43}$/.test(body)) throw new Error('The secret holds characters that are not of URL-safe base64.');
    if (checksum('dvs1_' + body) !== token.slice(48)) {
      throw new Error('The checksum of the secret does not match: was it mistyped?');
    }
    this.#body = body;
    this.#key = Uint8Array.from(atob(body.replace(/-/g, '+').replace(/_/g, '/') + '='), (c) => c.charCodeAt(0));
    if (base64Url(this.#key) !== body) throw new Error('The secret is not written as it was issued.');
  }

  /** The MAC with the 32 bytes which the secret encodes: never with its text. */
  mac(text) {
    return hmac(this.#key, text);
  }

  /** The MAC of the compatible scheme: with the ASCII text of the 43 characters. */
  legacyMac(text) {
    return hmac(utf8.encode(this.#body), text);
  }
}

/** A URL as it is signed, which is as fetch sends it: what fetch would resolve or encode by itself is refused. */
export function target(url) {
  const parts = /^(https?):\/\/([^/?#]+)([^?#]*)(\?[^#]*)?$/i.exec(url);
  if (!parts || !/^[\x21-\x7e]*$/.test(url)) {
    throw new Error('Not an absolute http(s) URL in visible ASCII without fragment; percent-encode it first.');
  }
  const sent = /^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._~-]+)(:[0-9]{1,5})?$/.test(parts[2]) && parsed(url);
  if (!sent) throw new Error('Not a plain host with an optional port, and no user before it.');
  const path = parts[3] || '/';
  const query = parts[4] || '?';
  // Newer engines encode a caret in a path and older ones send it.
  if (sent.pathname !== path || path.includes('^') || (sent.search || '?') !== query) {
    throw new Error('fetch would send another path or query than was signed: write the URL as `new URL(url).href` has it.');
  }
  const found = TWO_WAYS.find(([form]) => form.test(path));
  if (found) throw new Error(`The path holds ${found[1]}, which others read as another path: write the one that is meant.`);
  // Addresses have many spellings (127.1); fetch sends one.
  return { origin: sent.origin, authority: sent.host, path, query };
}

function parsed(url) {
  try {
    return new URL(url);
  } catch {
    return null;
  }
}

/** Sends signed requests, keeps the offset of the server's clock and tries once more where that is safe. */
class Client {
  /** Seconds by which the server's clock is ahead. */
  clockOffset = 0;

  now() {
    return Date.now() / 1000 + this.clockOffset;
  }

  /**
   * Signs and sends; answers the Response of fetch for every status. One more try, with a new nonce, if the server says
   * that the clock is wrong, or if no answer came and repeating is harmless (GET, HEAD, or an idempotency key).
   */
  async request(method, url, body = '', contentType = undefined, idempotencyKey = undefined) {
    const bytes = bytesOf(body);
    const harmless = method === 'GET' || method === 'HEAD' || idempotencyKey !== undefined;
    for (let lastTry = false; ; lastTry = true) {
      const headers = await this.sign(method, url, bytes, contentType);
      if (idempotencyKey !== undefined) headers['Idempotency-Key'] = idempotencyKey;
      const sentAt = Date.now() / 1000;
      let response;
      try {
        response = await send(method, url, headers, bytes);
      } catch (failure) {
        if (lastTry || !harmless || !(failure instanceof TypeError)) throw failure;
        continue;
      }
      if (lastTry || !(await this.#learnFromRefusal(response, sentAt))) return response;
    }
  }

  /** Asks GET /v1/time of the server of this URL for its clock; useful before the first request. */
  async synchronise(url) {
    const sentAt = Date.now() / 1000;
    const response = await send('GET', target(url).origin + '/v1/time', {}, new Uint8Array());
    if (response.status !== 200) throw new Error(`The server does not tell the time: status ${response.status}.`);
    this.#learn(await response.json(), sentAt);
  }

  async #learnFromRefusal(response, sentAt) {
    if (response.status !== 401) return false;
    const problem = await response.clone().json().catch(() => null);
    if (problem?.code !== 'timestamp_out_of_window') return false;
    try {
      this.#learn(problem, sentAt);
      return true;
    } catch {
      return false;
    }
  }

  /** The server's time is taken to be that of the middle between sending and receiving. */
  #learn(answer, sentAt) {
    const moment = answer.server_time ?? answer.time;
    if (!RFC3339.test(moment)) throw new Error('Not a time of RFC 3339.');
    const offset = Date.parse(moment) / 1000 - (sentAt + Date.now() / 1000) / 2;
    if (!(Math.abs(offset) <= MAX_CLOCK_OFFSET)) {
      throw new Error("The clocks of device and server differ by more than a day: set the device's clock.");
    }
    this.clockOffset = offset;
  }
}

/** RFC 9421 with tag device-v1. */
export class DeviceSigner extends Client {
  #secret;

  constructor(keyId, secret) {
    super();
    if (!/^[A-Za-z0-9_]{1,64}$/.test(keyId)) throw new Error('Not the id of a credential (dk_...).');
    this.keyId = keyId;
    this.#secret = new Secret(secret);
  }

  /** The headers to add to the request. Send exactly this URL and exactly these bytes. */
  async sign(method, url, body = '', contentType = undefined, options = {}) {
    const { input, base, headers } = await this.explain(method, url, body, contentType, options);
    const mac = base64(await this.#secret.mac(base));
    return { ...headers, 'Signature-Input': 'sig=' + input, Signature: `sig=:${mac}:` };
  }

  /** What is signed; harmless to show. Options: created, nonce, contentDigest, expires, and alg: false to leave it out. */
  async explain(method, url, body = '', contentType = undefined, options = {}) {
    requireCapitals(method);
    const bytes = bytesOf(body);
    const { authority, path, query } = target(url);
    const covered = [['@method', method], ['@authority', authority], ['@path', path], ['@query', query]];
    const headers = {};
    if (bytes.length > 0) {
      if (!/^[\x21-\x7e]([\x20-\x7e\t]*[\x21-\x7e])?$/.test(contentType ?? '')) {
        throw new Error('A body needs a content type, in ASCII and on one line.');
      }
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      headers['Content-Type'] = contentType;
      headers['Content-Digest'] = options.contentDigest ?? `sha-256=:${base64(digest)}:`;
      covered.push(['content-type', contentType], ['content-digest', headers['Content-Digest']]);
    }
    const nonce = options.nonce ?? freshNonce();
    if (!/^[A-Za-z0-9_-]{16,64}$/.test(nonce)) throw new Error('A nonce has 16 to 64 characters of A-Z a-z 0-9 _ -.');
    const input = [
      `(${covered.map(([name]) => `"${name}"`).join(' ')})`,
      `created=${Math.floor(options.created ?? this.now())}`,
      ...(options.expires === undefined ? [] : [`expires=${options.expires}`]),
      `nonce="${nonce}"`,
      `keyid="${this.keyId}"`,
      ...(options.alg === false ? [] : ['alg="hmac-sha256"']),
      `tag="${TAG}"`,
    ].join(';');
    const lines = covered.map(([name, value]) => `"${name}": ${value}`);
    return { input, base: [...lines, `"@signature-params": ${input}`].join('\n'), headers };
  }
}

/** The compatible scheme of four headers. It does not cover host and content type and takes no query: prefer DeviceSigner. */
export class LegacySigner extends Client {
  #secret;

  constructor(deviceId, secret) {
    super();
    if (!/^[A-Za-z0-9_-]{1,64}$/.test(deviceId)) throw new Error('Not the id of a device.');
    this.deviceId = deviceId;
    this.#secret = new Secret(secret);
  }

  /** The headers to add to the request. Options: timestamp, nonce. */
  async sign(method, url, body = '', contentType = undefined, options = {}) {
    requireCapitals(method);
    const bytes = bytesOf(body);
    const { path, query } = target(url);
    if (query !== '?') throw new Error('The compatible scheme does not sign a query: leave it out or use DeviceSigner.');
    if (bytes.length > 0 && ['GET', 'HEAD', 'DELETE'].includes(method)) {
      throw new Error(`The compatible scheme signs no body of ${method}.`);
    }
    if (path.includes('|')) throw new Error('The compatible scheme cannot sign a path with a | in it.');
    const nonce = options.nonce ?? freshNonce();
    if (!/^[A-Za-z0-9_-]{8,64}$/.test(nonce)) throw new Error('A nonce has 8 to 64 characters of A-Z a-z 0-9 _ -.');
    const timestamp = options.timestamp ?? new Date(this.now() * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return {
      ...(bytes.length > 0 && contentType ? { 'Content-Type': contentType } : {}),
      'X-Device-Id': this.deviceId,
      'X-Nonce': nonce,
      'X-Timestamp': timestamp,
      'X-Signature': await this.mac(this.canonical(method, path, text, nonce, timestamp)),
    };
  }

  canonical(method, path, body, nonce, timestamp) {
    return [method, path, body, this.deviceId, nonce, timestamp].join('|');
  }

  async mac(text) {
    return base64(await this.#secret.legacyMac(text));
  }
}

async function hmac(key, text) {
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, utf8.encode(text)));
}

/** A signature is for one URL and one use, so redirects are the caller's to judge (a browser hides where they lead). */
function send(method, url, headers, bytes) {
  target(url);
  return fetch(url, { method, headers, body: bytes.length > 0 ? bytes : undefined, redirect: 'manual', cache: 'no-store' });
}

function requireCapitals(method) {
  if (!/^[A-Z]+$/.test(method)) throw new Error('Write the method in capitals: it is signed as it is sent.');
}

function bytesOf(body) {
  if (typeof body === 'string') return utf8.encode(body);
  if (body instanceof Uint8Array) return body;
  throw new Error('Give the body as a string or as the bytes that are sent: an object would be serialised twice.');
}

function freshNonce() {
  return base64Url(crypto.getRandomValues(new Uint8Array(16)));
}

function base64(bytes) {
  return btoa(String.fromCharCode(...bytes));
}

function base64Url(bytes) {
  return base64(bytes).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
}

async function main() {
  const { parseArgs } = await import('node:util');
  const { readFileSync } = await import('node:fs');
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      data: { type: 'string', default: '' },
      'data-file': { type: 'string' },
      'content-type': { type: 'string', default: 'application/json' },
      'idempotency-key': { type: 'string' },
      legacy: { type: 'boolean', default: false },
    },
  });
  const identity = values.legacy ? 'HANDSEL_DEVICE_ID' : 'HANDSEL_KEY_ID';
  const missing = [identity, 'HANDSEL_SECRET'].filter((name) => !process.env[name]);
  if (positionals.length !== 2) throw new Error('usage: handsel-device.mjs METHOD URL [--data TEXT | --data-file FILE] [--legacy]');
  if (missing.length > 0) throw new Error('not in the environment: ' + missing.join(', '));
  const signer = new (values.legacy ? LegacySigner : DeviceSigner)(process.env[identity], process.env.HANDSEL_SECRET);
  const body = values['data-file'] === undefined ? values.data : new Uint8Array(readFileSync(values['data-file']));
  const [method, url] = positionals;
  const response = await signer.request(method.toUpperCase(), url, body, values['content-type'], values['idempotency-key']);
  console.error('HTTP', response.status);
  console.log(await response.text());
  return response.ok ? 0 : 1;
}

async function startedByNode() {
  if (typeof process === 'undefined' || !process.versions?.node || !process.argv[1]) return false;
  const { realpathSync } = await import('node:fs');
  const { fileURLToPath } = await import('node:url');
  return realpathSync(process.argv[1]) === fileURLToPath(import.meta.url);
}

if (await startedByNode()) {
  process.exitCode = await main().catch((failure) => {
    console.error(failure.cause?.message || failure.message);
    return 2;
  });
}
