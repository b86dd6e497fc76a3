// node run.mjs URL: runs the compiled program with the `Authorization` header of a manager in HANDSEL_MANAGER.
import { run } from './build/program.js';

for (const line of await run(process.argv[2], process.env.HANDSEL_MANAGER)) {
  console.log(line);
}
