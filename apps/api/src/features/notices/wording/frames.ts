import type { Utility } from '@tegoed/prepayment-engine';
import type { Language } from './figures.js';

/** The words around every mail and letter, in one language. Neutral: an envelope and a subject are read by others. */
export interface Frame {
  /** Says nothing about credit: a subject is read over a shoulder. */
  readonly subject: string;
  readonly sender: string;
  readonly greeting: string;
  readonly help: (helpLine: string) => string;
  readonly closing: string;
  /** So that nobody gives a card number to somebody who only writes like us. */
  readonly safety: string;
  readonly payTitle: string;
  readonly payOnline: (address: string) => string;
  readonly payTo: (name: string) => string;
  readonly payAccount: (iban: string) => string;
  readonly payReference: (reference: string) => string;
  readonly payReferenceFor: (supply: string, reference: string) => string;
  readonly supply: Readonly<Record<Utility, string>>;
  readonly payAmount: (euro: string | null) => string;
  readonly scan: string;
  readonly stop: string;
}

/** All frames. */
export const FRAMES: Readonly<Record<Language, Frame>> = {
  nl: {
    subject: 'Bericht over uw energie',
    sender: 'Uw energie',
    greeting: 'Goedendag,',
    help: (line) => `Vragen of hulp nodig? Bel gratis ${line}.`,
    closing: 'Met vriendelijke groet, Uw energie',
    safety: 'Wij vragen nooit uw pincode of kaartnummer in een bericht.',
    payTitle: 'Zo laadt u op',
    payOnline: (address) => `Met uw gsm of computer: ${address}`,
    payTo: (name) => `Of schrijf over naar: ${name}`,
    payAccount: (iban) => `Rekening: ${iban}`,
    payReference: (reference) => `Mededeling: ${reference}`,
    payReferenceFor: (supply, reference) => `Mededeling voor ${supply}: ${reference}`,
    supply: { electricity: 'stroom', gas: 'gas', exclusive_night: 'nachtstroom' },
    payAmount: (euro) => (euro === null ? 'Bedrag: u kiest zelf' : `Bedrag: ${euro} euro, of meer`),
    scan: 'Betalen met de app van uw bank: scan deze code.',
    stop: 'Wilt u deze tips niet meer? Antwoord STOP. Waarschuwingen blijven komen.',
  },
  fr: {
    subject: 'Message sur votre énergie',
    sender: 'Votre énergie',
    greeting: 'Bonjour,',
    help: (line) => `Une question, besoin d’aide ? Appelez gratuitement le ${line}.`,
    closing: 'Bien à vous, Votre énergie',
    safety: 'Nous ne demandons jamais votre code secret ou numéro de carte dans un message.',
    payTitle: 'Pour recharger',
    payOnline: (address) => `Par gsm ou ordinateur : ${address}`,
    payTo: (name) => `Ou faites un virement à : ${name}`,
    payAccount: (iban) => `Compte : ${iban}`,
    payReference: (reference) => `Communication : ${reference}`,
    payReferenceFor: (supply, reference) => `Communication pour ${supply} : ${reference}`,
    supply: { electricity: 'l’électricité', gas: 'le gaz', exclusive_night: 'l’électricité de nuit' },
    payAmount: (euro) => (euro === null ? 'Montant : vous choisissez' : `Montant : ${euro} euros, ou plus`),
    scan: 'Payer avec l’app de votre banque : scannez ce code.',
    stop: 'Vous ne voulez plus de ces conseils ? Répondez STOP. Les avertissements continuent.',
  },
  de: {
    subject: 'Nachricht zu Ihrer Energie',
    sender: 'Ihre Energie',
    greeting: 'Guten Tag,',
    help: (line) => `Fragen oder Hilfe nötig? Rufen Sie gratis an: ${line}.`,
    closing: 'Mit freundlichen Grüßen, Ihre Energie',
    safety: 'Wir fragen nie in einer Nachricht nach Ihrer PIN oder Kartennummer.',
    payTitle: 'So laden Sie auf',
    payOnline: (address) => `Mit Handy oder Computer: ${address}`,
    payTo: (name) => `Oder überweisen Sie an: ${name}`,
    payAccount: (iban) => `Konto: ${iban}`,
    payReference: (reference) => `Mitteilung: ${reference}`,
    payReferenceFor: (supply, reference) => `Mitteilung für ${supply}: ${reference}`,
    supply: { electricity: 'Strom', gas: 'Gas', exclusive_night: 'Nachtstrom' },
    payAmount: (euro) => (euro === null ? 'Betrag: Sie wählen selbst' : `Betrag: ${euro} Euro oder mehr`),
    scan: 'Mit der App Ihrer Bank zahlen: diesen Code scannen.',
    stop: 'Möchten Sie diese Hinweise nicht mehr? Antworten Sie STOP. Warnungen kommen weiter.',
  },
  en: {
    subject: 'A message about your energy',
    sender: 'Your energy',
    greeting: 'Good day,',
    help: (line) => `Questions, or do you need help? Call free ${line}.`,
    closing: 'Kind regards, Your energy',
    safety: 'We never ask for your PIN or card number in a message.',
    payTitle: 'How to top up',
    payOnline: (address) => `With your phone or computer: ${address}`,
    payTo: (name) => `Or transfer to: ${name}`,
    payAccount: (iban) => `Account: ${iban}`,
    payReference: (reference) => `Reference: ${reference}`,
    payReferenceFor: (supply, reference) => `Reference for ${supply}: ${reference}`,
    supply: { electricity: 'electricity', gas: 'gas', exclusive_night: 'night electricity' },
    payAmount: (euro) => (euro === null ? 'Amount: you choose' : `Amount: ${euro} euro, or more`),
    scan: 'Pay with the app of your bank: scan this code.',
    stop: 'No longer want these tips? Reply STOP. Warnings keep coming.',
  },
};
