import { Type } from '@nestjs/common';
import { ApiExtraModels, ApiProperty, ApiSchema, getSchemaPath } from '@nestjs/swagger';
import { At, Choice, Day, Euro, Facts, Flag, Part, Parts, Text, Whole } from '../../../http/fields.js';
import { CONFIRMED_SUPPLIES, DESIRED_SUPPLIES } from '../account-answer.js';

export const TIMELINE_KINDS = [
  'payment', 'charge', 'instalment', 'grant', 'correction', 'decision', 'command', 'supply', 'notice', 'reading', 'note',
] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];
export const QUALITIES = ['measured', 'estimated', 'corrected', 'none'] as const;
export type Quality = (typeof QUALITIES)[number];

export class PaymentPart {
  @Choice(['credit', 'debt_supply', 'debt_protected', 'debt_old', 'debt_returned', 'debt_correction']) to: string;
  @Euro() amountEuro: string;
}
export class PaymentData {
  @Text() channel: string;
  @Euro() amountEuro: string;
  @Parts(() => PaymentPart) parts: PaymentPart[];
  @Euro() balanceAfterEuro: string;
  @Text() externalId: string;
  @Flag() reversed: boolean;
}
export class RegisterUse {
  @Text() register: string;
  @Whole({ nullable: true }) fromValue: number | null;
  @Whole({ nullable: true }) toValue: number | null;
  @Whole({ nullable: true }) used: number | null;
  @Choice(['Wh', 'dm3']) unit: 'Wh' | 'dm3';
}
export class ChargeComponent {
  @Text() component: string;
  @Euro() amountEuro: string;
}
export class ChargeData {
  @Day() day: string;
  @Choice(QUALITIES) quality: Quality;
  @Parts(() => RegisterUse) registers: RegisterUse[];
  @Whole() energyWh: number;
  @Parts(() => ChargeComponent) components: ChargeComponent[];
  @Euro() vatEuro: string;
  @Euro() totalEuro: string;
  @Euro() fromCreditEuro: string;
  @Euro() toDebtSupplyEuro: string;
  @Euro() toDebtProtectedEuro: string;
  @Euro({ description: 'Not collected until a person has agreed it with the customer.' }) setAsideEuro: string;
  @Text({ nullable: true, description: 'Why a correction was made: gap, late_reading, gas_factor, ...; null for the first charge of a day.' }) reason: string | null;
  @ApiProperty({ type: [String], description: 'The sum in words, line by line: registers, factor, prices and each part.' }) explanation: string[];
  @Euro() balanceAfterEuro: string;
}
export class InstalmentData {
  @Text() debt: string;
  @Euro() amountEuro: string;
  @Euro() balanceAfterEuro: string;
}
export class GrantData {
  @Text() kind: string;
  @Euro() amountEuro: string;
  @Text() reason: string;
  @Text() by: string;
  @Euro() balanceAfterEuro: string;
}
/** Movements that are neither a payment, a charge, an instalment nor a grant. */
export const CORRECTION_KINDS = ['correction', 'payment_returned', 'refund', 'opening_balance', 'top_up', 'debt_repayment', 'clearing'] as const;
export type CorrectionKind = (typeof CORRECTION_KINDS)[number];

