import { createInterface } from 'node:readline';

/** Speaks with the benchmark: a line in starts a round, a line out holds its milliseconds. */
export async function answerRounds(round) {
  process.stdout.write('ready\n');
  for await (const line of createInterface({ input: process.stdin })) {
    const jobs = Number(line);
    const begun = performance.now();
    await round(jobs);
    process.stdout.write(`${performance.now() - begun}\n`);
  }
}
