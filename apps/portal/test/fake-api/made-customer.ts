import { accountId } from './made-accounts.js';

/** The made-up customer's number, and the code that works for it. */
export const madeContact = '0470 12 34 56';
export const madeCode = '123456';
export const madeCustomerToken = 'tgd_cus_made';
export const madeLinkSecret = 'made-link-secret-000000';
export const madeCheckoutId = '00000000-0000-4000-8000-00000000c0de';

const transfer = {
  beneficiary: 'Netbeheer Scheldeland', iban: 'BE83363012345615', bic: 'BBRUBEBB', reference: '+++120/0000/10076+++',
  epcQr: 'BCD\n002\n1\nSCT\nBBRUBEBB\nNetbeheer Scheldeland\nBE83363012345615\n\n\n\n+++120/0000/10076+++',
};

/** A home on electricity in emergency credit and gas that waits for its button: everything that a first page can say. */
export const madeHome = {
  name: 'An Peeters', language: 'nl', supplierName: 'Netbeheer Scheldeland', asOf: '2026-11-23T09:00:00Z', sandbox: true,
  energies: [
    {
      id: accountId(1), utility: 'electricity', creditState: 'emergency', desiredSupply: 'on', confirmedSupply: 'on', balanceEuro: '-12.30', debtEuro: '112.30',
      daysLeft: null, runsOutOn: null, nextChange: { supply: 'limited', at: '2026-11-25T09:00:00Z' }, emergencyAvailableEuro: '37.70', amountToStayOnEuro: '4.15',
      amountToGetBackOnEuro: null, measuredUntil: '2026-11-22', estimated: true, paymentUnderWayUntil: null, transfer, payments: [],
    },
    {
      id: accountId(2), utility: 'gas', creditState: 'in_credit', desiredSupply: 'on', confirmedSupply: 'ready', balanceEuro: '18.40', debtEuro: '0.00',
      daysLeft: 3, runsOutOn: '2026-11-26', nextChange: null, emergencyAvailableEuro: '50.00', amountToStayOnEuro: '0.00',
      amountToGetBackOnEuro: '7.30', measuredUntil: null, estimated: false, paymentUnderWayUntil: '2026-11-26T22:59:00Z', transfer,
      payments: [{ id: 'p1', paidAt: '2026-11-20T09:00:00Z', amountEuro: '20.00', channel: 'web' }, { id: 'p2', paidAt: '2026-11-21T09:00:00Z', amountEuro: '-5.00', channel: 'web' }],
    },
  ],
} as const;

export const madeLink = { reference: transfer.reference, amountEuro: null, validUntil: '2026-12-23T09:00:00Z', transfer };

export const madeCheckout = { id: madeCheckoutId, state: 'paid', reference: transfer.reference, amountEuro: '20.00', url: null, openedAt: '2026-11-23T09:00:00Z', paidAt: '2026-11-23T09:01:00Z' };
