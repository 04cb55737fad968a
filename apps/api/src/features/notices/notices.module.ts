import { SHIPPED_NOTICE_POLICY } from '@tegoed/prepayment-engine';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PersonalData } from '../../adapters/crypto/index.js';
import { SmtpMail } from '../../adapters/mail/index.js';
import { TwilioCalls, TwilioSms } from '../../adapters/twilio/index.js';
import type { Env } from '../../env.schema.js';
import { ENV } from '../../platform.module.js';
import { AccountDoor } from '../accounts/index.js';
import { LettersController } from './letters/letters.controller.js';
import { MailController } from './mail.controller.js';
import { NoticesController } from './notices.controller.js';
import { PreferencesController } from './preferences.controller.js';
import type { SendDependencies } from './send-notices.js';
import { SpokenNoticesController } from './spoken-notices.controller.js';
import { TwilioWebhookController } from './twilio-webhook.controller.js';

/** Token of what `sendDueNotices` needs: `@Inject(NOTICE_SENDING) sending: SendDependencies`. */
export const NOTICE_SENDING = Symbol('NOTICE_SENDING');

/** A provider that does not answer within this time is taken to be unreachable. */
const PROVIDER_TIMEOUT_MS = 10_000;

/** What sending needs, with the real providers at the configured addresses. */
export function makeSending(env: Env, dataSource: DataSource, people: PersonalData): SendDependencies {
  const twilio = {
    apiUrl: env.TWILIO_API_URL,
    accountSid: env.TWILIO_ACCOUNT_SID,
    authToken: env.TWILIO_AUTH_TOKEN,
    from: env.TWILIO_FROM,
    timeoutMs: PROVIDER_TIMEOUT_MS,
  };
  return {
    dataSource,
    people,
    sms: new TwilioSms(twilio),
    mail: new SmtpMail({ smtpUrl: env.SMTP_URL, from: env.MAIL_FROM, timeoutMs: PROVIDER_TIMEOUT_MS }),
    calls: env.IVR_URL === undefined ? null : { port: new TwilioCalls(twilio), phoneLineUrl: env.IVR_URL.replace(/\/$/, '') },
    helpLine: env.HELP_LINE,
    topUpAddress: env.TOP_UP_ADDRESS,
    policy: SHIPPED_NOTICE_POLICY,
    apiUrl: env.API_URL.replace(/\/$/, ''),
    underWay: new Set(),
  };
}

/** Messages to customers and their receipts over HTTP, and what the worker needs to send them. */
@Module({
  controllers: [NoticesController, SpokenNoticesController, LettersController, MailController, PreferencesController, TwilioWebhookController],
  providers: [AccountDoor, { provide: NOTICE_SENDING, useFactory: makeSending, inject: [ENV, DataSource, PersonalData] }],
  exports: [NOTICE_SENDING],
})
export class NoticesModule {}
