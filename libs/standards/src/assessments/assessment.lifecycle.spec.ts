import { ASSESSMENT_KINDS, ASSESSMENT_STATES, type Assessment } from './assessment.js';
import {
  ASSESSMENT_STEPS,
  isOwnFinding,
  stepFrom,
  stepsOpen,
  unmetGuards,
  type StepFacts,
} from './assessment.lifecycle.js';

const standing = {
  kind: 'SITE',
  state: 'COUNTRY_RESPONSE',
  response: null,
  responseDueOn: '2026-11-20',
  leadId: 'lead',
};
const assessment = (change: Partial<Assessment> = {}) => ({ ...standing, ...change }) as Assessment;
const facts = (change: Partial<StepFacts> = {}): StepFacts => ({
  actorId: 'somebody',
  today: '2026-11-20',
  unanswered: [],
  statement: 'We do not agree.',
  ...change,
});
const codes = (unmet: ReturnType<typeof unmetGuards>) => unmet.map(({ code }) => code);

describe('the life of an assessment', () => {
  it('has these steps from each state, for each kind, and no others', () => {
    const open = ASSESSMENT_KINDS.flatMap((kind) =>
      ASSESSMENT_STATES.map((state) => `${kind} ${state}: ${stepsOpen({ kind, state }).join(' ')}`),
    );
    const ofAgency = (kind: string) => [
      `${kind} PLANNED: start`,
      `${kind} IN_PROGRESS: complete`,
      `${kind} DRAFT_REPORT: reopen share`,
      `${kind} COUNTRY_RESPONSE: respond finalise`,
      `${kind} FINAL: `,
      `${kind} SUPERSEDED: `,
    ];
    expect(open).toEqual([
      'SELF PLANNED: start',
      'SELF IN_PROGRESS: complete',
      'SELF DRAFT_REPORT: reopen finalise',
      'SELF COUNTRY_RESPONSE: ',
      'SELF FINAL: ',
      'SELF SUPERSEDED: ',
      ...['DESK', 'SITE', 'FOLLOW_UP'].flatMap(ofAgency),
    ]);
  });

  it('leads to these states', () => {
    const kind = 'SITE';
    const ways = ASSESSMENT_STATES.flatMap((state) =>
      ASSESSMENT_STEPS.flatMap((name) => {
        const step = stepFrom({ kind, state }, name);
        return step ? [`${state} ${name} ${step.to} ${step.side}`] : [];
      }),
    );
    expect(ways).toEqual([
      'PLANNED start IN_PROGRESS ASSESSING',
      'IN_PROGRESS complete DRAFT_REPORT ASSESSING',
      'DRAFT_REPORT reopen IN_PROGRESS ASSESSING',
      'DRAFT_REPORT share COUNTRY_RESPONSE ASSESSING',
      'COUNTRY_RESPONSE respond COUNTRY_RESPONSE COUNTRY',
      'COUNTRY_RESPONSE finalise FINAL ASSESSING',
    ]);
  });
});

describe(unmetGuards.name, () => {
  it('lets nobody complete with open items, and names each', () => {
    const unmet = unmetGuards('complete', assessment(), facts({ unanswered: ['A', 'B'] }));
    expect(unmet.map(({ pointer }) => pointer)).toEqual(['/items/A', '/items/B']);
    expect(unmetGuards('complete', assessment(), facts())).toEqual([]);
  });

  it('waits for the country until its last day is over', () => {
    expect(codes(unmetGuards('finalise', assessment(), facts()))).toEqual(['response-awaited']);
    expect(unmetGuards('finalise', assessment(), facts({ today: '2026-11-21' }))).toEqual([]);
    expect(unmetGuards('finalise', assessment({ response: 'Agreed.' }), facts())).toEqual([]);
    expect(unmetGuards('finalise', assessment({ kind: 'SELF' }), facts())).toEqual([]);
  });

  it('takes one answer of the country, in time, with a text', () => {
    expect(unmetGuards('respond', assessment(), facts())).toEqual([]);
    expect(codes(unmetGuards('respond', assessment(), facts({ statement: null })))).toEqual([
      'statement-needed',
    ]);
    expect(codes(unmetGuards('respond', assessment({ response: 'x' }), facts()))).toEqual([
      'answered-already',
    ]);
    expect(codes(unmetGuards('respond', assessment(), facts({ today: '2026-11-21' })))).toEqual([
      'response-period-over',
    ]);
  });
});

describe(isOwnFinding.name, () => {
  it('knows who led', () => {
    expect(isOwnFinding(assessment(), 'lead')).toBe(true);
    expect(isOwnFinding(assessment(), 'other')).toBe(false);
  });
});
