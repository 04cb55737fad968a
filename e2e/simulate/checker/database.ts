import pg from 'pg';

const INT8 = 20;
const DATE = 1082;
const TIMESTAMPTZ = 1184;

function parserOf(type: number): (text: string) => unknown {
  switch (type) {
    case INT8: return Number;
    case DATE: return (text) => text;
    case TIMESTAMPTZ: return (text) => new Date(text).getTime();
    default: return pg.types.getTypeParser(type) as (text: string) => unknown;
  }
}

/** The database as a checker sees it: read only, instants in milliseconds, days as text. */
export class ReadOnlyDatabase {
  private readonly client: pg.Client;

  constructor(url: string) {
    this.client = new pg.Client({ connectionString: url, options: '-c default_transaction_read_only=on', types: { getTypeParser: parserOf as never } });
  }

  async open(): Promise<this> {
    await this.client.connect();
    return this;
  }

  async rows<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.client.query<Row>(sql, [...values])).rows;
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}
