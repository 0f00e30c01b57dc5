import { holds, type OperationContext } from '#platform';
import type { RolloutOffice } from './rollout.lifecycle.js';

/** In which offices the caller acts for the rollouts of one partner. */
export function officesOf(ctx: OperationContext, partner: string): RolloutOffice[] {
  return [
    ...(holds(ctx, 'rollouts:manage', partner) ? (['MANAGER'] as const) : []),
    ...(holds(ctx, 'rollouts:decide', partner) ? (['DECIDER'] as const) : []),
  ];
}
