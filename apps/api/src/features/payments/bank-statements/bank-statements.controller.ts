import { Controller, Inject, Post, Req } from '@nestjs/common';
import { ApiConsumes, ApiCreatedResponse, ApiOperation, ApiTags, ApiUnprocessableEntityResponse } from '@nestjs/swagger';
import { instant } from '@tegoed/prepayment-engine';
import { WorldClock } from '../../../adapters/clock/world-clock.js';
import { PersonalData } from '../../../adapters/crypto/index.js';
import { BellRinger } from '../../../adapters/queue/bells.js';
import { MONEY_BELLS, ringBells } from '../../../adapters/queue/ring-bells.js';
import { Allow, SUPPLIER_STAFF } from '../../../http/access.js';
import type { Pieces } from '../../../adapters/inbound-bytes/unpacked-pieces.js';
import { HttpProblem } from '../../../http/problem.js';
import { Context, type KnownRequest, tenantOf, type RequestContext } from '../../../http/request-context.js';
import type { PaymentDeps } from '../book-payment.js';
import { PAYMENT_DEPS } from '../payment-deps.js';
import { BankStatementAnswer } from './bank-statement-answer.js';
import { takeBankFile } from './take-bank-file.js';

/** Statements of the bank accounts on which a supplier collects. */
@ApiTags('payments')
@Controller('v1/bank-statements')
export class BankStatementsController {
  constructor(
    @Inject(PAYMENT_DEPS) private readonly deps: PaymentDeps,
    @Inject(WorldClock) private readonly clock: WorldClock,
    @Inject(PersonalData) private readonly people: PersonalData,
    @Inject(BellRinger) private readonly bells: BellRinger,
  ) {}

  @Post()
  @Allow({ roles: SUPPLIER_STAFF, scope: 'payments' })
  @ApiConsumes('text/plain', 'application/xml')
  @ApiOperation({
    summary: 'A bank statement',
    description: 'CODA 2 or camt.052, 053 or 054, plain or gzip, as it came from the bank. The whole file is judged first: all of it is booked or nothing. The same file, or the same movement in another file, is booked once.',
  })
  @ApiCreatedResponse({ type: BankStatementAnswer })
  @ApiUnprocessableEntityResponse({ description: 'Nothing of the file was booked; `detail` says why' })
  async take(@Context() context: RequestContext, @Req() request: KnownRequest): Promise<BankStatementAnswer> {
    const tenantId = tenantOf(context);
    const now = instant(await this.clock.nowOf(tenantId));
    const ring = (): void => ringBells(this.bells, tenantId, MONEY_BELLS);
    const outcome = await takeBankFile({ ...this.deps, people: this.people, booked: ring }, tenantId, piecesOf(request), now);
    if (outcome.kind === 'refused') throw refusal(outcome.verdict, outcome.why);
    ring();
    return outcome.answer;
  }
}

/** The body as it comes in; one that was sent as JSON or a form was read before, and is no bank file either way. */
function piecesOf(request: KnownRequest): Pieces {
  return request.rawBody === undefined ? request.iterator({ destroyOnReturn: false }) : [request.rawBody];
}

function refusal(verdict: 'reject' | 'review', why: string): HttpProblem {
  return verdict === 'review'
    ? new HttpProblem(422, 'bank_file_for_review', 'A person has to look at this file', `Nothing of the file was booked: ${why}.`)
    : new HttpProblem(422, 'bank_file_refused', 'The bank file was refused', `Nothing of the file was booked: ${why}. Ask the bank for a correct file.`);
}
