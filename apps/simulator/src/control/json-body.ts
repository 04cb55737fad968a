import type { z } from 'zod';

import { CallerError, type Request } from '../http/router.js';

/** The JSON body of a request as the schema reads it. Throws a CallerError that says what does not fit. */
export function jsonBody<T>(schema: z.ZodType<T>, request: Request): T {
  let value: unknown;
  try {
    value = JSON.parse(request.body);
  } catch {
    throw new CallerError(400, 'not_json', 'The body is not JSON.');
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new CallerError(422, 'bad_body', parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
}
