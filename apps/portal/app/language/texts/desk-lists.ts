import { text } from '../text.js';

/** Why a reading was not simply rated; the words of the work list of readings. */
export const runReason = {
  missing: text('geen meting', 'pas de mesure', 'keine Messung', 'no reading'),
  lower_than_last: text('lager dan de vorige stand', 'inférieur à l’index précédent', 'niedriger als der letzte Stand', 'lower than the last register'),
  below_estimate: text('lager dan geschat', 'inférieur à l’estimation', 'niedriger als geschätzt', 'below the estimate'),
  above_connection_capacity: text('meer dan de aansluiting kan leveren', 'plus que le raccordement ne peut fournir', 'mehr als der Anschluss liefern kann', 'above what the connection can carry'),
  charge_too_large: text('meer dan een dag kan kosten', 'plus qu’une journée ne peut coûter', 'mehr als ein Tag kosten kann', 'more than a day can cost'),
  gap: text('na stille dagen', 'après des jours sans mesure', 'nach stillen Tagen', 'after silent days'),
  no_start_register: text('geen beginstand', 'pas d’index de départ', 'kein Anfangsstand', 'no start register'),
  register_set_changed: text('andere telwerken', 'autres registres', 'andere Zählwerke', 'other registers than before'),
  exchange_incomplete: text('meterwissel niet volledig', 'changement de compteur incomplet', 'Zählerwechsel unvollständig', 'meter exchange incomplete'),
  no_gas_factor: text('gasfactor ontbreekt', 'facteur gaz manquant', 'Gasfaktor fehlt', 'gas factor missing'),
  not_a_register_value: text('geen geldige stand', 'index non valable', 'kein gültiger Stand', 'not a register value'),
  in_the_future: text('in de toekomst', 'dans le futur', 'in der Zukunft', 'in the future'),
  rolled_over: text('teller rond', 'compteur remis à zéro', 'Zähler übergelaufen', 'rolled over'),
  exchanged: text('meter gewisseld', 'compteur changé', 'Zähler gewechselt', 'meter exchanged'),
  no_tariff: text('geen geldige prijs', 'pas de prix valable', 'kein gültiger Preis', 'no valid price'),
  earlier_day_open: text('een vroegere dag staat nog open', 'un jour antérieur est encore ouvert', 'ein früherer Tag ist noch offen', 'an earlier day is still open'),
};

/** Whether there are words for a reason. */
export const isRunReason = (reason: string): reason is keyof typeof runReason => Object.hasOwn(runReason, reason);

export const runs = {
  title: text('Dagverwerking', 'Traitement du jour', 'Tagesläufe', 'Daily runs'),
  caption: text('Verwerkte dagen, nieuwste eerst', 'Jours traités, les plus récents d’abord', 'Verarbeitete Tage, neueste zuerst', 'Processed days, newest first'),
  none: text('Er is nog geen dag verwerkt. De verwerking start zodra de meetgegevens van een dag binnen zijn.', 'Aucun jour traité. Le traitement démarre dès que les mesures d’un jour sont reçues.', 'Noch kein Tag verarbeitet. Der Lauf startet, sobald die Messwerte eines Tages da sind.', 'No day processed yet. A run starts as soon as the readings of a day are in.'),
  of: text('Verwerking van {{day}}', 'Traitement du {{day}}', 'Lauf für {{day}}', 'Run of {{day}}'),
  day: text('Dag', 'Jour', 'Tag', 'Day'),
  state: text('Stand', 'État', 'Stand', 'State'),
  progress: text('Voortgang', 'Avancement', 'Fortschritt', 'Progress'),
  done: text('{{done}} van {{total}} rekeningen', '{{done}} comptes sur {{total}}', '{{done}} von {{total}} Konten', '{{done}} of {{total}} accounts'),
  speed: text('{{count}} rekeningen per seconde', '{{count}} comptes par seconde', '{{count}} Konten pro Sekunde', '{{count}} accounts per second'),
  remaining: text('nog ongeveer {{count}} seconden', 'encore environ {{count}} secondes', 'noch etwa {{count}} Sekunden', 'about {{count}} seconds to go'),
  refreshing: text('Deze bladzijde ververst zichzelf om de {{count}} seconden.', 'Cette page se recharge toutes les {{count}} secondes.', 'Diese Seite lädt alle {{count}} Sekunden neu.', 'This page refreshes itself every {{count}} seconds.'),
  stopRefresh: text('Niet meer verversen', 'Ne plus recharger', 'Nicht mehr neu laden', 'Stop refreshing'),
  startRefresh: text('Vanzelf verversen', 'Recharger automatiquement', 'Automatisch neu laden', 'Refresh by itself'),
  started: text('Gestart', 'Début', 'Beginn', 'Started'),
  finished: text('Klaar', 'Fin', 'Ende', 'Finished'),
  read: text('Metingen gelezen', 'Mesures lues', 'Messungen gelesen', 'Readings read'),
  rated: text('Rekeningen berekend', 'Comptes calculés', 'Konten berechnet', 'Accounts rated'),
  estimated: text('Geschat', 'Estimés', 'Geschätzt', 'Estimated'),
  missing: text('Zonder meting', 'Sans mesure', 'Ohne Messung', 'Missing'),
  held: text('Aangehouden', 'Retenus', 'Zurückgehalten', 'Held'),
  rejected: text('Geweigerd', 'Refusés', 'Abgelehnt', 'Rejected'),
  wishesLess: text('Minder levering gewenst', 'Moins de fourniture demandée', 'Weniger Versorgung gewünscht', 'Wishes for less supply'),
  wishesMore: text('Meer levering gewenst', 'Plus de fourniture demandée', 'Mehr Versorgung gewünscht', 'Wishes for more supply'),
  notices: text('Berichten gemaakt', 'Messages créés', 'Nachrichten erstellt', 'Messages made'),
  reasons: text('Niet gewoon berekend', 'Pas simplement calculés', 'Nicht einfach berechnet', 'Not simply rated'),
  stale: text('De metingen van gisteren zijn er nog niet. Niemand krijgt minder levering zolang ze ontbreken.', 'Les mesures d’hier manquent encore. Personne ne reçoit moins de fourniture tant qu’elles manquent.', 'Die Messwerte von gestern fehlen noch. Niemand bekommt weniger Versorgung, solange sie fehlen.', 'The readings of yesterday are not here yet. Nobody is given less supply while they are missing.'),
  measuredUntil: text('Gemeten tot en met {{day}}', 'Mesuré jusqu’au {{day}} inclus', 'Gemessen bis einschließlich {{day}}', 'Measured up to and including {{day}}'),
  figures: text('Cijfers van deze verwerking', 'Chiffres de ce traitement', 'Zahlen dieses Laufs', 'Figures of this run'),
  quarantinedHint: text('Deze verwerking zou te veel huizen tegelijk raken. Niets ervan is verzonden. Twee mensen moeten ze samen bekijken.', 'Ce traitement toucherait trop de logements à la fois. Rien n’est envoyé. Deux personnes doivent l’examiner.', 'Dieser Lauf würde zu viele Haushalte auf einmal treffen. Nichts wurde gesendet. Zwei Personen müssen ihn prüfen.', 'This run would touch too many homes at once. Nothing of it has been sent. Two people must look at it together.'),
};

