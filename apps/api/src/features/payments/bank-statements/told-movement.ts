import { createHash } from 'node:crypto';
import type { BookableMovement } from '../../../adapters/bank-files/index.js';
import type { PersonalData } from '../../../adapters/crypto/index.js';
import type { PayersReference } from './plan-movement.js';
import type { ToldMovement } from './tell-movements.js';

/** A movement by what a bank says about it in any of its formats. */
export function toldMovement(movement: BookableMovement, reference: PayersReference, people: PersonalData): ToldMovement {
  const { transaction, statement, identity, contentHash, accountIban } = movement;
  const { amountMicroEuro, valueDay, entryDay, counterpartyIban, endToEndId } = transaction;
  const facts = [accountIban, amountMicroEuro, valueDay ?? entryDay, communicationOf(movement, reference)];
  const camt = statement.format !== 'coda';
  return {
    identity,
    contentHash,
    fingerprint: createHash('sha256').update(JSON.stringify(facts)).digest('hex'),
    teller: statement.format,
    bankReference: camt ? (transaction.bankReference ?? transaction.entryReference) : null,
    endToEndId: endToEndId === 'NOTPROVIDED' ? null : endToEndId,
    payerIndex: counterpartyIban === null ? null : people.bankAccountIndex(counterpartyIban).toString('hex'),
  };
}

/** One format has the reference in a field of its own where another has it in the text, and each breaks lines elsewhere. */
function communicationOf({ transaction }: BookableMovement, { stated, found }: PayersReference): string {
  const reference = stated === null || stated.kind === 'none' ? found[0] : stated;
  if (reference !== undefined) return reference.kind === 'iso11649' ? reference.value : reference.digits;
  return (transaction.structured?.value ?? transaction.freeText ?? '').normalize('NFD').replace(/[^A-Za-z0-9]/g, '').toLowerCase();
}
