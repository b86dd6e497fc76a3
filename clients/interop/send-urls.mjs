// As ../javascript/send-urls.mjs, but signed by one of the two libraries in their own way, and sent by fetch:
// send-urls.mjs http-message-signatures|http-message-sig
import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSignature } from 'http-message-sig';
import { createSigner, httpbis } from 'http-message-signatures';
import { ALGORITHM, TAG } from './profile.mjs';

const key = Buffer.from(process.env.HANDSEL_SECRET.slice(5, 48), 'base64url');
const keyid = process.env.HANDSEL_KEY_ID;
const components = ['@method', '@authority', '@path', '@query'];
const names = ['created', 'nonce', 'keyid', 'alg', 'tag'];

const signers = {
  'http-message-signatures': async (url) => {
    const signed = await httpbis.signMessage({
      key: createSigner(key, ALGORITHM, keyid),
      name: 'sig',
      fields: components,
      params: names,
      paramValues: { created: new Date(), nonce: randomUUID(), tag: TAG },
    }, { method: 'GET', url, headers: {} });
    return signed.headers;
  },
  'http-message-sig': async (url) => {
    const { signature, signatureInput } = await createSignature(new Request(url), {
      label: 'sig',
      components,
      parameters: { created: Math.floor(Date.now() / 1000), nonce: randomUUID(), keyid, alg: ALGORITHM, tag: TAG },
      signer: { algorithm: ALGORITHM, keyId: keyid, sign: (data) => createHmac('sha256', key).update(data).digest() },
    });
    return { 'Signature-Input': signatureInput, Signature: signature };
  },
};

async function outcome(sign, url) {
  let headers;
  try {
    headers = await sign(url);
  } catch (refused) {
    return { refused: refused.message };
  }
  try {
    const response = await fetch(url, { headers, redirect: 'manual' });
    return { status: response.status, body: await response.text() };
  } catch (failure) {
    return { unreachable: failure.cause?.message || failure.message };
  }
}

const sign = signers[process.argv[2]];
for (const url of JSON.parse(readFileSync(0, 'utf8'))) console.log(JSON.stringify(await outcome(sign, url)));
