import { microEuro, type MicroEuro, type NoticeKind, type Utility } from '@tegoed/prepayment-engine';
import { printedReference } from '../../contracts/index.js';
import { epcCodeOf } from './epc-code.js';
import { euroFigure, type Language } from './figures.js';
import { FRAMES } from './frames.js';

/** Where a top-up goes. */
export interface PaymentDetails {
  /** Name of the account's owner, as banks check it. */
  readonly beneficiary: string;
  readonly iban: string;
  readonly bic: string;
  /** Twelve digits. */
  readonly reference: string;
  /** Short web address at which a customer tops up, as printed. */
  readonly topUpAddress: string;
}

/** A supply with where its top-ups go. */
export interface PaidSupply {
  readonly utility: Utility;
  readonly payment: PaymentDetails;
}

/** The box that says how to pay: in words, with what the same is in a code to scan. */
export interface PaymentBox {
  readonly title: string;
  readonly lines: readonly string[];
  /** The same as an EPC code; null where two references stand in the box. */
  readonly code: string | null;
}

const ASKS_TO_TOP_UP: ReadonlySet<NoticeKind> = new Set<NoticeKind>([
  'days_left_7', 'days_left_3', 'days_left_1', 'risk_today', 'emergency_started', 'emergency_half_used', 'planned_limit', 'planned_off',
  'limited', 'cut', 'tripped', 'own_threshold',
]);

/** How to pay what a message asks for; null for a message that asks for nothing. Amounts of zero are not named. */
export function paymentBoxOf(kind: NoticeKind, facts: object, payment: PaymentDetails, language: Language): PaymentBox | null {
  if (!ASKS_TO_TOP_UP.has(kind)) return null;
  const amountMicroEuro = amountOf(facts);
  const frame = FRAMES[language];
  return {
    title: frame.payTitle,
    lines: [
      frame.payOnline(payment.topUpAddress),
      frame.payTo(payment.beneficiary),
      frame.payAccount(spacedIban(payment.iban)),
      frame.payReference(printedReference(payment.reference)),
      frame.payAmount(amountMicroEuro === null ? null : euroFigure(amountMicroEuro, language)),
    ],
    code: epcCodeOf({ ...payment, amountMicroEuro }),
  };
}

/** How to pay for two supplies of one home: each has a reference of its own. */
export function paymentBoxOfPair(supplies: readonly PaidSupply[], language: Language): PaymentBox | null {
  const [first] = supplies;
  if (first === undefined) return null;
  const frame = FRAMES[language];
  const references = supplies.map(({ utility, payment }) => frame.payReferenceFor(frame.supply[utility], printedReference(payment.reference)));
  const { topUpAddress, beneficiary, iban } = first.payment;
  const lines = [frame.payOnline(topUpAddress), frame.payTo(beneficiary), frame.payAccount(spacedIban(iban)), ...references, frame.payAmount(null)];
  return { title: frame.payTitle, lines, code: null };
}

/** An IBAN in groups of four, as banks print it (ISO 13616). */
export function spacedIban(iban: string): string {
  return iban.replaceAll(/(.{4})(?=.)/g, '$1 ');
}

function amountOf(facts: object): MicroEuro | null {
  const named: unknown = Reflect.get(facts, 'amountToStayOnMicroEuro') ?? Reflect.get(facts, 'amountToGetBackOnMicroEuro');
  return typeof named === 'number' && named > 0 ? microEuro(named) : null;
}
