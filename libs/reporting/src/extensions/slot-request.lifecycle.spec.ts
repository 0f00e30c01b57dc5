import { permissionsOf, ROLES, type Role } from '#identity';
import {
  actsFrom,
  REQUEST_ACTS,
  REQUEST_RULES,
  requestStep,
  type RequestAct,
} from './slot-request.lifecycle.js';
import { REQUEST_STATES, type RequestState } from './slot-request.js';

const DECIDERS: readonly Role[] = ['HQ_DESK', 'DIRECTOR'];
const REQUESTERS: readonly Role[] = ['COORDINATOR', 'PARTNER_SUPERVISOR', 'HQ_DESK'];
const REQUEST = { requestedBy: 'asker' };

function step(state: RequestState, act: RequestAct, role: Role, id: string) {
  const permissions: readonly string[] = permissionsOf(role);
  return requestStep({ ...REQUEST, state }, act, {
    id,
    holds: (permission) => permissions.includes(permission),
  });
}

const everyone = ROLES.flatMap((role) => ['asker', 'another'].map((id) => [role, id] as const));
const everyAct = REQUEST_ACTS.flatMap((act) => everyone.map(([role, id]) => [act, role, id] as const));

describe(requestStep.name, () => {
  const closed = REQUEST_STATES.filter((state) => state !== 'REQUESTED');

  it.each(closed.flatMap((state) => everyAct.map((row) => [state, ...row] as const)))(
    'from %s there is no %s, whoever it is (%s, %s)',
    (state, act, role, id) => {
      expect(step(state, act, role, id)).toEqual({ refusal: 'NOT_POSSIBLE' });
    },
  );

  it.each(everyAct)('a request is open to %s by %s (%s) exactly as the rules say', (act, role, id) => {
    expect(step('REQUESTED', act, role, id)).toEqual(expected(act, role, id));
  });

  it('lets nobody decide on what they asked for, in any role', () => {
    const granted = ROLES.filter((role) => 'to' in step('REQUESTED', 'grant', role, 'asker'));
    expect(granted).toEqual([]);
  });

  it('knows nobody who only asks and may grant as well, but for the desk', () => {
    expect(REQUESTERS.filter((role) => DECIDERS.includes(role))).toEqual(['HQ_DESK']);
  });
});

describe(actsFrom.name, () => {
  it.each([
    ['REQUESTED', ['grant', 'decline', 'withdraw']],
    ['GRANTED', []],
    ['DECLINED', []],
    ['WITHDRAWN', []],
  ] as const)('from %s: %j', (state, acts) => {
    expect(actsFrom(state)).toEqual(acts);
  });

  it('leads from every rule to a state of its own', () => {
    expect(new Set(REQUEST_RULES.map(({ to }) => to)).size).toBe(REQUEST_RULES.length);
  });
});

/** The matrix in plain words, written a second time on purpose. */
function expected(act: RequestAct, role: Role, id: string) {
  if (act === 'withdraw') {
    if (!REQUESTERS.includes(role)) return { refusal: 'NOT_PERMITTED' };
    return id === 'asker' ? { to: 'WITHDRAWN' } : { refusal: 'NOT_THE_REQUESTER' };
  }
  if (!DECIDERS.includes(role)) return { refusal: 'NOT_PERMITTED' };
  if (id === 'asker') return { refusal: 'SECOND_PERSON_NEEDED' };
  return { to: act === 'grant' ? 'GRANTED' : 'DECLINED' };
}
