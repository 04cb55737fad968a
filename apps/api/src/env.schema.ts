import { z } from 'zod';

const port = (fallback: number) => z.coerce.number().int().min(1).max(65535).default(fallback);
const localUrl = (fallback: string) => z.url().default(fallback);

/** Every setting of the api image; nothing else reads the process's environment. */
export const envSchema = z.object({
  API_PORT: port(3001).describe('Port of the HTTP API.'),
  API_HOST: z.string().default('127.0.0.1').describe('Address on which the HTTP API listens.'),
  API_URL: localUrl('http://127.0.0.1:3001').describe('Address under which others reach this API; also the reply address given to the AMM.'),
  DATABASE_URL: z.url().describe('PostgreSQL 18, application role: not the owner, without BYPASSRLS.'),
  MIGRATION_DATABASE_URL: z.url().optional().describe('PostgreSQL 18, owner role; needed by the migrate entry point only.'),
  ADMIN_DATABASE_URL: z.url().optional().describe('Superuser; only where the migrate entry point has to make roles and database itself.'),
  DATABASE_POOL: z.coerce.number().int().min(2).max(50).default(8).describe('Connections per process to PostgreSQL.'),
  REDIS_URL: z.url().optional().describe('Redis for the bells of the queue; without it they ring through PostgreSQL.'),
  SIMULATOR_URL: localUrl('http://127.0.0.1:3003').describe('The sandbox simulator; told of every step of a sandbox clock.'),
  AMM_URL: localUrl('http://127.0.0.1:3003/61968').describe('The AMM (head-end) that takes meter orders.'),
  AMM_CUTS_PER_HOUR: z.coerce.number().int().min(0).default(50).describe('Orders for less supply that one AMM takes per hour, whoever asks.'),
  AMM_SIGNING_KEY: z.string().regex(/^[0-9a-f]{64}$/).optional().describe('Ed25519 private key (32 bytes in hex) that signs meter orders; given to the worker only, so that no request can make an order.'),
  SMTP_URL: z.url().default('smtp://127.0.0.1:3025').describe('Mail server for outgoing notices.'),
  MAIL_FROM: z.string().default('uw-energie@tegoed.example').describe('Neutral sender address of mails.'),
  TWILIO_API_URL: localUrl('http://127.0.0.1:3003').describe('Base address of the Twilio API; the simulator in a sandbox.'),
  TWILIO_ACCOUNT_SID: z.string().default('ACsandbox').describe('Twilio account.'),
  TWILIO_AUTH_TOKEN: z.string().default('sandbox').describe('Twilio token; also checks the signature of its callbacks.'),
  TWILIO_FROM: z.string().default('+32460000000').describe('Number that sends the SMS and places the calls.'),
  IVR_URL: z.url().optional().describe('Public address of the phone line (apps/ivr), as Twilio is told it for calls that we place; without it nobody is called, and a landline gets a mail or letter.'),
  STRIPE_API_URL: localUrl('http://127.0.0.1:3003').describe('Base address of the Stripe API; the simulator in a sandbox.'),
  STRIPE_SECRET_KEY: z.string().default('sk_test_sandbox').describe('Stripe key of the platform; payments are made on the account of each supplier.'),
  STRIPE_WEBHOOK_SECRETS: z.string().default('whsec_sandbox').describe('Secrets that sign the events of Stripe, separated by commas: any may fit, so that one can be rolled.'),
  TERMINAL_SECRETS: z.string().default('terminal_sandbox').describe('Secrets with which the acquirer of the terminals signs, separated by commas: any may fit, so that one can be rolled.'),
  SANDBOX_KEY: z.string().optional().describe('Operator key of the sandbox; without it there is no sandbox surface.'),
  PHONE_KEY: z.string().min(20).optional().describe('Key of the phone line (apps/ivr); without it nobody can be served by phone or SMS.'),
  PORTAL_URL: localUrl('http://127.0.0.1:3000').describe('Address at which people reach the portal: payment links begin with it, and a payer comes back to it.'),
  DATA_KEY: z.string().regex(/^[0-9a-f]{64}$/).describe('32 bytes in hex; encrypts names, phones and mail addresses.'),
  BLIND_INDEX_KEY: z.string().regex(/^[0-9a-f]{64}$/).describe('32 bytes in hex; keys the blind indexes by which people are found.'),
  DEMO_PASSWORD: z.string().optional().describe('Password of the demo logins that the seed makes.'),
  PILOT_HISTORY_DAYS: z.coerce.number().int().min(0).max(60).default(60).describe('Days that a newly seeded pilot lives through before today; 0 makes its homes only.'),
  READINGS_DROP_FOLDER: z.string().min(1).optional().describe('Folder with a folder per tenant (its id) for files of readings; the worker takes them and moves them to done or refused.'),
  RUN_LANES: z.coerce.number().int().min(1).max(8).default(2).describe('Ranges of a daily run that are worked on side by side, each on its own connection.'),
  FLEET_SHARE_LIMIT_BASIS_POINTS: z.coerce.number().int().min(0).default(1000).describe('A run that would lower supply in more than this share of the homes releases nothing.'),
  TEGOED_API_KEY: z.string().optional().describe('Key with which the command line asks the API; without it, the sandbox key finds that of a sandbox supplier.'),
  HELP_LINE: z.string().default('0800 00 000').describe('Free phone number printed in every message.'),
  TOP_UP_ADDRESS: z.string().default('uw-energie.example').describe('Short web address where customers top up, as printed in mails and letters.'),
});

export type Env = z.infer<typeof envSchema>;

/** Reads and checks the environment once at start; stops with one sentence per wrong setting. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const read = envSchema.safeParse(source);
  if (read.success) return read.data;
  const wrong = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n  ');
  throw new Error(`The environment is not complete:\n  ${wrong}`);
}

/** What the command line needs of the environment; what is missing may stand in the kept secrets of the installation. */
export const commandLineEnvSchema = envSchema
  .pick({ API_URL: true, SANDBOX_KEY: true, TEGOED_API_KEY: true, DATABASE_URL: true, DATA_KEY: true, BLIND_INDEX_KEY: true, DEMO_PASSWORD: true, PILOT_HISTORY_DAYS: true })
  .partial({ DATABASE_URL: true, DATA_KEY: true, BLIND_INDEX_KEY: true });

export type CommandLineEnv = z.infer<typeof commandLineEnvSchema>;

/** Reads what the command line needs, the environment before the kept secrets; an empty value counts as absent. A text tells what is wrong. */
export function readCommandLineEnv(kept: Readonly<Record<string, string>>, source: NodeJS.ProcessEnv = process.env): CommandLineEnv | string {
  const set = Object.entries(source).filter(([, value]) => value !== undefined && value !== '');
  const read = commandLineEnvSchema.safeParse({ ...kept, ...Object.fromEntries(set) });
  return read.success ? read.data : read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
}
