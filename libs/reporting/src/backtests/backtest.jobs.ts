import type { JobDefinition } from '#platform';

/** Asks a draft of a rule about more reports than a request can wait for. */
export const BACKTEST_RULE: JobDefinition = {
  queue: 'maintenance',
  name: 'backtest-rule',
  permission: 'config:edit',
};
