import { text } from '../text.js';

export const timeline = {
  title: text('Tijdlijn', 'Chronologie', 'Verlauf', 'Timeline'),
  show: text('Toon', 'Afficher', 'Zeigen', 'Show'),
  all: text('Alles', 'Tout', 'Alles', 'Everything'),
  money: text('Geld', 'Argent', 'Geld', 'Money'),
  use: text('Verbruik', 'Consommation', 'Verbrauch', 'Use'),
  switching: text('Aan en uit', 'Coupures et remises', 'An und aus', 'Switching'),
  messages: text('Berichten en notities', 'Messages et notes', 'Nachrichten und Notizen', 'Messages and notes'),
  empty: text('Nog niets gebeurd op deze rekening.', 'Rien ne s’est encore passé sur ce compte.', 'Auf diesem Konto ist noch nichts geschehen.', 'Nothing has happened on this account yet.'),
  emptyKind: text('Niets van deze soort op deze bladzijde.', 'Rien de ce type sur cette page.', 'Nichts dieser Art auf dieser Seite.', 'Nothing of this kind on this page.'),
  older: text('Ouder', 'Plus ancien', 'Älter', 'Older'),
  newest: text('Terug naar nu', 'Retour au présent', 'Zurück zu jetzt', 'Back to now'),
  balanceAfter: text('Saldo daarna {{amount}}', 'Solde ensuite {{amount}}', 'Saldo danach {{amount}}', 'Balance after {{amount}}'),
  recorded: text('geboekt {{time}}', 'enregistré {{time}}', 'erfasst {{time}}', 'recorded {{time}}'),
};

/** What a movement that is no payment, charge, instalment or grant was for; it stands behind its amount. */
export const correctionKind = {
  correction: text('gecorrigeerd', 'de correction', 'korrigiert', 'corrected'),
  payment_returned: text('door de bank teruggehaald', 'repris par la banque', 'von der Bank zurückgeholt', 'taken back by the bank'),
  refund: text('terugbetaald', 'remboursés', 'erstattet', 'refunded'),
  opening_balance: text('bij het begin van het contract', 'au début du contrat', 'zu Beginn des Vertrags', 'at the start of the contract'),
  top_up: text('toegewezen aan het saldo', 'attribués au solde', 'dem Guthaben zugeteilt', 'assigned to the balance'),
  debt_repayment: text('toegewezen aan de schuld', 'attribués à la dette', 'der Schuld zugeteilt', 'assigned to the debt'),
  clearing: text('herverdeeld', 'réaffectés', 'umgebucht', 'reassigned'),
};

export const kind = {
  payment: text('Betaling', 'Paiement', 'Zahlung', 'Payment'),
  charge: text('Verbruik van een dag', 'Consommation d’un jour', 'Tagesverbrauch', 'Day charge'),
  instalment: text('Afbetaling', 'Remboursement', 'Rate', 'Instalment'),
  grant: text('Toelage', 'Aide', 'Zuschuss', 'Grant'),
  correction: text('Correctie', 'Correction', 'Korrektur', 'Correction'),
  decision: text('Beslissing', 'Décision', 'Entscheidung', 'Decision'),
  command: text('Meteropdracht', 'Ordre au compteur', 'Zählerauftrag', 'Meter command'),
  supply: text('Stand van de meter', 'État du compteur', 'Zählerzustand', 'Meter state'),
  notice: text('Bericht', 'Message', 'Nachricht', 'Message'),
  reading: text('Meterstand', 'Relevé', 'Ablesung', 'Reading'),
  note: text('Notitie', 'Note', 'Notiz', 'Note'),
};

