import autocannon from 'autocannon';
import { Agent, request } from 'undici';

/**
 * The second process: puts load on one target for a bounded time and prints one line of JSON. The
 * task comes as JSON on standard input.
 */
const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const task = JSON.parse(Buffer.concat(chunks).toString('utf8'));
const result = task.kind === 'reads' ? await reads(task) : await submissions(task);
process.stdout.write(`${JSON.stringify(result)}\n`);

async function reads({ url, headers, connections, seconds, overallRate }) {
  const run = await autocannon({
    url,
    headers,
    connections,
    duration: seconds,
    ...(overallRate ? { overallRate } : {}),
  });
  return {
    // A refusal is quick; only answers count.
    perSecond: run['2xx'] / run.duration,
    p50: run.latency.p50,
    p99: run.latency.p99,
    faults: run.non2xx + run.errors,
  };
}

/** Whole reports: open the draft, save every cell in one patch, submit; three requests each. */
async function submissions({ url, prefix, headers, slots, cells, connections, seconds }) {
  const dispatcher = new Agent({ connections, pipelining: 1 });
  const begun = performance.now();
  const until = begun + seconds * 1_000;
  const durations = [];
  let faults = 0;
  const send = async (method, path, body, more = {}) => {
    const answer = await request(url + prefix + path, {
      method,
      dispatcher,
      headers: { ...headers, ...more, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await answer.body.text();
    if (answer.statusCode >= 300) throw new Error(`${path}: ${answer.statusCode} ${text}`);
    return JSON.parse(text);
  };
  const one = async (slot) => {
    const { id } = await send('POST', `/report-slots/${slot}/submissions`, {});
    const { submissionRev } = await send('PATCH', `/submissions/${id}/cells`, { cells });
    const step = { name: 'submit', attestation: true };
    await send('POST', `/submissions/${id}/transitions`, step, { 'if-match': `"r${submissionRev}"` });
  };
  const worker = async () => {
    for (let slot = slots.pop(); slot && performance.now() < until; slot = slots.pop()) {
      const started = performance.now();
      await one(slot).then(
        () => durations.push(performance.now() - started),
        (error) => {
          if ((faults += 1) === 1) process.stderr.write(`${error.message}\n`);
        },
      );
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const elapsed = (performance.now() - begun) / 1_000;
  await dispatcher.close();
  durations.sort((a, b) => a - b);
  const at = (share) =>
    durations[Math.min(durations.length - 1, Math.floor(durations.length * share))] ?? null;
  return { perSecond: durations.length / elapsed, p50: at(0.5), p99: at(0.99), faults };
}
