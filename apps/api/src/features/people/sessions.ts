import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isoOf, wallNowMs } from '../../adapters/clock/wall-clock.js';
import { newSessionToken, passwordFits, tokenHash } from '../../adapters/crypto/index.js';
import { contextOfBearer } from '../../http/bearer.js';
import { HttpProblem } from '../../http/problem.js';
import { LoginThrottle } from './login-throttle.js';
import type { Session } from './user-answer.js';

const SESSION_MS = 12 * 3_600_000;

/** Signs staff in and out. Sessions run on wall time, whatever the clock of the tenant's world says. */
@Injectable()
export class Sessions {
  readonly #throttle = new LoginThrottle();

  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Opens a session. Throws a 401 in the same words for an unknown address and a wrong password, a 429 after too many tries. */
  async open(email: string, password: string, fromAddress: string): Promise<Session> {
    if (!this.#throttle.mayTry(email, fromAddress)) throw tooManyTries();
    const rows = await this.dataSource.query<{ user_id: number; password_hash: string }[]>('select * from find_staff_by_email($1)', [email]);
    if (!(await passwordFits(rows[0]?.password_hash ?? null, password)) || !rows[0]) {
      this.#throttle.failed(email, fromAddress);
      throw new HttpProblem(401, 'login_failed', 'Signing in failed', 'The mail address and the password do not fit together. Check both and try again.');
    }
    const token = newSessionToken();
    const expiresAt = isoOf(wallNowMs() + SESSION_MS);
    await this.dataSource.query('select open_session($1, $2, $3)', [tokenHash(token), rows[0].user_id, expiresAt]);
    const context = await contextOfBearer(this.dataSource, { sandbox: undefined, phone: undefined }, token);
    if (!context?.user) throw new Error('a session that was just opened is not there');
    return { token, expiresAt, user: context.user };
  }

  async close(token: string): Promise<void> {
    await this.dataSource.query('select close_session($1)', [tokenHash(token)]);
  }
}

function tooManyTries(): HttpProblem {
  return new HttpProblem(429, 'too_many_tries', 'Too many tries', 'Too many wrong tries. Wait a quarter of an hour, or ask an administrator.');
}