export const item = {
  payment: text('{{amount}} ontvangen via {{channel}}', '{{amount}} reçus par {{channel}}', '{{amount}} erhalten über {{channel}}', '{{amount}} received by {{channel}}'),
  reversed: text('Deze betaling is teruggedraaid.', 'Ce paiement a été annulé.', 'Diese Zahlung wurde zurückgenommen.', 'This payment has been reversed.'),
  split: text('Verdeling', 'Répartition', 'Aufteilung', 'Split'),
  toCredit: text('naar saldo', 'au solde', 'zum Saldo', 'to balance'),
  toDebt: text('naar schuld: {{debt}}', 'à la dette : {{debt}}', 'zur Schuld: {{debt}}', 'to debt: {{debt}}'),
  externalId: text('Kenmerk', 'Référence', 'Kennzeichen', 'External reference'),
  charge: text('{{total}} voor {{energy}} op {{day}}', '{{total}} pour {{energy}} le {{day}}', '{{total}} für {{energy}} am {{day}}', '{{total}} for {{energy}} on {{day}}'),
  registers: text('Meterstanden en prijsdelen', 'Index et composantes', 'Zählerstände und Preisteile', 'Registers and components'),
  register: text('Telwerk', 'Registre', 'Zählwerk', 'Register'),
  fromValue: text('Van', 'De', 'Von', 'From'),
  toValue: text('Tot', 'À', 'Bis', 'To'),
  used: text('Verbruik', 'Consommation', 'Verbrauch', 'Used'),
  component: text('Prijsdeel', 'Composante', 'Preisteil', 'Component'),
  vat: text('Btw', 'TVA', 'MwSt.', 'VAT'),
  total: text('Totaal', 'Total', 'Summe', 'Total'),
  paidFrom: text('Van tegoed {{credit}}, naar schuld {{debt}}', 'Du crédit {{credit}}, en dette {{debt}}', 'Aus Guthaben {{credit}}, als Schuld {{debt}}', 'From credit {{credit}}, to debt {{debt}}'),
  instalment: text('{{amount}} afbetaald op schuld: {{debt}}', '{{amount}} remboursés sur la dette : {{debt}}', '{{amount}} abbezahlt auf Schuld: {{debt}}', '{{amount}} paid off debt: {{debt}}'),
  grant: text('{{amount}} gekregen, door {{by}}', '{{amount}} accordés par {{by}}', '{{amount}} erhalten, durch {{by}}', '{{amount}} given by {{by}}'),
  reason: text('Reden: {{reason}}', 'Raison : {{reason}}', 'Grund: {{reason}}', 'Reason: {{reason}}'),
  decision: text('Levering moet worden: {{supply}}', 'La fourniture doit être : {{supply}}', 'Versorgung soll werden: {{supply}}', 'Supply should be: {{supply}}'),
  notBefore: text('niet voor {{time}}', 'pas avant {{time}}', 'nicht vor {{time}}', 'not before {{time}}'),
  command: text('{{action}}: {{state}}', '{{action}} : {{state}}', '{{action}}: {{state}}', '{{action}}: {{state}}'),
  requested: text('gevraagd', 'demandé', 'angefragt', 'requested'),
  sent: text('verzonden', 'envoyé', 'gesendet', 'sent'),
  accepted: text('aanvaard', 'accepté', 'angenommen', 'accepted'),
  confirmed: text('bevestigd', 'confirmé', 'bestätigt', 'confirmed'),
  notYet: text('nog niet', 'pas encore', 'noch nicht', 'not yet'),
  answer: text('Antwoord van de meter: {{answer}}', 'Réponse du compteur : {{answer}}', 'Antwort des Zählers: {{answer}}', 'The meter answered: {{answer}}'),
  attempts: text('{{count}} keer geprobeerd', '{{count}} essais', '{{count}} Versuche', '{{count}} attempts'),
  gatesAsked: text('Voorwaarden bij verzenden', 'Conditions à l’envoi', 'Bedingungen beim Senden', 'Conditions at sending'),
  readBack: text('teruggelezen', 'relu', 'zurückgelesen', 'read back'),
  event: text('door de meter gemeld', 'signalé par le compteur', 'vom Zähler gemeldet', 'reported by the meter'),
  noticeWaits: text('Staat klaar om te versturen', 'Prêt à être envoyé', 'Bereit zum Versand', 'Waiting to be sent'),
  notice: text('{{channel}} naar {{to}}: {{state}}', '{{channel}} à {{to}} : {{state}}', '{{channel}} an {{to}}: {{state}}', '{{channel}} to {{to}}: {{state}}'),
  reading: text('Meting van {{day}}: {{quality}}', 'Mesure du {{day}} : {{quality}}', 'Messung vom {{day}}: {{quality}}', 'Reading of {{day}}: {{quality}}'),
  by: text('door {{by}}', 'par {{by}}', 'von {{by}}', 'by {{by}}'),
};

export const decisionState = {
  open: text('loopt', 'en cours', 'läuft', 'open'),
  held: text('tegengehouden', 'retenue', 'zurückgehalten', 'held back'),
  satisfied: text('uitgevoerd', 'exécutée', 'ausgeführt', 'done'),
  superseded: text('vervangen door een latere', 'remplacée', 'ersetzt', 'replaced by a later one'),
  quarantined: text('in quarantaine', 'en quarantaine', 'in Quarantäne', 'quarantined'),
};

