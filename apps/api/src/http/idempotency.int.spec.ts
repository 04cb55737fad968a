import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTenant, type TenantTransaction } from '../adapters/postgres/tenant-transaction.js';
import { makeTenant, openTestDatabase, type TestDatabase, type TestTenant } from '../test-database/index.js';
import { onceByKey, type KeyedAnswer, type KeyedRequest } from './idempotency.js';

let db: TestDatabase;
let tenant: TestTenant;
let other: TestTenant;

beforeAll(async () => {
  db = await openTestDatabase();
  tenant = await makeTenant(db.owner);
  other = await makeTenant(db.owner);
});
afterAll(async () => db?.close());

function request(key: string, body = 'body'): KeyedRequest {
  return { key, contentHash: createHash('sha256').update(body).digest('hex'), receivedAtMs: 0 };
}

/** An effect that can be counted: a note with this text. */
async function writeNote(tx: TenantTransaction, text: string): Promise<KeyedAnswer<{ text: string }>> {
  await tx.query(`insert into note (tenant_id, account_id, text, author, occurred_at) values ($1, 1, $2, 'test', now())`, [tx.tenantId, text]);
  return { status: 201, body: { text } };
}

async function notes(text: string): Promise<number> {
  return (await db.owner.query<[{ n: number }]>('select count(*)::int as n from note where text = $1', [text]))[0].n;
}

function once(tenantId: number, asked: KeyedRequest, text: string): Promise<KeyedAnswer<{ text: string }>> {
  return inTenant(db.application, tenantId, (tx) => onceByKey(tx, asked, () => writeNote(tx, text)));
}

describe('the same request', () => {
  it('has one effect, however many come at the same moment, and all get the same answer', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => once(tenant.tenantId, request('together'), 'together')));
    expect(await notes('together')).toBe(1);
    for (const answer of answers) expect(answer).toEqual({ status: 201, body: { text: 'together' } });
  });

  it('may be tried again when its work failed: nothing of the first try is left', async () => {
    const failing = inTenant(db.application, tenant.tenantId, (tx) =>
      onceByKey(tx, request('again'), async () => {
        await writeNote(tx, 'again');
        throw new Error('the power went out');
      }));
    await expect(failing).rejects.toThrow('the power went out');
    expect(await notes('again')).toBe(0);
    await once(tenant.tenantId, request('again'), 'again');
    expect(await notes('again')).toBe(1);
  });

  it('is another request at another tenant', async () => {
    await once(tenant.tenantId, request('shared'), 'shared');
    await once(other.tenantId, request('shared'), 'shared');
    expect(await notes('shared')).toBe(2);
  });

  it('is refused when its content changed, and has no effect', async () => {
    await once(tenant.tenantId, request('changed', 'first'), 'first');
    await expect(once(tenant.tenantId, request('changed', 'second'), 'second')).rejects.toMatchObject({ status: 409, code: 'idempotency_key_reused' });
    expect(await notes('second')).toBe(0);
  });
});
