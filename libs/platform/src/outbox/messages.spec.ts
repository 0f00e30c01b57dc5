import { messagesOf, type OutboxRow } from './messages.js';

const row = (id: number, more: Partial<OutboxRow> = {}): OutboxRow => ({
  id: String(id),
  queue: 'collection',
  job_name: 'pull-source',
  job_id: `pull-source-${id}-0`,
  payload: { id: String(id), scope: 'PK' },
  ...more,
});

describe(messagesOf.name, () => {
  it('gives every promise a message of its own where a kind does not travel in company', () => {
    expect(messagesOf([row(1), row(2)], () => 1)).toEqual([
      { queue: 'collection', name: 'pull-source', jobId: 'pull-source-1-0', data: { id: '1', scope: 'PK' } },
      { queue: 'collection', name: 'pull-source', jobId: 'pull-source-2-0', data: { id: '2', scope: 'PK' } },
    ]);
  });

  it('packs up to so many of one kind into a message', () => {
    const messages = messagesOf([row(1), row(2), row(3)], () => 2);
    expect(messages.map(({ jobId, data }) => [jobId, data])).toEqual([
      [
        'pull-source-1-0-x2',
        {
          batch: [
            { id: '1', scope: 'PK' },
            { id: '2', scope: 'PK' },
          ],
        },
      ],
      ['pull-source-3-0', { id: '3', scope: 'PK' }],
    ]);
  });

  it('never mixes partners, kinds or queues', () => {
    const others = [
      row(2, { payload: { id: '2', scope: 'UG' } }),
      row(3, { job_name: 'reconcile-partner' }),
      row(4, { queue: 'imports' }),
    ];
    expect(messagesOf([row(1), ...others], () => 10)).toHaveLength(4);
  });
});
