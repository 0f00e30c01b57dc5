import { openSlots, PASSWORD } from './generate.mjs';
import { lastMonths } from './sizes.mjs';

/** Every input indicator of the monthly form with a value that no rule remarks on. */
const CELLS = {
  VISITORS: '1000',
  SERVICES_RENDERED: '1200',
  SURVEY_ANSWERS: '100',
  SATISFIED_ANSWERS: '90',
  WAIT_MINUTES_MEAN: '12.5',
  COMPLAINTS_RECEIVED: '10',
  COMPLAINTS_RESOLVED_ON_TIME: '9',
  OPEN_DAYS: '22',
  TICKETS_ISSUED: '900',
  TICKETS_NO_SHOW: '50',
  SERVICE_MINUTES_MEAN: '9.5',
  STAFF_MONTH_END: '60',
  WINDOWS_OPEN: '20',
  VOLUNTEERS_ACTIVE: '15',
  VOLUNTEER_HOURS: '800',
  MOBILE_VISITS: '4',
  MOBILE_SERVICES: '120',
  ONLINE_SERVICES: '300',
  UNIQUE_CITIZENS: '850',
};

/** R1: the overview of one period, against bare handlers on a roll-up and on the ledger itself. */
export async function overviewRow({ ours, bare, sizes }) {
  const { period } = lastMonths();
  const headers = await signIn(ours.url, 'director@bench.example');
  const reads = (name, url, own = {}) => ({
    name,
    task: () => ({ kind: 'reads', url, headers: own, ...sizes }),
  });
  return {
    id: 'R1',
    work: 'overview: one period, 12 indicators, all partners',
    goals: { 'bare on roll-up': 0.6, 'bare, JSON in PostgreSQL': 0.6 },
    targets: [
      reads('ours', `${ours.url}/api/v1/dashboards/overview?period=${period}`, headers),
      reads('bare on roll-up', `${bare.url}/overview/rollup?period=${period}`),
      reads('bare, JSON in PostgreSQL', `${bare.url}/overview/in-database?period=${period}`),
      reads('bare on base table', `${bare.url}/overview/base?period=${period}`),
    ],
  };
}

/** W1: whole reports of 19 cells (the monthly form), in three requests and three commits each. */
export async function submitRow({ ours, bare, client, sizes }) {
  const headers = await signIn(ours.url, 'coordinator@bench.example');
  const slots = await openSlots(client);
  const share = Math.floor(slots.length / (2 * sizes.rounds));
  const take = () => slots.splice(0, share);
  const cells = Object.entries(CELLS).map(([cell, value]) => ({ cell, baseRev: 0, value }));
  const submissions = (name, url, prefix, own = {}) => ({
    name,
    task: () => ({
      kind: 'submissions',
      url,
      prefix,
      headers: own,
      slots: take(),
      cells,
      ...sizes,
      seconds: sizes.writeSeconds,
    }),
  });
  return {
    id: 'W1',
    work: `submit a monthly report: one centre, ${cells.length} cells in one patch, submitted`,
    goals: { 'bare, same inserts and commits': 0.35 },
    targets: [
      submissions('ours', ours.url, '/api/v1', headers),
      submissions('bare, same inserts and commits', bare.url, ''),
    ],
  };
}

export async function signIn(url, email) {
  const answer = await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  if (!answer.ok) throw new Error(`Sign-in of ${email} failed: ${await answer.text()}`);
  const { accessToken } = await answer.json();
  return { authorization: `Bearer ${accessToken}` };
}
