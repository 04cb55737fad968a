import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { HttpProblem } from './problem.js';

/** Turns whatever was thrown into problem+json; what we did not expect is logged in full and told in one sentence. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #log = new Logger('http');

  catch(thrown: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const problem = problemOf(thrown);
    if (problem.status >= 500) this.#log.error(thrown instanceof Error ? (thrown.stack ?? thrown.message) : thrown);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problemDocument(problem)));
  }
}

/** The body of an answer that is a problem (RFC 9457). */
export function problemDocument(problem: HttpProblem): Record<string, unknown> {
  const { status, code, title, detail, errors } = problem;
  return { type: `urn:tegoed:problem:${code}`, title, status, detail, code, ...(errors.length > 0 ? { errors } : {}) };
}

/** The problem that a thrown value stands for. */
export function problemOf(thrown: unknown): HttpProblem {
  if (thrown instanceof HttpProblem) return thrown;
  const status = thrown instanceof HttpException ? thrown.getStatus() : statusOfParser(thrown);
  if (status === 404) return new HttpProblem(404, 'not_found', 'Not found', 'There is nothing at this address. See /docs for the addresses.');
  if (status === 413) return new HttpProblem(413, 'too_large', 'Too large', 'The body is larger than this address takes. Send it in parts.');
  if (status === 503) return new HttpProblem(503, 'not_ready', 'Not ready', 'The service is starting or stopping. Try again in a moment.');
  if (status !== null && status < 500) return new HttpProblem(status, 'bad_request', 'The request cannot be read', 'The request is not well formed. Check its headers and its body.');
  return new HttpProblem(500, 'internal', 'Something went wrong on our side', 'Nothing was changed. Try again; if it stays, tell us the time and the address.');
}

// The body parser throws its own errors, with the status beside the message.
function statusOfParser(thrown: unknown): number | null {
  const status = typeof thrown === 'object' && thrown !== null && 'status' in thrown ? thrown.status : null;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}
