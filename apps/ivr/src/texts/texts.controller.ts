import { Controller, Header, HttpCode, Inject, Post, Req, UseGuards } from '@nestjs/common';
import twilio from 'twilio';
import type { PhoneLine } from '../api/phone-line.js';
import { ENV, type Env } from '../env.schema.js';
import { fieldOf, SignedGuard, type SignedRequest } from '../twilio/signed.guard.js';
import { answerText } from './answer-text.js';
import { wishOf } from './keyword.js';

/** Token of the API as the phone line sees it: `@Inject(PHONE_LINE) line: PhoneLine`. */
export const PHONE_LINE = Symbol('PHONE_LINE');

/** An SMS that came in, answered in the answer to the webhook. */
@Controller('texts')
@UseGuards(SignedGuard)
export class TextsController {
  constructor(
    @Inject(PHONE_LINE) private readonly line: PhoneLine,
    @Inject(ENV) private readonly env: Env,
  ) {}

  @Post()
  @HttpCode(200)
  @Header('content-type', 'text/xml; charset=utf-8')
  async receive(@Req() request: SignedRequest): Promise<string> {
    const asking = { sid: fieldOf(request, 'MessageSid') ?? '', step: 0, channel: 'sms' as const, from: fieldOf(request, 'From') };
    const response = new twilio.twiml.MessagingResponse();
    response.message(await answerText(this.line, asking, wishOf(fieldOf(request, 'Body') ?? ''), this.env.HELP_LINE));
    return response.toString();
  }
}
