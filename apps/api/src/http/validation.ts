import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { HttpProblem, invalidFields, notFound, type FieldProblem } from './problem.js';

/** Checks bodies and queries against their classes; a field that nobody asked for is an error, not a wish. */
export function requestValidation(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    exceptionFactory: (errors: ValidationError[]): HttpProblem => invalidFields(errors.flatMap((error) => fieldProblems(error, ''))),
  });
}

function fieldProblems(error: ValidationError, path: string): FieldProblem[] {
  const field = `${path}${error.property}`;
  const own = Object.values(error.constraints ?? {}).map((message) => ({ field, message }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldProblems(child, `${field}.`))];
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether the text is a UUID. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** The id of a path. Throws a 404 when it cannot be one: what has no proper id does not exist. */
export function idOfPath(text: string, what: string): string {
  if (!isUuid(text)) throw notFound(what);
  return text;
}
