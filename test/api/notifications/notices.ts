import type { TestApi } from '../../support/app.js';
import { NoticesService, type NewNotice } from '#notifications';
import { programContext, Transactions } from '#platform';
import { randomUUID } from 'node:crypto';

/** Tells somebody something, as a round does. */
export async function tell(
  api: TestApi,
  recipient: { id: string },
  rest: Partial<NewNotice> = {},
): Promise<string> {
  const { partner = 'PK' } = rest;
  const notice: NewNotice = {
    id: randomUUID(),
    deliveryId: randomUUID(),
    partner,
    recipient: recipient.id,
    recipientScope: partner,
    event: `due:${randomUUID()}`,
    rung: 'T-1',
    kind: 'DUE_SOON',
    urgent: false,
    superseded: false,
    subjectId: randomUUID(),
    params: {
      unit: `CTR-${partner}-ONE`,
      form: 'MONTHLY',
      period: { en: 'October 2026', az: 'Oktyabr 2026' },
      dueAt: '2026-11-11T13:00:00.000Z',
      zone: 'Asia/Karachi',
      calendar: 'gregory',
    },
    ...rest,
  };
  const ctx = programContext('SCHEDULER', 'test', [partner, notice.recipientScope], 'test');
  await api.app.get(Transactions).run(ctx, (tx) => api.app.get(NoticesService).tell(tx, [notice]));
  return notice.id;
}
