import { z } from 'zod';

const url = z.url({ protocol: /^https?$/ });

/** Every variable the portal reads; nothing else in the portal looks at the environment. */
export const envSchema = z.object({
  PORTAL_PORT: z.coerce.number().int().min(0).max(65_535).default(3000).describe('Port the staff portal listens on.'),
  PORTAL_URL: url
    .optional()
    .describe('Address at which people reach the portal. With https the cookies are marked secure and strict transport security is sent.'),
  API_URL: url.default('http://127.0.0.1:3001').describe('Address of the Tegoed API.'),
  CARD_PAGE_ORIGIN: url.default('http://127.0.0.1:3003').describe('Origin of the card provider\'s pages, to which a payment form may lead; https://checkout.stripe.com outside a sandbox.'),
  SESSION_SECRET: z
    .string()
    .min(32, 'must be at least 32 characters long')
    .describe('Signs the cookies of the portal. Several values separated by a comma rotate it: the first signs, all are accepted.'),
  HELP_PHONE: z.string().min(3).default('0800 00 000').describe('Phone number of the help line, shown at the same place on every page.'),
});

export type PortalEnvironment = z.infer<typeof envSchema>;

export type EnvironmentRead =
  | { readonly kind: 'ready'; readonly environment: PortalEnvironment }
  | { readonly kind: 'invalid'; readonly sentence: string };

/** Checks the variables of a process and says in one sentence which of them is wrong. */
export function readEnvironment(variables: Record<string, string | undefined>): EnvironmentRead {
  const result = envSchema.safeParse(variables);
  if (result.success) return { kind: 'ready', environment: result.data };
  const faults = result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  return { kind: 'invalid', sentence: `check the environment: ${faults.join('; ')}.` };
}
