import pg from 'pg';

/** Roles and database of a fresh cluster. Names and passwords are those of the two connection addresses. */
export async function prepareDatabase(adminUrl: string, ownerUrl: string, applicationUrl: string): Promise<void> {
  const owner = new URL(ownerUrl);
  const application = new URL(applicationUrl);
  const database = owner.pathname.slice(1);
  await asAdmin(adminUrl, async (admin) => {
    await ensureRole(admin, owner.username, `login password ${pg.escapeLiteral(decodeURIComponent(owner.password))}`);
    await ensureRole(admin, application.username, `login nobypassrls password ${pg.escapeLiteral(decodeURIComponent(application.password))}`);
    await ensureRole(admin, 'tegoed_scheduler', 'nologin nobypassrls');
    await admin.query(`grant tegoed_scheduler to ${pg.escapeIdentifier(application.username)} with inherit false, set true`);
    const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [database]);
    if (rowCount === 0) await admin.query(`create database ${pg.escapeIdentifier(database)} owner ${pg.escapeIdentifier(owner.username)}`);
  });
  const inDatabase = new URL(adminUrl);
  inDatabase.pathname = `/${database}`;
  await asAdmin(inDatabase.toString(), async (admin) => {
    await admin.query(`alter schema public owner to ${pg.escapeIdentifier(owner.username)}`);
    // The queue's library asks for its schema at each start, and PostgreSQL wants the right to make one even when it is there.
    await admin.query(`grant temporary, create on database ${pg.escapeIdentifier(database)} to ${pg.escapeIdentifier(application.username)}`);
    // The queue keeps its tables in a schema of its own, made and used by the application role.
    await admin.query(`create schema if not exists bullmq authorization ${pg.escapeIdentifier(application.username)}`);
  });
}

async function asAdmin(url: string, work: (admin: pg.Client) => Promise<void>): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

async function ensureRole(admin: pg.Client, name: string, options: string): Promise<void> {
  const { rowCount } = await admin.query('select 1 from pg_roles where rolname = $1', [name]);
  const verb = rowCount === 0 ? 'create' : 'alter';
  await admin.query(`${verb} role ${pg.escapeIdentifier(name)} ${options}`);
}
