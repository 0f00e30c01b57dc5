import {
  needsDirector,
  violatesFourEyes,
  type JudgedFinding,
  type TransitionFacts,
  type TransitionRule,
  type UnmetGuard,
} from './submission.lifecycle.js';

/** What still stands in the way of a step; empty when it may be taken. Four eyes are judged apart from it. */
export function unmetGuards(rule: TransitionRule, facts: TransitionFacts): UnmetGuard[] {
  switch (rule.name) {
    case 'markReady':
      return facts.invalid.map((cell) =>
        guard('cell-invalid', `/cells/${cell}`, 'What stands here is no value yet.'),
      );
    case 'submit':
      return submitGuards(facts);
    case 'return':
      return [...heldIn(rule, facts), ...somethingAsked(facts)];
    case 'releaseReview':
      return facts.leaseIsOver ? [] : heldByActor(facts);
    case 'accept':
      return [...heldIn(rule, facts), ...acceptGuards(rule, facts)];
    case 'escalate':
      return heldByActor(facts);
    case 'void':
      return facts.reasonGiven
        ? []
        : [guard('reason-missing', '/reason', 'Say why this revision has to go.')];
    case 'reopenDraft':
    case 'recall':
    case 'startReview':
      return [];
  }
}

/** The same with four eyes among the guards, for lists of what is possible. */
export function everyUnmetGuard(rule: TransitionRule, facts: TransitionFacts): UnmetGuard[] {
  const unmet = unmetGuards(rule, facts);
  if (rule.name !== 'accept' || !violatesFourEyes(facts)) return unmet;
  const message = 'You entered, suggested or submitted figures of this report.';
  return [...unmet, guard('four-eyes', '', message)];
}

function submitGuards(facts: TransitionFacts): UnmetGuard[] {
  return [
    ...(facts.slotIsOpen ? [] : [guard('slot-not-open', '/slot', 'The period does not take reports now.')]),
    ...facts.missing.map((cell) =>
      guard('cell-missing', `/cells/${cell}`, 'Fill this, or say why there is no value.'),
    ),
    ...blocked(facts),
    ...ofFindings(
      facts.unexplained,
      'explanation-required',
      'Correct it or explain it in at least 15 characters.',
    ),
    ...openQueries(facts),
    ...(facts.attested
      ? []
      : [guard('attestation-missing', '/attestation', 'Declare that the figures are right.')]),
  ];
}

function acceptGuards(rule: TransitionRule, facts: TransitionFacts): UnmetGuard[] {
  const isDirector = rule.from === 'IN_DIRECTOR_REVIEW';
  return [
    ...(needsDirector(facts) && !isDirector
      ? [guard('director-needed', '', 'A change of this size is accepted by the director: escalate it.')]
      : []),
    ...openQueries(facts),
    ...blocked(facts),
    ...ofFindings(facts.unacknowledged, 'unacknowledged', 'Say that you have seen it.'),
  ];
}

function ofFindings(findings: readonly JudgedFinding[], code: string, wanted: string): UnmetGuard[] {
  return findings.map(({ rule, cell, message, params }) =>
    guard(code, `/cells/${cell}`, `${message} ${wanted}`, { ...params, rule }),
  );
}

function blocked({ blocking }: TransitionFacts): UnmetGuard[] {
  return blocking.map(({ cell, code, message, params }) => guard(code, `/cells/${cell}`, message, params));
}

function openQueries({ unansweredQueries }: TransitionFacts): UnmetGuard[] {
  return unansweredQueries.map((id) =>
    guard('query-unanswered', `/queries/${id}`, 'This question has no answer yet.'),
  );
}

function somethingAsked({ newQueries, unansweredQueries }: TransitionFacts): UnmetGuard[] {
  return newQueries + unansweredQueries.length > 0
    ? []
    : [guard('query-missing', '/queries', 'Say what has to be answered.')];
}

/** With the director nobody holds a report: there is one office to decide. */
function heldIn(rule: TransitionRule, facts: TransitionFacts): UnmetGuard[] {
  return rule.from === 'IN_REVIEW' ? heldByActor(facts) : [];
}

function heldByActor({ reviewerId, actorId }: TransitionFacts): UnmetGuard[] {
  return reviewerId === actorId
    ? []
    : [guard('held-by-other', '/reviewer', 'Another reviewer holds this report.')];
}

function guard(code: string, pointer: string, message: string, params?: UnmetGuard['params']): UnmetGuard {
  return { code, pointer, message, ...(params ? { params } : {}) };
}