export const runState = {
  ranges: text('bezig met rekenen', 'calcul en cours', 'rechnet', 'computing'),
  fleet_check: text('controle van het geheel', 'contrôle d’ensemble', 'Gesamtprüfung', 'fleet check'),
  released: text('klaar en vrijgegeven', 'terminé et libéré', 'fertig und freigegeben', 'done and released'),
  quarantined: text('tegengehouden', 'mis en quarantaine', 'in Quarantäne', 'quarantined'),
  failed: text('mislukt', 'échoué', 'fehlgeschlagen', 'failed'),
};

export const suspense = {
  title: text('Betalingen zonder rekening', 'Paiements sans compte', 'Zahlungen ohne Konto', 'Payments without an account'),
  intro: text('Dit geld is ontvangen, maar wij weten nog niet voor wie. Er gaat niets verloren.', 'Cet argent est reçu, mais nous ne savons pas encore pour qui. Rien n’est perdu.', 'Dieses Geld ist da, aber wir wissen noch nicht, für wen. Nichts geht verloren.', 'This money has been received, but we do not know yet for whom. Nothing is lost.'),
  none: text('Geen enkele betaling wacht. Alles wat binnenkwam, staat op een rekening.', 'Aucun paiement en attente. Tout ce qui est reçu est sur un compte.', 'Keine Zahlung wartet. Alles Eingegangene steht auf einem Konto.', 'No payment is waiting. All that came in stands on an account.'),
  caption: text('Betalingen die op een rekening wachten', 'Paiements en attente d’un compte', 'Zahlungen, die auf ein Konto warten', 'Payments waiting for an account'),
  received: text('Ontvangen', 'Reçu', 'Eingang', 'Received'),
  payer: text('Betaler', 'Payeur', 'Zahler', 'Payer'),
  reference: text('Mededeling', 'Communication', 'Mitteilung', 'Reference'),
  why: text('Waarom', 'Pourquoi', 'Warum', 'Why'),
  whyUnknownReference: text('Mededeling hoort bij geen enkele rekening', 'La communication ne correspond à aucun compte', 'Mitteilung gehört zu keinem Konto', 'The reference belongs to no account'),
  search: text('Rekening zoeken', 'Chercher le compte', 'Konto suchen', 'Find the account'),
};