export const action = {
  connect: text('Aansluiten', 'Remettre en service', 'Einschalten', 'Connect'),
  disconnect: text('Afsluiten', 'Couper', 'Abschalten', 'Disconnect'),
  limit: text('Beperken tot 10 A', 'Limiter à 10 A', 'Auf 10 A begrenzen', 'Limit to 10 A'),
  unlimit: text('Beperking opheffen', 'Lever la limite', 'Begrenzung aufheben', 'Lift the limit'),
  arm: text('Klaarzetten voor de knop', 'Armer pour le bouton', 'Für die Taste bereitstellen', 'Make ready for the button'),
  read_state: text('Stand teruglezen', 'Relire l’état', 'Zustand auslesen', 'Read the state back'),
};

/** The life of a meter command; the API may know finer states, which are then shown as they are. */
export const commandState = {
  queued: text('in de wachtrij', 'en attente', 'in der Warteschlange', 'queued'),
  sending: text('wordt verzonden', 'envoi en cours', 'wird gesendet', 'sending'),
  sent: text('verzonden', 'envoyé', 'gesendet', 'sent'),
  accepted: text('aanvaard, nog niet bevestigd', 'accepté, pas encore confirmé', 'angenommen, noch nicht bestätigt', 'accepted, not yet confirmed'),
  confirmed: text('door de meter bevestigd', 'confirmé par le compteur', 'vom Zähler bestätigt', 'confirmed by the meter'),
  failed: text('mislukt', 'échoué', 'fehlgeschlagen', 'failed'),
  unknown: text('uitkomst niet bekend', 'résultat inconnu', 'Ergebnis unbekannt', 'outcome unknown'),
  expired: text('verlopen', 'expiré', 'abgelaufen', 'expired'),
  cancelled: text('geannuleerd', 'annulé', 'abgebrochen', 'cancelled'),
  superseded: text('vervangen', 'remplacé', 'ersetzt', 'superseded'),
};

export const noticeState = {
  due: text('staat klaar', 'à envoyer', 'bereit', 'due'),
  sending: text('wordt verzonden', 'envoi en cours', 'wird gesendet', 'sending'),
  sent: text('verzonden, nog geen ontvangst', 'envoyé, pas encore remis', 'gesendet, noch nicht zugestellt', 'sent, no receipt yet'),
  delivered: text('aangekomen', 'remis', 'zugestellt', 'delivered'),
  undelivered: text('niet aangekomen', 'non remis', 'nicht zugestellt', 'not delivered'),
  withdrawn: text('niet meer nodig', 'plus nécessaire', 'nicht mehr nötig', 'no longer needed'),
  failed: text('mislukt', 'échoué', 'fehlgeschlagen', 'failed'),
};

export const quality = {
  measured: text('gemeten', 'mesuré', 'gemessen', 'measured'),
  estimated: text('geschat', 'estimé', 'geschätzt', 'estimated'),
  corrected: text('gecorrigeerd', 'corrigé', 'korrigiert', 'corrected'),
  none: text('geen meting', 'aucune mesure', 'keine Messung', 'no reading'),
};

/** Names of the price components that our tariffs use; others are shown as the API names them. */
export const component = {
  energy: text('Energie', 'Énergie', 'Energie', 'Energy'),
  energy_day: text('Energie dag', 'Énergie jour', 'Energie Tag', 'Energy, day'),
  energy_night: text('Energie nacht', 'Énergie nuit', 'Energie Nacht', 'Energy, night'),
  network: text('Netkosten', 'Réseau', 'Netz', 'Network'),
  distribution: text('Distributie', 'Distribution', 'Verteilung', 'Distribution'),
  transmission: text('Transport', 'Transport', 'Übertragung', 'Transmission'),
  capacity: text('Capaciteitstarief', 'Tarif capacitaire', 'Kapazitätstarif', 'Capacity charge'),
  fixed: text('Vaste vergoeding', 'Redevance fixe', 'Grundgebühr', 'Fixed charge'),
  levies: text('Heffingen', 'Prélèvements', 'Abgaben', 'Levies'),
  injection: text('Injectie', 'Injection', 'Einspeisung', 'Injection'),
};
