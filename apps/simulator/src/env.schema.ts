import { z } from 'zod';

const port = (standard: number) => z.coerce.number().int().min(0).max(65_535).default(standard);

/** Every variable the simulator reads. Nothing else in this app touches process.env. */
export const envSchema = z.object({
  SIMULATOR_PORT: port(3003).describe('Port of the simulator: page, AMM, message sinks and control API'),
  SIMULATOR_SMTP_PORT: port(3025).describe('Port of the mail sink (SMTP without encryption, nothing leaves the machine)'),
  SIMULATOR_HOST: z.string().default('127.0.0.1').describe('Address the simulator listens on; 0.0.0.0 inside a container'),
  SIMULATOR_URL: z.url().default('http://127.0.0.1:3003').describe('Address under which people reach the simulator page'),
  SIMULATOR_DATA_DIR: z.string().default('.data/simulator').describe('Folder of the state file that survives a restart'),
  SIMULATOR_SEED: z.string().default('tegoed').describe('Seed of all luck (weather, habits, faults); the same seed is the same world'),
  SIMULATOR_SECONDS_PER_WALL_SECOND: z.coerce.number().positive().default(60)
    .describe('While a world clock stands still, delays run on wall time, this many world seconds in one wall second'),
  SIMULATOR_UNREACHABLE_SHARE: z.coerce.number().min(0).max(1).default(0.03)
    .describe('Share of the meters of an automatic world that cannot be reached for three days at a time'),
  SIMULATOR_ORDER_FAULT_SHARE: z.coerce.number().min(0).max(1).default(0.02)
    .describe('Share of the meter orders of an automatic world that meet a fault (late, twice, OK without moving ...)'),
  SIMULATOR_JOURNAL: z.stringbool().default(false)
    .describe('Write what happens in each world to a file of its own beside the state, for a checker; it grows without end'),
  API_URL: z.url().default('http://127.0.0.1:3001').describe('Address of the Tegoed API'),
  IVR_URL: z.url().default('http://127.0.0.1:3002').describe('Address of the phone line that the telephones of the homes call'),
  SANDBOX_KEY: z.string().min(1).describe('Operator key of the sandbox, to learn the homes and to move the clock'),
  AMM_VERIFY_KEY: z.string().regex(/^[0-9a-f]{64}$/).optional()
    .describe('Ed25519 public key (32 bytes in hex) of whoever may order meters; without it the AMM takes orders from anybody'),
  STRIPE_WEBHOOK_SECRETS: z.string().min(1).default('whsec_sandbox').describe('Secrets of the card provider\'s events, separated by commas; the first one signs'),
  TWILIO_ACCOUNT_SID: z.string().default('ACsandbox').describe('Account the SMS sink accepts'),
  TWILIO_FROM: z.string().default('+32460000000').describe('Number of the phone line'),
  TWILIO_AUTH_TOKEN: z.string().default('sandbox').describe('Password of that account; also signs the status callbacks'),
});

export type Env = z.infer<typeof envSchema>;

/** Reads and checks the environment once at start; what is wrong comes back as one sentence. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env | string {
  const parsed = envSchema.safeParse(source);
  if (parsed.success) return parsed.data;
  return parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ');
}
