import { Controller, Header, HttpCode, Inject, Logger, Post, Query, Req, UseGuards } from '@nestjs/common';
import { wallNowMs } from '../clock.js';
import { readCall } from '../dialogue/call.js';
import type { Situation } from '../dialogue/person.js';
import type { Turn } from '../dialogue/turn.js';
import { ENV, type Env } from '../env.schema.js';
import { fieldOf, SignedGuard, type SignedRequest } from '../twilio/signed.guard.js';
import { heardOf } from './heard.js';
import { answer, brokenTurn, CONVERSING, ring, type Conversing } from './hold-conversation.js';
import { situationOf } from './situation.js';
import { twimlOf } from './twiml.js';

/** The webhooks of a call. Each is answered with TwiML, whatever happens: a call that hears nothing is a person left alone. */
@Controller('voice')
@UseGuards(SignedGuard)
export class VoiceController {
  readonly #log = new Logger('voice');
  readonly #baseUrl: string;

  constructor(
    @Inject(CONVERSING) private readonly deps: Conversing,
    @Inject(ENV) private readonly env: Env,
  ) {
    this.#baseUrl = env.IVR_URL.replace(/\/$/, '');
  }

  @Post()
  @HttpCode(200)
  @Header('content-type', 'text/xml; charset=utf-8')
  async ring(@Req() request: SignedRequest): Promise<string> {
    return this.spoken(request, null, (who, situation) => ring(this.deps, who, situation));
  }

  @Post('step')
  @HttpCode(200)
  @Header('content-type', 'text/xml; charset=utf-8')
  async step(@Req() request: SignedRequest, @Query('call') text: string): Promise<string> {
    const call = readCall(text);
    if (call === null) return this.ring(request);
    return this.spoken(request, call, (who, situation) => answer(this.deps, who, call, heardOf(request), situation));
  }

  /** Twilio asks here when an answer of ours failed or came too late. */
  @Post('fallback')
  @HttpCode(200)
  @Header('content-type', 'text/xml; charset=utf-8')
  fallback(): string {
    return twimlOf(brokenTurn(null, this.situation()), this.#baseUrl);
  }

  private async spoken(
    request: SignedRequest,
    call: ReturnType<typeof readCall>,
    talk: (who: { sid: string; from: string | null }, situation: Situation) => Promise<Turn>,
  ): Promise<string> {
    const situation = this.situation();
    try {
      const who = { sid: fieldOf(request, 'CallSid') ?? '', from: fieldOf(request, 'From') };
      return twimlOf(await talk(who, situation), this.#baseUrl);
    } catch (error) {
      this.#log.error(error instanceof Error ? error.stack : error);
      return twimlOf(brokenTurn(call, situation), this.#baseUrl);
    }
  }

  private situation(): Situation {
    return situationOf(this.env, wallNowMs());
  }
}