export const lists = {
  tariffs: text('Tarieven', 'Tarifs', 'Tarife', 'Tariffs'),
  tariffsNone: text('Er zijn nog geen tarieven.', 'Aucun tarif.', 'Noch keine Tarife.', 'There are no tariffs yet.'),
  policies: text('Regels', 'Règles', 'Regeln', 'Policies'),
  policiesNone: text('Er zijn nog geen regels.', 'Aucune règle.', 'Noch keine Regeln.', 'There are no policies yet.'),
  name: text('Naam', 'Nom', 'Name', 'Name'),
  utility: text('Energie', 'Énergie', 'Energie', 'Utility'),
  region: text('Gewest', 'Région', 'Region', 'Region'),
  validFrom: text('Geldig vanaf', 'Valable dès', 'Gültig ab', 'Valid from'),
  validUntil: text('Geldig tot', 'Jusqu’au', 'Gültig bis', 'Valid until'),
  open: text('geen einde', 'sans fin', 'ohne Ende', 'no end'),
  components: text('Prijsdelen', 'Composantes', 'Preisteile', 'Components'),
  unit: text('Eenheid', 'Unité', 'Einheit', 'Unit'),
  price: text('Prijs', 'Prix', 'Preis', 'Price'),
  version: text('versie {{version}}', 'version {{version}}', 'Version {{version}}', 'version {{version}}'),
  readOnly: text('Alleen lezen: wijzigen gebeurt met twee mensen.', 'Lecture seule : une modification demande deux personnes.', 'Nur lesen: Änderungen brauchen zwei Personen.', 'Read only: a change needs two people.'),
};

export const trouble = {
  not_found: text('Deze bladzijde bestaat niet', 'Cette page n’existe pas', 'Diese Seite gibt es nicht', 'This page does not exist'),
  not_foundDo: text('Kijk het adres na of begin opnieuw bij het begin. Zocht u een klant? Gebruik dan het zoekveld.', 'Vérifiez l’adresse ou repartez du début. Vous cherchez un client ? Utilisez la recherche.', 'Prüfen Sie die Adresse oder beginnen Sie von vorn. Suchen Sie einen Kunden? Nutzen Sie die Suche.', 'Check the address or start from the beginning. Looking for a customer? Use the search.'),
  not_allowed: text('Dit mag u niet zien', 'Vous n’avez pas accès', 'Dafür fehlt die Berechtigung', 'You may not see this'),
  not_allowedDo: text('Uw rol geeft geen toegang, of er is geen mandaat voor deze persoon. Vraag het aan uw beheerder of bel de hulplijn.', 'Votre rôle ne donne pas accès, ou il n’y a pas de mandat pour cette personne. Demandez à votre administrateur ou appelez l’aide.', 'Ihre Rolle erlaubt es nicht, oder es fehlt ein Mandat. Fragen Sie Ihre Verwaltung oder rufen Sie die Hilfe an.', 'Your role does not give access, or there is no mandate for this person. Ask your administrator or call the help line.'),
  already_given: text('Er is niets extra geboekt', 'Rien de plus n’est enregistré', 'Nichts wurde zusätzlich gebucht', 'Nothing more has been booked'),
  already_givenDo: text('Met dit formulier is al een ander steunkrediet gegeven. Er is niets extra geboekt. Begin opnieuw vanaf de persoon als u er nog een wilt geven.', 'Ce formulaire a déjà servi pour un autre crédit d’aide. Rien de plus n’est enregistré. Repartez de la personne pour en donner un autre.', 'Mit diesem Formular wurde schon ein anderer Stützkredit gegeben. Nichts wurde zusätzlich gebucht. Beginnen Sie bei der Person neu.', 'Another support credit has already been given with this form. Nothing more was booked. Start again from the person to give one more.'),
  unreachable: text('Het systeem antwoordt nu niet', 'Le système ne répond pas', 'Das System antwortet gerade nicht', 'The system does not answer now'),
  unreachableDo: text('Huizen blijven zoals ze zijn; er wordt niets afgesloten omdat deze bladzijde niet werkt. Probeer over een minuut opnieuw. Blijft het zo, bel de hulplijn.', 'Les logements restent comme ils sont ; rien n’est coupé parce que cette page ne marche pas. Réessayez dans une minute, sinon appelez l’aide.', 'Die Haushalte bleiben, wie sie sind; nichts wird abgeschaltet, weil diese Seite nicht geht. Versuchen Sie es in einer Minute wieder, sonst rufen Sie die Hilfe an.', 'Homes stay as they are; nothing is cut because this page does not work. Try again in a minute. If it stays like this, call the help line.'),
  failed: text('Er ging iets mis bij ons', 'Une erreur est survenue chez nous', 'Bei uns ist etwas schiefgegangen', 'Something went wrong on our side'),
  failedDo: text('Wat u had bewaard, is bewaard. Probeer opnieuw; lukt het niet, bel de hulplijn en zeg wat u wilde doen.', 'Ce qui était enregistré l’est toujours. Réessayez ; sinon appelez l’aide et dites ce que vous vouliez faire.', 'Gespeichertes bleibt gespeichert. Versuchen Sie es erneut; sonst rufen Sie die Hilfe an und sagen, was Sie tun wollten.', 'What you saved is saved. Try again; if it fails again, call the help line and say what you wanted to do.'),
  home: text('Naar het begin', 'Retour au début', 'Zum Anfang', 'To the start'),
  tryAgain: text('Opnieuw proberen', 'Réessayer', 'Erneut versuchen', 'Try again'),
};
