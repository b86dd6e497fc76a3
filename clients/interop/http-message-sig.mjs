// Adapter for the npm package http-message-sig 0.3.0. What had to be adapted:
//
// - Its WebCrypto helpers know Ed25519 and RSA-PSS alone: signer and verifier for hmac-sha256 are given here.
// - Of several signatures it takes the one whose label it is told, and has no choice by tag: `labelOf` finds it.
// - The default label is sig1; parameters are signed in the order of the object's members (an undefined one is left out).
// - `clockSkew` is one number for both ends: -300/+60 s are `maxAge` 240 and `clockSkew` 60. That also grants 60 s beyond
//   `expires`, hence `validate`.
// - It does not look at nonces and does not compare the digest with the body.
// - It is given a descriptor, not a Request of fetch, whose URL would be normalised: path and query are then taken as sent.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createSignature, verifySignature } from 'http-message-sig';
import * as profile from './profile.mjs';

function message({ method, url }, headers) {
  return { kind: 'request', method, targetUri: url, fields: headers.map(([name, value]) => ({ name, value })) };
}

function hmac(request) {
  const key = Buffer.from(request.key_base64, 'base64');
  const mac = (data) => createHmac('sha256', key).update(data).digest();
  return {
    algorithm: profile.ALGORITHM,
    sign: mac,
    verify: (data, signature) => signature.length === 32 && timingSafeEqual(mac(data), signature),
  };
}

export async function sign(request) {
  const { headers, added } = profile.withDigest(request);
  const values = { ...request, alg: profile.ALGORITHM, tag: profile.TAG };
  const { signature, signatureInput } = await createSignature(message(request, headers), {
    label: 'sig',
    components: profile.components(request),
    parameters: Object.fromEntries(profile.parameterNames(request).map((name) => [name, values[name]])),
    signer: hmac(request),
  });
  return [...added, ['Signature-Input', signatureInput], ['Signature', signature]];
}

export async function verify(request) {
  const now = request.now ?? Math.floor(Date.now() / 1000);
  await verifySignature(message(request, request.headers), {
    label: profile.labelOf(request.headers),
    resolveVerifier: () => hmac(request),
    policy: {
      algorithms: [profile.ALGORITHM],
      requiredComponents: profile.components(request),
      requiredParameters: profile.REQUIRED_PARAMETERS,
      now,
      maxAge: profile.PAST - profile.FUTURE,
      clockSkew: profile.FUTURE,
      validate: ({ parameters: { keyid, expires } }) =>
        (request.keyid === undefined || keyid === request.keyid) && (expires === undefined || expires >= now),
    },
  });
}
