// node interop.mjs http-message-signatures|http-message-sig sign|verify
// Reads one JSON object a line and writes one JSON object a line, in the same order, until the input ends: see ../README.md.
import { createInterface } from 'node:readline';
import { digestFault } from './profile.mjs';

const LIBRARIES = ['http-message-signatures', 'http-message-sig'];

export async function answer(library, action, request) {
  const { sign, verify } = await import(`./${library}.mjs`);
  try {
    if (action === 'sign') return { headers: await sign(request) };
    await verify(request);
    const reason = digestFault(request);
    return { verified: reason === null, reason };
  } catch (failure) {
    const reason = [failure.code, failure.message, failure.cause?.message].filter(Boolean).join(': ');
    return action === 'sign' ? { error: reason } : { verified: false, reason };
  }
}

if (process.argv[1]?.endsWith('interop.mjs')) {
  const [, , library, action] = process.argv;
  if (!LIBRARIES.includes(library) || !['sign', 'verify'].includes(action)) {
    console.error(`usage: node interop.mjs ${LIBRARIES.join('|')} sign|verify`);
    process.exit(2);
  }
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() !== '') process.stdout.write(JSON.stringify(await answer(library, action, JSON.parse(line))) + '\n');
  }
}
