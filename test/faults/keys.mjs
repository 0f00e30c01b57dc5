import { hash } from '@node-rs/argon2';
import { createHash, randomInt, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { PARTNER } from './country.mjs';

export const name = 'keys';
const DEFAULT_KEYS = 1_000;
const TOGETHER = 32;
const MOST_TRIES = 5;
/** Keys that are answered between two kills: what a kill interrupts waits until its claim has run out. */
const KEYS_BETWEEN_KILLS = 200;
const LOOK_MS = 20;
const ANSWER_MS = 8_000;
const RETRY_MS = 250;
/** Longer than a claim lasts, with the start of a process. */
const PATIENCE_MS = 120_000;
const PASSWORD = 'a long password of the fault suites';
const DESK = 'desk@hq.example';

/**
 * F2: keys sent one to five times at once while the API is killed again and again, each repeated until it is
 * answered: one effect for each key, one answer for each key, and 422 for another payload under a used key.
 */
export async function run({ stack, n = DEFAULT_KEYS, log }) {
  const token = await signedIn(stack);
  const state = { token, done: 0, replayed: 0, faults: [] };
  let killing = true;
  let kills = 0;
  const killer = (async () => {
    for (let next = randomInt(KEYS_BETWEEN_KILLS); killing; await pause(LOOK_MS)) {
      if (state.done < next) continue;
      stack.api.kill();
      kills += 1;
      next = state.done + randomInt(KEYS_BETWEEN_KILLS / 2, KEYS_BETWEEN_KILLS);
      log(`F2: ${state.done} of ${n} keys, ${kills} kills`);
      await stack.api.ready();
    }
  })();
  const keys = Array.from({ length: n }, (_, index) => `key-${index}-${randomUUID()}`);
  const waiting = keys.values();
  const lane = async () => {
    for (const key of waiting) await oneKey(stack, state, key);
  };
  await Promise.all(Array.from({ length: TOGETHER }, lane));
  killing = false;
  await killer;
  await stack.api.ready();
  const { rows } = await stack.admin.query(
    `select k.title, count(e.id)::int as n from unnest($1::text[]) k (title) left join app.engagement e on e.title = k.title
      group by k.title having count(e.id) <> 1`,
    [keys],
  );
  for (const { title, n: count } of rows) state.faults.push(`${title} has ${count} effects`);
  const reused = await post(stack, token, keys[0], { ...engagement(keys[0]), place: 'Elsewhere' });
  if (reused?.status !== 422) state.faults.push(`another payload was answered with ${reused?.status}`);
  log(`F2: ${kills} kills, ${state.replayed} answers were replayed; ${state.faults.slice(0, 5).join('; ')}`);
  return [
    {
      goal: 'F2',
      what: `keys without exactly one effect and one answer (${kills} kills of the API)`,
      n,
      figure: state.faults.length,
      limit: '0',
      // Without kills and replays nothing would have been tried.
      ok: state.faults.length === 0 && kills > 0 && state.replayed > 0,
    },
  ];
}

/** Sends a key several times at once, each until it is answered; all answers have to be the same. */
async function oneKey(stack, state, key) {
  const tries = Array.from({ length: randomInt(1, MOST_TRIES + 1) }, () => answered(stack, state, key));
  const answers = await Promise.all(tries);
  state.done += 1;
  state.replayed += answers.filter(({ isReplay }) => isReplay).length;
  const different = new Set(answers.map(({ digest }) => digest));
  if (different.size > 1) state.faults.push(`${key} got ${different.size} different answers`);
  const bad = answers.find(({ status }) => status !== 201);
  if (bad) state.faults.push(`${key} was answered with ${bad.status}`);
}

async function answered(stack, { token }, key) {
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until) {
    const answer = await post(stack, token, key, engagement(key));
    if (answer && answer.status !== 409 && answer.status < 500) return answer;
    await pause(RETRY_MS);
  }
  return { status: 'nothing', digest: 'nothing', isReplay: false };
}

/** Null while nobody answers. */
async function post(stack, token, key, body) {
  try {
    const answer = await fetch(`${stack.api.url}/api/v1/engagements`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      digest: createHash('sha256').update(`${answer.status}\n${text}`).digest('hex'),
      isReplay: answer.headers.get('idempotency-replayed') === 'true',
    };
  } catch {
    return null;
  }
}

function engagement(title) {
  return {
    partner: PARTNER,
    kind: 'PRESENTATION',
    title,
    date: '2026-05-12',
    place: 'Baku',
    participants: [{ role: 'chairman', side: 'HQ' }],
    outcomes: [],
    sources: [
      { url: 'https://example.org/news', title: 'News', publisher: 'Example', publishedOn: '2026-05' },
    ],
  };
}

/** Somebody of headquarters who may record engagements; their session lasts longer than the trial. */
async function signedIn(stack) {
  const id = randomUUID();
  await stack.admin.query(
    "insert into app.user_account (id, scope, email, name, password_hash, created_at) values ($1, 'HQ', $2, $2, $3, now())",
    [id, DESK, await hash(PASSWORD, { memoryCost: 1024, timeCost: 1, parallelism: 1 })],
  );
  await stack.admin.query(
    "insert into app.membership (id, scope, user_id, role, valid_from) values ($1, 'HQ', $2, 'HQ_DESK', '2000-01-01')",
    [randomUUID(), id],
  );
  const answer = await fetch(`${stack.api.url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: DESK, password: PASSWORD }),
  });
  if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}`);
  return (await answer.json()).accessToken;
}