export class CorrectionData {
  @Choice(CORRECTION_KINDS) kind: CorrectionKind;
  @Euro({ description: 'Above zero is in the customer’s favour.' }) amountEuro: string;
  @Text({ nullable: true, description: 'In the words of the person who made it; null where no person did.' }) reason: string | null;
  @Text({ nullable: true }) by: string | null;
}
export class ReasonInWords {
  @Text() code: string;
  @Facts() facts: Record<string, unknown>;
  @Text() sentence: string;
}
export class DecisionData {
  @Choice(DESIRED_SUPPLIES) wantedSupply: (typeof DESIRED_SUPPLIES)[number];
  @Choice(['open', 'held', 'satisfied', 'superseded', 'quarantined']) state: string;
  @At({ nullable: true }) notBefore: string | null;
  @Parts(() => ReasonInWords) reasons: ReasonInWords[];
}
export class GateInWords {
  @Text() gate: string;
  @Flag() passed: boolean;
  @Facts() facts: Record<string, unknown>;
  @Text() sentence: string;
}
export class CommandData {
  @Choice(['connect', 'disconnect', 'limit', 'unlimit', 'arm', 'read_state']) action: string;
  @Text() state: string;
  @Whole() attempts: number;
  @At() requestedAt: string;
  @At({ nullable: true }) sentAt: string | null;
  @At({ nullable: true }) acceptedAt: string | null;
  @At({ nullable: true }) confirmedAt: string | null;
  @Text({ nullable: true }) answer: string | null;
  @Parts(() => GateInWords) gates: GateInWords[];
}
export class SupplyData {
  @Choice(CONFIRMED_SUPPLIES) confirmedSupply: (typeof CONFIRMED_SUPPLIES)[number];
  @Choice(['read_back', 'event']) source: string;
}
export class NoticeData {
  @Text() kind: string;
  @Choice(['sms', 'call', 'mail', 'letter'], { nullable: true }) channel: string | null;
  @Text({ nullable: true }) language: string | null;
  @Choice(['due', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'withdrawn']) state: string;
  @Text({ description: 'Masked.' }) to: string;
  @Text() text: string;
  @At({ nullable: true }) deliveredAt: string | null;
}
export class ReadingData {
  @Day() day: string;
  @Choice(QUALITIES) quality: Quality;
  @Parts(() => RegisterUse) registers: RegisterUse[];
  @Text({ nullable: true }) problem: string | null;
}
export class NoteData {
  @Text() text: string;
  @Text() by: string;
}

/** What each kind of item carries. */
export interface TimelineData {
  readonly payment: PaymentData;
  readonly charge: ChargeData;
  readonly instalment: InstalmentData;
  readonly grant: GrantData;
  readonly correction: CorrectionData;
  readonly decision: DecisionData;
  readonly command: CommandData;
  readonly supply: SupplyData;
  readonly notice: NoticeData;
  readonly reading: ReadingData;
  readonly note: NoteData;
}

/** One thing that happened to an account, of a closed list of kinds. */
export type TimelineItem = {
  [Kind in TimelineKind]: { id: string; kind: Kind; at: string; recordedAt: string; data: TimelineData[Kind] };
}[TimelineKind];

const DATA_CLASSES: Readonly<{ [Kind in TimelineKind]: Type<TimelineData[Kind]> }> = {
  payment: PaymentData, charge: ChargeData, instalment: InstalmentData, grant: GrantData, correction: CorrectionData,
  decision: DecisionData, command: CommandData, supply: SupplyData, notice: NoticeData, reading: ReadingData, note: NoteData,
};

// One class per kind, so that the document tells which data belongs to which kind.
function itemClass(kind: TimelineKind): Type<unknown> {
  @ApiSchema({ name: `TimelineItemOf${kind[0]?.toUpperCase()}${kind.slice(1)}` })
  class Item {
    @Text() id: string;
    @Choice([kind]) kind: string;
    @At({ description: 'When it happened.' }) at: string;
    @At({ description: 'When we recorded it; the order of the timeline.' }) recordedAt: string;
    @Part(() => DATA_CLASSES[kind]) data: unknown;
  }
  // The document's builder keys a class by its name before it reads the name of its schema.
  Object.defineProperty(Item, 'name', { value: `TimelineItemOf${kind}` });
  return Item;
}

const ITEM_CLASSES = TIMELINE_KINDS.map(itemClass);

@ApiExtraModels(...ITEM_CLASSES)
export class Timeline {
  @ApiProperty({ type: 'array', items: { oneOf: ITEM_CLASSES.map((item) => ({ $ref: getSchemaPath(item) })) } })
  items: TimelineItem[];
  @Text({ nullable: true }) nextCursor: string | null;
}
