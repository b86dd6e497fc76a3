// What the profile device-v1 asks for and neither library knows: components, parameters, windows, the digest of the body.
import { createHash } from 'node:crypto';
import { parseDictionary } from 'structured-headers';

export const TAG = 'device-v1';
export const ALGORITHM = 'hmac-sha256';
export const PAST = 300;
export const FUTURE = 60;
export const REQUIRED_PARAMETERS = ['created', 'nonce', 'keyid', 'tag'];

export function bodyOf(request) {
  return Buffer.from(request.body_base64 ?? '', 'base64');
}

export function components(request) {
  const derived = ['@method', '@authority', '@path', '@query'];
  return bodyOf(request).length > 0 ? [...derived, 'content-type', 'content-digest'] : derived;
}

/** Names of the parameters in the order in which they are signed; a request may choose its own. */
export function parameterNames(request) {
  const standard = ['created', 'expires', 'nonce', 'keyid', 'alg', 'tag'];
  return (request.params ?? standard).filter((name) => name !== 'expires' || request.expires !== undefined);
}

/** The headers to sign, and those of them that the caller has to add. */
export function withDigest(request) {
  const present = request.headers.some(([name]) => name.toLowerCase() === 'content-digest');
  if (bodyOf(request).length === 0 || present) return { headers: request.headers, added: [] };
  const added = [['Content-Digest', `sha-256=:${createHash('sha256').update(bodyOf(request)).digest('base64')}:`]];
  return { headers: [...request.headers, ...added], added };
}

export function field(headers, name) {
  return headers.filter(([n]) => n.toLowerCase() === name).map(([, value]) => value).join(', ');
}

/** Neither library looks at the body: a covered digest says nothing until it is compared with the bytes. */
export function digestFault(request) {
  if (bodyOf(request).length === 0) return null;
  const known = [...parseDictionary(field(request.headers, 'content-digest'))].filter(([name]) => /^sha-(256|512)$/.test(name));
  if (known.length === 0) return 'digest_algorithm';
  const matches = ([name, [value]]) =>
    createHash(name.replace('-', '')).update(bodyOf(request)).digest().equals(Buffer.from(value));
  return known.every(matches) ? null : 'digest_mismatch';
}

/** Label of the one signature that has our tag. */
export function labelOf(headers) {
  const inputs = [...parseDictionary(field(headers, 'signature-input'))];
  const ours = inputs.filter(([, [, parameters]]) => parameters.get('tag') === TAG);
  if (ours.length !== 1) throw new Error(`${ours.length} signatures with the tag ${TAG}`);
  return ours[0][0];
}
