/*
 * The operations page in the browser. The token lives in a variable of this page and nowhere else:
 * closing or reloading the page ends it. All text is set as text, never as markup.
 */
const REFRESH_MS = 5_000;
const API = '/api/v1';
const OPEN_STATES = ['RUNNING', 'QUEUED', 'CANCELLING'];
let token = null;
let timer = null;

const byId = (id) => document.getElementById(id);

async function ask(path, options = {}) {
  const answer = await fetch(`${API}${path}`, {
    ...options,
    headers: {
      ...(options.body ? { 'content-type': 'application/json' } : {}),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
  });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(body.detail ?? body.title ?? `Status ${answer.status}`);
  return body;
}

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined && text !== null) made.textContent = String(text);
  if (className) made.className = className;
  return made;
}

function row(cells) {
  const made = element('tr');
  for (const cell of cells) {
    const isElement = cell instanceof Node;
    const td = element('td', isElement ? undefined : cell, typeof cell === 'number' ? 'number' : '');
    if (isElement) td.append(cell);
    made.append(td);
  }
  return made;
}

function fill(id, rows, columns) {
  const body = byId(id);
  const none = element('tr');
  const cell = element('td', 'None.', 'none');
  cell.colSpan = columns;
  none.append(cell);
  body.replaceChildren(...(rows.length > 0 ? rows : [none]));
}

const seconds = (value) => (value === null ? '–' : `${Math.round(value)} s`);
const instant = (value) => (value ? value.replace('T', ' ').slice(0, 19) : '–');

function action(job, name) {
  const button = element('button', name === 'retry' ? 'Order again' : 'Cancel');
  button.type = 'button';
  button.addEventListener('click', async () => {
    button.disabled = true;
    await guarded(() => ask(`/jobs/${job.id}/${name}`, { method: 'POST' }));
    await refresh();
  });
  return button;
}

function showQueues({ store, queues, relay, jobs }) {
  byId('store').textContent = queues ? store : `${store} (does not answer)`;
  byId('relay').textContent = `${relay.waiting}, oldest ${seconds(relay.oldestSeconds)}`;
  byId('over-budget').textContent = String(jobs.overBudget);
  byId('failed').textContent = String(jobs.failed);
  byId('over-budget').className = jobs.overBudget > 0 ? 'alarm' : '';
  const rows = (queues ?? []).map((queue) =>
    row([
      queue.name,
      queue.waiting,
      queue.active,
      queue.delayed,
      queue.failed,
      seconds(queue.oldestWaitingSeconds),
      queue.workers,
    ]),
  );
  fill('queues', rows, 7);
  const schedulers = (queues ?? []).flatMap((queue) =>
    queue.schedulers.map(({ id, nextRun }) => row([id, queue.name, instant(nextRun)])),
  );
  fill('schedulers', schedulers, 3);
}

function jobRow(job, name) {
  const { done, total, unit } = job.progress;
  const state = element('span', job.state, `state ${job.overBudgetSince ? 'alarm' : ''}`);
  const canStop = job.state !== 'CANCELLING';
  return row([
    instant(job.createdAt),
    job.partner,
    job.type,
    state,
    `${done} of ${total ?? '?'} ${unit}`,
    job.problem?.code ?? (job.overBudgetSince ? 'over its budget' : ''),
    canStop ? action(job, name) : '',
  ]);
}

function showDeadLetters({ data, entries }) {
  fill(
    'dead-letters',
    data.map((job) => jobRow(job, 'retry')),
    7,
  );
  const rows = (entries ?? []).map((entry) =>
    row([
      instant(entry.failedAt),
      entry.queue,
      entry.name,
      entry.partner ?? '–',
      entry.attempts,
      entry.reason,
    ]),
  );
  fill('entries', rows, 6);
}

async function refresh() {
  await guarded(async () => {
    const [queues, letters, ...open] = await Promise.all([
      ask('/operations/queues'),
      ask('/operations/dead-letters?limit=50'),
      ...OPEN_STATES.map((state) => ask(`/jobs?state=${state}&limit=50`)),
    ]);
    showQueues(queues);
    showDeadLetters(letters);
    const rows = open.flatMap(({ data }) => data.map((job) => jobRow(job, 'cancel')));
    fill('open-jobs', rows, 7);
    byId('as-of').textContent = `as of ${instant(new Date().toISOString())} UTC`;
  });
}

async function guarded(work) {
  try {
    await work();
    byId('fault').textContent = '';
  } catch (error) {
    byId('fault').textContent = error.message;
  }
}

function showSignedIn(isSignedIn) {
  byId('sign-in').hidden = isSignedIn;
  byId('board').hidden = !isSignedIn;
  clearInterval(timer);
  if (isSignedIn) timer = setInterval(refresh, REFRESH_MS);
}

byId('sign-in').addEventListener('submit', async (event) => {
  event.preventDefault();
  await guarded(async () => {
    const credentials = { email: byId('email').value, password: byId('password').value };
    const { accessToken } = await ask('/auth/login', { method: 'POST', body: JSON.stringify(credentials) });
    token = accessToken;
    // Who may not operate is told so before the board is shown.
    await ask('/operations/queues');
    byId('password').value = '';
    showSignedIn(true);
    await refresh();
  });
});

byId('sign-out').addEventListener('click', () => {
  token = null;
  showSignedIn(false);
});
