import { Controller, Header, HttpCode, Inject, Post, Query, Req, UseGuards } from '@nestjs/common';
import { wallNowMs } from '../clock.js';
import { messageAnswered, noMessage, tellMessage, type Message } from '../dialogue/message.js';
import type { Turn } from '../dialogue/turn.js';
import { ENV, type Env } from '../env.schema.js';
import { SignedGuard, type SignedRequest } from '../twilio/signed.guard.js';
import { heardOf } from './heard.js';
import { CONVERSING, type Conversing } from './hold-conversation.js';
import { situationOf } from './situation.js';
import { twimlOf } from './twiml.js';

/** The webhooks of a call that we placed. The address names the message; its words come from the API, so none stand in a log. */
@Controller('voice/message')
@UseGuards(SignedGuard)
export class MessageController {
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
  async pickedUp(@Query('endpoint') endpoint: string, @Query('notice') notice: string): Promise<string> {
    const message = await this.deps.line.readMessage({ endpoint, notice });
    return this.spoken(endpoint, notice, message === null ? noMessage('nl', situationOf(this.env, wallNowMs())) : tellMessage(message));
  }

  @Post('step')
  @HttpCode(200)
  @Header('content-type', 'text/xml; charset=utf-8')
  async step(@Req() request: SignedRequest, @Query('endpoint') endpoint: string, @Query('notice') notice: string, @Query('time') time?: string): Promise<string> {
    const situation = situationOf(this.env, wallNowMs());
    const message: Message | null = await this.deps.line.readMessage({ endpoint, notice });
    if (message === null) return this.spoken(endpoint, notice, noMessage('nl', situation));
    const { turn, isHeard } = messageAnswered(message, heardOf(request), time === 'again', situation);
    // Without an answer of the API the message counts as not heard, and the person is called once more.
    if (isHeard) await this.deps.line.messageHeard({ endpoint, notice });
    return this.spoken(endpoint, notice, turn, 'again');
  }

  private spoken(endpoint: string, notice: string, turn: Turn, time = 'first'): string {
    const address = new URLSearchParams({ endpoint, notice, time });
    return twimlOf(turn, this.#baseUrl, `${this.#baseUrl}/voice/message/step?${address.toString()}`);
  }
}
