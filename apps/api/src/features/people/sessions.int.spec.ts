import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeApiKey, makeStaff, makeTenant, openTestDatabase, TEST_PASSWORD, type TestDatabase, type TestTenant } from '../../test-database/index.js';
import { openTestApi, type TestApi } from '../../test-database/test-api.js';

let db: TestDatabase;
let api: TestApi;
let tenant: TestTenant;

beforeAll(async () => {
  db = await openTestDatabase();
  api = await openTestApi(db);
  tenant = await makeTenant(db.owner, { name: 'Net van Zele' });
});
afterAll(async () => {
  await api?.close();
  await db?.close();
});

describe('signing in', () => {
  it('gives a session that knows who and whose', async () => {
    const { email } = await makeStaff(db.application, tenant.tenantId, { role: 'supplier_agent' });
    const signedIn = await api.post('/v1/sessions', '', { email, password: TEST_PASSWORD });
    expect(signedIn.status).toBe(201);
    const me = await api.get('/v1/me', signedIn.body.token);
    expect(me.body).toEqual(signedIn.body.user);
    expect(me.body).toMatchObject({ email, role: 'supplier_agent', organisation: { name: 'Net van Zele', kind: 'tenant' } });
  });

  it('ends when signed out', async () => {
    const { token } = await makeStaff(db.application, tenant.tenantId, { role: 'auditor' });
    expect((await api.delete('/v1/sessions/current', token)).status).toBe(204);
    expect((await api.get('/v1/me', token)).status).toBe(401);
  });

  it('says the same about an unknown address and a wrong password', async () => {
    const { email } = await makeStaff(db.application, tenant.tenantId, { role: 'supplier_agent' });
    const wrong = await api.post('/v1/sessions', '', { email, password: 'wrong' });
    const unknown = await api.post('/v1/sessions', '', { email: 'nobody@tegoed.example', password: 'wrong' });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(wrong.body).toEqual(unknown.body);
    expect(wrong.headers['content-type']).toContain('application/problem+json');
  });

  it('is refused after five wrong tries, with the right password too', async () => {
    const { email } = await makeStaff(db.application, tenant.tenantId, { role: 'supplier_agent' });
    for (let tries = 0; tries < 5; tries += 1) await api.post('/v1/sessions', '', { email, password: 'wrong' });
    const last = await api.post('/v1/sessions', '', { email, password: TEST_PASSWORD });
    expect([last.status, last.body.code]).toEqual([429, 'too_many_tries']);
  });
});

describe('the bearer', () => {
  it.each([
    ['none', undefined],
    ['an unknown key', 'tgd_test_unknown'],
    ['an unknown session', 'tgd_ses_unknown'],
  ])('%s opens nothing', async (_name, token) => {
    const answer = await api.get('/v1/accounts', token);
    expect([answer.status, answer.body.code]).toEqual([401, 'unauthenticated']);
  });

  it('opens only what its scopes name', async () => {
    const payments = await makeApiKey(db.owner, tenant.tenantId, ['payments']);
    expect((await api.get('/v1/accounts', payments)).status).toBe(403);
    expect((await api.get('/v1/accounts', tenant.apiKey)).status).toBe(200);
  });

  it('of the sandbox opens no account', async () => {
    expect((await api.get('/v1/accounts', db.env.SANDBOX_KEY!)).status).toBe(403);
  });

  it('that was revoked opens nothing', async () => {
    const key = await makeApiKey(db.owner, tenant.tenantId, ['read']);
    await db.owner.query(`update api_key set revoked_at = now() where name = 'test key' and scopes = '{read}'`);
    expect((await api.get('/v1/accounts', key)).status).toBe(401);
  });
});

describe('answers that are not the one asked for', () => {
  it('name the field that does not fit and the field that nobody asked for', async () => {
    const answer = await api.post('/v1/sessions', '', { email: 'no address', password: 'x', role: 'operator' });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: 'invalid_request', type: 'urn:tegoed:problem:invalid_request', status: 422 });
    expect(answer.body.errors.map((error: { field: string }) => error.field).toSorted()).toEqual(['email', 'role']);
  });

  it('are problem+json for an address that does not exist and a body that is not JSON', async () => {
    expect((await api.get('/v1/nothing', tenant.apiKey)).body.code).toBe('not_found');
    const broken = await (await import('supertest')).default(api.app.getHttpServer())
      .post('/v1/sessions').set('content-type', 'application/json').send('{"email"');
    expect([broken.status, broken.body.code]).toEqual([400, 'bad_request']);
  });

  it('are asked for without a bearer at the health addresses', async () => {
    for (const path of ['/health/live', '/health/ready', '/health/safety']) expect((await api.get(path)).status).toBe(200);
  });
});
