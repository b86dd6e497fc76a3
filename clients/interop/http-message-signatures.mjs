// Adapter for the npm package http-message-signatures 1.0.6. What had to be adapted:
//
// - It takes @path, @query and @authority from WHATWG URL, which resolves dot segments and encodes what it likes (a quote
//   becomes %22): `componentParser` gives it the target as it was sent. It also upper-cases the method.
// - `verifyMessage` asks Date.now() and has no parameter for the clock: where a request names a time (`now`), the clock of
//   this process stands still at that time while the library is called.
// - `tolerance` makes signatures expire earlier by `maxAge` but later by `expires`: it is left at 0 and the two ends of the
//   window are given by `maxAge` and `notAfter`.
// - Headers are an object, so a name that occurs twice becomes an array.
// - A key that `keyLookup` does not find is skipped, which is how signatures with another tag are left alone; with several
//   known keys the last verdict would win, hence `labelOf`, which refuses two signatures with our tag.
// - Duplicate labels and parameters are taken silently (the last one counts), nonces are not looked at, and the digest is
//   not compared with the body.
import { createSigner, createVerifier, httpbis } from 'http-message-signatures';
import * as profile from './profile.mjs';

function message({ method, url }, headers) {
  const fields = {};
  for (const [name, value] of headers) (fields[name.toLowerCase()] ??= []).push(value);
  return { method, url, headers: fields };
}

/** Path and query as they were sent; everything else is the library's. */
function raw({ method, url }) {
  const [, path, query] = /^https?:\/\/[^/?#]+([^?#]*)(\?[^#]*)?$/i.exec(url);
  const values = { '@method': method, '@path': path || '/', '@query': query ?? '?' };
  return (name) => (name in values ? [values[name]] : null);
}

export async function sign(request) {
  const { headers, added } = profile.withDigest(request);
  const date = (seconds) => (seconds === undefined ? undefined : new Date(seconds * 1000));
  const signed = await httpbis.signMessage({
    key: createSigner(Buffer.from(request.key_base64, 'base64'), profile.ALGORITHM, request.keyid),
    name: 'sig',
    fields: profile.components(request),
    params: profile.parameterNames(request),
    paramValues: { created: date(request.created), expires: date(request.expires), nonce: request.nonce, tag: profile.TAG },
    componentParser: raw(request),
  }, message(request, headers));
  return [...added, ['Signature-Input', signed.headers['Signature-Input']], ['Signature', signed.headers.Signature]];
}

export async function verify(request) {
  profile.labelOf(request.headers);
  const verifier = createVerifier(Buffer.from(request.key_base64, 'base64'), profile.ALGORITHM);
  const now = request.now ?? Math.floor(Date.now() / 1000);
  const ours = ({ tag, keyid }) => tag === profile.TAG && (request.keyid === undefined || keyid === request.keyid);
  const verified = await at(now, () => httpbis.verifyMessage({
    keyLookup: async (parameters) => (ours(parameters) ? { algs: [profile.ALGORITHM], verify: verifier } : null),
    requiredParams: profile.REQUIRED_PARAMETERS,
    requiredFields: profile.components(request),
    maxAge: profile.PAST,
    notAfter: now + profile.FUTURE,
    componentParser: raw(request),
  }, message(request, request.headers)));
  if (verified === null) throw new Error('no applicable signature');
  if (!verified) throw new Error('signature does not match');
}

async function at(seconds, action) {
  const clock = Date.now;
  Date.now = () => seconds * 1000;
  try {
    return await action();
  } finally {
    Date.now = clock;
  }
}
