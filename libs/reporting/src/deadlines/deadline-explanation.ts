import type { Deadline, DeadlineReason } from '#calendars';

/** What is kept beside a due instant, so that anybody can check it years later, in any language. */
export interface DueExplanation {
  /** English one-liner; rows from before reasons were kept have no other. */
  explanation: string;
  localDueAt: string;
  ruleText: string;
  reason?: DeadlineReason;
  steps: Array<{ date: string; counted: boolean; reason: string | null }>;
  tentative: boolean;
  calendarVersions: { code: string; version: string }[];
}

/** The part of a computed deadline that is stored. */
export function explanationRow(deadline: Deadline): DueExplanation {
  const { explanation, localDueAt, ruleText, reason, steps, tentative, calendarVersions } = deadline;
  return { explanation, localDueAt, ruleText, reason, steps, tentative, calendarVersions };
}
