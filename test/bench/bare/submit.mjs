import { randomUUID } from 'node:crypto';

/** The same inserts and commits as the product's three steps, and nothing else. */
export async function openDraft(pool, slot) {
  const id = randomUUID();
  await inTransaction(pool, async (client) => {
    await client.query({
      name: 'open',
      text: `insert into app.submission (id, partner, slot_id, revision_no, state, created_by, created_at)
             select $1, partner, id, 1, 'DRAFT', 'bare', now() from app.report_slot where id = $2`,
      values: [id, slot],
    });
    await audit(client, 'submission.open', id, { slot });
  });
  return { id };
}

export async function saveCells(pool, id, cells) {
  await inTransaction(pool, async (client) => {
    await client.query({
      name: 'cells',
      text: `insert into app.cell_revision (partner, submission_id, cell, rev, kind, value, source, entered_by, entered_at)
             select b.partner, b.id, c.cell, 1, 'NUMBER', c.value, 'FORM', 'bare', now()
               from app.submission b, unnest($2::text[], $3::numeric[]) as c (cell, value) where b.id = $1`,
      values: [id, cells.map(({ cell }) => cell), cells.map(({ value }) => value)],
    });
    await client.query({
      name: 'touch',
      text: 'update app.submission set rev = rev + 1 where id = $1',
      values: [id],
    });
    await audit(
      client,
      'submission.save-cells',
      id,
      Object.fromEntries(cells.map(({ cell, value }) => [cell, value])),
    );
  });
  return { submissionRev: 2 };
}

export async function submit(pool, id) {
  await inTransaction(pool, async (client) => {
    await client.query({
      name: 'submit',
      text: `update app.submission set state = 'SUBMITTED', rev = rev + 1, submitted_by = 'bare', submitted_at = now() where id = $1`,
      values: [id],
    });
    await client.query({
      name: 'first-submitted',
      text: `update app.report_slot set first_submitted_at = now(), rev = rev + 1
              where id = (select slot_id from app.submission where id = $1)`,
      values: [id],
    });
    await audit(client, 'submission.submit', id, { state: 'SUBMITTED' });
  });
  return { state: 'SUBMITTED' };
}

async function inTransaction(pool, work) {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await work(client);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

async function audit(client, action, id, after) {
  await client.query({
    name: 'audit',
    text: `insert into app.audit_event (partner, at, actor_kind, actor_id, actor_name, action, entity, entity_id, after, request_id)
           select partner, now(), 'USER', 'bare', 'bare', $1, 'submission', id, $3, 'bare' from app.submission where id = $2`,
    values: [action, id, JSON.stringify(after)],
  });
}
