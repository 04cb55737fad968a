import { z } from 'zod';

/** Token of the checked environment: `@Inject(ENV) env: Env`. */
export const ENV = Symbol('ENV');

/** Every setting of the phone line; nothing else here reads the process's environment. */
export const envSchema = z.object({
  IVR_PORT: z.coerce.number().int().min(1).max(65535).default(3002).describe('Port of the phone line.'),
  IVR_HOST: z.string().default('127.0.0.1').describe('Address on which the phone line listens.'),
  IVR_URL: z.url().default('http://127.0.0.1:3002').describe('Public address of the phone line, as Twilio is told it; its signatures are made over it.'),
  IVR_TRUST_PROXY: z.enum(['true', 'false']).default('false')
    .describe('Take protocol and host from X-Forwarded-Proto and X-Forwarded-Host. Only behind a proxy that always sets both itself.'),
  IVR_API_TIMEOUT_MS: z.coerce.number().int().min(100).max(10_000).default(3_000).describe('An API that does not answer within this time is away, and the caller hears the last known balance.'),
  IVR_DESK_NUMBER: z.string().regex(/^\+\d{8,15}$/).optional().describe('Number of the people who help, in E.164; without it callers are called back.'),
  IVR_DESK_HOURS: z.string().regex(/^\d{2}-\d{2}$/).default('08-18').describe('Hours of the help desk on Monday to Friday, in Brussels.'),
  API_URL: z.url().default('http://127.0.0.1:3001').describe('Address of the Tegoed API.'),
  PHONE_KEY: z.string().min(20).describe('Key of the phone line at the API.'),
  TWILIO_AUTH_TOKEN: z.string().min(1).default('sandbox').describe('Twilio token; proves that a call comes from Twilio.'),
  HELP_LINE: z.string().default('0800 00 000').describe('Free phone number that people can call, as it is printed in messages.'),
});

export type Env = z.infer<typeof envSchema>;

/** Reads and checks the environment once at start; stops with one sentence per wrong setting. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const read = envSchema.safeParse(Object.fromEntries(Object.entries(source).filter(([, value]) => value !== '')));
  if (read.success) return read.data;
  throw new Error(`The environment is not complete:\n  ${read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n  ')}`);
}
