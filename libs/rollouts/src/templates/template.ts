/** What is rolled out: the first centre of a country, a further one, more services, a mobile unit, a further term. */
export const TEMPLATE_CODES = [
  'NEW_COUNTRY',
  'NEW_CENTRE',
  'EXTENSION',
  'MOBILE_SERVICE',
  'RENEWAL',
] as const;
export type TemplateCode = (typeof TEMPLATE_CODES)[number];

/** In this order; the gate of a number closes the stage of the same number. */
export const STAGES = ['S0', 'S1', 'S2', 'S3', 'S4', 'S5'] as const;
export type Stage = (typeof STAGES)[number];
export const GATES = ['G0', 'G1', 'G2', 'G3', 'G4', 'G5'] as const;
export type Gate = (typeof GATES)[number];

export const OWNER_SIDES = ['HQ', 'PARTNER', 'THIRD_PARTY'] as const;
/** Who has to do something, or whom everybody waits for. */
export type OwnerSide = (typeof OWNER_SIDES)[number];

export const ANCHORS = ['AGREEMENT_IN_FORCE', 'PLANNED_OPENING', 'TASK'] as const;
/** From which day the days of a task are counted. */
export type Anchor = (typeof ANCHORS)[number];

/** Where the day of a task comes from. */
export interface AnchoredTask {
  code: string;
  anchor: Anchor;
  /** Code of the task that it follows; null unless the anchor is TASK. */
  anchorTask: string | null;
  /** Working days of the partner from the anchor, negative before it. */
  days: number;
}

export interface TemplateTask extends AnchoredTask {
  title: string;
  stage: Stage;
  ownerSide: OwnerSide;
  /** The opening waits for it. */
  critical: boolean;
  /** It may not be dropped. */
  mandatory: boolean;
}

export interface TemplateCriterion {
  code: string;
  title: string;
  /** Must be met or waived before the gate opens; otherwise it should. */
  must: boolean;
}

export interface TemplateGate {
  gate: Gate;
  title: string;
  criteria: TemplateCriterion[];
}

export interface TemplateContent {
  title: string;
  stages: { stage: Stage; title: string }[];
  gates: TemplateGate[];
  tasks: TemplateTask[];
}

/** A published version; it never changes. */
export interface RolloutTemplate extends TemplateContent {
  code: TemplateCode;
  version: number;
}

/** The gate that closes a stage. */
export function gateOf(stage: Stage): Gate {
  return GATES[STAGES.indexOf(stage)];
}
