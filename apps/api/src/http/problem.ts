/** One field of the request that does not fit. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/**
 * An answer that is not the one asked for, as problem details (RFC 9457). Thrown by controllers only; `code` is for
 * programs and never changes, `detail` is a sentence for people that says what to do.
 */
export class HttpProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly errors: readonly FieldProblem[] = [],
  ) {
    super(`${status} ${code}: ${detail}`);
  }
}

/** 404; also for what exists at another tenant, so that nobody learns that it does. */
export function notFound(what: string): HttpProblem {
  return new HttpProblem(404, 'not_found', 'Not found', `There is no such ${what}, or it is not yours to see. Check the id.`);
}

/** 403: known, but not allowed. */
export function forbidden(detail: string): HttpProblem {
  return new HttpProblem(403, 'forbidden', 'Not allowed', detail);
}

/** 401: nobody, or nobody any more. */
export function unauthenticated(detail: string): HttpProblem {
  return new HttpProblem(401, 'unauthenticated', 'Not signed in', detail);
}

/** 409: the request is understood but contradicts what is there. */
export function conflict(code: string, detail: string): HttpProblem {
  return new HttpProblem(409, code, 'In conflict with what is there', detail);
}

/** 422: one or more fields do not fit. */
export function invalidFields(errors: readonly FieldProblem[]): HttpProblem {
  return new HttpProblem(422, 'invalid_request', 'The request does not fit', 'Correct the named fields and send the request again.', errors);
}

/** 422 about one field. */
export function invalidField(field: string, message: string): HttpProblem {
  return invalidFields([{ field, message }]);
}
