// Signs and sends a GET to each URL of a JSON list on the standard input and writes what became of it, one JSON object a line:
// {"refused": why} when it was not signed, {"unreachable": why}, or {"status": ..., "body": ...}.
import { readFileSync } from 'node:fs';
import { DeviceSigner } from './handsel-device.mjs';

const signer = new DeviceSigner(process.env.HANDSEL_KEY_ID, process.env.HANDSEL_SECRET);

async function outcome(url) {
  try {
    await signer.sign('GET', url);
  } catch (refused) {
    return { refused: refused.message };
  }
  try {
    const response = await signer.request('GET', url);
    return { status: response.status, body: await response.text() };
  } catch (failure) {
    return { unreachable: failure.cause?.message || failure.message };
  }
}

for (const url of JSON.parse(readFileSync(0, 'utf8'))) console.log(JSON.stringify(await outcome(url)));
