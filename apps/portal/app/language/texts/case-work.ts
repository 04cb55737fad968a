import { text } from '../text.js';

export const cases = {
  title: text('Mijn mensen', 'Mes personnes', 'Meine Personen', 'My people'),
  intro: text('Mensen die u mag helpen, dringendste eerst.', 'Les personnes que vous pouvez aider, les plus urgentes d’abord.', 'Menschen, denen Sie helfen dürfen, die dringendsten zuerst.', 'People you may help, most urgent first.'),
  none: text('Niemand van uw mensen heeft nu hulp nodig.', 'Aucune de vos personnes n’a besoin d’aide maintenant.', 'Niemand von Ihren Personen braucht jetzt Hilfe.', 'None of your people needs help now.'),
  noneHint: text('Deze lijst vult zich vanzelf zodra iemand weinig tegoed heeft.', 'Cette liste se remplit d’elle-même dès que quelqu’un a peu de crédit.', 'Diese Liste füllt sich von selbst, sobald jemand wenig Guthaben hat.', 'This list fills itself as soon as someone runs low.'),
  since: text('sinds {{time}}', 'depuis {{time}}', 'seit {{time}}', 'since {{time}}'),
  lastTopUp: text('laatst opgeladen {{day}}', 'dernier rechargement {{day}}', 'zuletzt aufgeladen {{day}}', 'last top-up {{day}}'),
  noTopUp: text('nog nooit opgeladen', 'jamais rechargé', 'noch nie aufgeladen', 'never topped up'),
  help: text('Bekijken en helpen', 'Voir et aider', 'Ansehen und helfen', 'Look and help'),
  give: text('Steunkrediet geven', 'Donner un crédit d’aide', 'Stützkredit geben', 'Give support credit'),
  changesAt: text('{{when}}: {{supply}}', '{{when}} : {{supply}}', '{{when}}: {{supply}}', '{{when}}: {{supply}}'),
  counts: text('Hoeveel mensen', 'Combien de personnes', 'Wie viele Menschen', 'How many people'),
};

export const urgency = {
  off_now: text('Nu zonder energie', 'Sans énergie maintenant', 'Jetzt ohne Energie', 'Without energy now'),
  ready_to_press: text('Betaald, moet op de knop drukken', 'Payé, doit appuyer sur le bouton', 'Bezahlt, muss die Taste drücken', 'Paid, must press the button'),
  limited: text('Beperkt tot 10 A', 'Limité à 10 A', 'Auf 10 A begrenzt', 'Limited to 10 A'),
  changes_within_3_days: text('Verandert binnen 3 dagen', 'Change dans les 3 jours', 'Ändert sich in 3 Tagen', 'Changes within 3 days'),
  emergency_credit: text('Leeft op noodkrediet', 'Vit sur le crédit de secours', 'Lebt vom Notkredit', 'Lives on emergency credit'),
};

export const urgencyDo = {
  off_now: text('Bel eerst: is er iemand ziek of zijn er kleine kinderen? Elk steunkrediet brengt de energie terug.', 'Appelez d’abord : y a-t-il un malade ou de jeunes enfants ? Tout crédit d’aide rétablit l’énergie.', 'Rufen Sie zuerst an: Ist jemand krank, gibt es kleine Kinder? Jeder Stützkredit bringt die Energie zurück.', 'Call first: is anybody ill, are there small children? Any support credit brings the energy back.'),
  ready_to_press: text('Geld helpt hier niet. Bel en leg uit: druk op de knop van de meter.', 'L’argent n’aide pas ici. Appelez et expliquez : appuyez sur le bouton du compteur.', 'Geld hilft hier nicht. Rufen Sie an und erklären Sie: die Taste am Zähler drücken.', 'Money does not help here. Call and explain: press the button on the meter.'),
  limited: text('Licht, koelkast en tv werken. Een steunkrediet of een oplading heft de beperking op.', 'Lumière, frigo et télé fonctionnent. Un crédit d’aide ou un rechargement lève la limite.', 'Licht, Kühlschrank und Fernseher gehen. Ein Stützkredit oder eine Aufladung hebt die Grenze auf.', 'Light, fridge and television work. A support credit or a top-up lifts the limit.'),
  changes_within_3_days: text('Er is nog tijd. Bel en vraag of opladen lukt.', 'Il reste du temps. Appelez et demandez si un rechargement est possible.', 'Es ist noch Zeit. Rufen Sie an und fragen Sie, ob Aufladen gelingt.', 'There is still time. Call and ask whether a top-up will work.'),
  emergency_credit: text('Het noodkrediet loopt. Vraag hoe het gaat.', 'Le crédit de secours est en cours. Demandez comment ça va.', 'Der Notkredit läuft. Fragen Sie, wie es geht.', 'Emergency credit is running. Ask how things are.'),
};

export const person = {
  call: text('Bel {{phone}}', 'Appeler le {{phone}}', '{{phone}} anrufen', 'Call {{phone}}'),
  noPhone: text('Geen telefoon bekend: ga langs of schrijf.', 'Pas de téléphone : passez ou écrivez.', 'Kein Telefon bekannt: hingehen oder schreiben.', 'No phone known: visit or write.'),
  canDo: text('Wat u kunt doen', 'Ce que vous pouvez faire', 'Was Sie tun können', 'What you can do'),
  happened: text('Wat er gebeurde', 'Ce qui s’est passé', 'Was geschehen ist', 'What happened'),
  contactNote: text('Contactnotitie', 'Note de contact', 'Kontaktnotiz', 'Contact note'),
  reason: text('Waarom', 'Pourquoi', 'Warum', 'Why'),
};

export const support = {
  title: text('Steunkrediet geven', 'Donner un crédit d’aide', 'Stützkredit geben', 'Give support credit'),
  whatItIs: text('Het bedrag gaat helemaal naar het saldo. Er gaat niets van naar schulden.', 'Le montant va entièrement au solde. Rien ne va aux dettes.', 'Der Betrag geht ganz in das Saldo. Nichts geht an Schulden.', 'The amount goes to the balance whole. None of it goes to debts.'),
  amount: text('Hoeveel?', 'Combien ?', 'Wie viel?', 'How much?'),
  other: text('Ander bedrag', 'Autre montant', 'Anderer Betrag', 'Another amount'),
  otherHint: text('In euro, bijvoorbeeld 25 of 12,50', 'En euros, par exemple 25 ou 12,50', 'In Euro, zum Beispiel 25 oder 12,50', 'In euro, for example 25 or 12.50'),
  reason: text('Waarom geeft u dit?', 'Pourquoi le donnez-vous ?', 'Warum geben Sie das?', 'Why do you give this?'),
  reasonHint: text('Een of twee zinnen. De leverancier leest dit mee. Geen medische gegevens.', 'Une ou deux phrases. Le fournisseur les lit aussi. Pas de données médicales.', 'Ein oder zwei Sätze. Der Lieferant liest mit. Keine medizinischen Angaben.', 'One or two sentences. The supplier reads this too. No medical details.'),
  review: text('Verder naar nakijken', 'Vérifier', 'Weiter zur Prüfung', 'Continue to check'),
  reviewTitle: text('Kijk na en bevestig', 'Vérifiez et confirmez', 'Prüfen und bestätigen', 'Check and confirm'),
  confirm: text('Ja, geef {{amount}}', 'Oui, donner {{amount}}', 'Ja, {{amount}} geben', 'Yes, give {{amount}}'),
  change: text('Wijzigen', 'Modifier', 'Ändern', 'Change'),
  amountNeeded: text('Kies een bedrag of vul een ander bedrag in.', 'Choisissez un montant ou indiquez-en un autre.', 'Wählen Sie einen Betrag oder geben Sie einen anderen ein.', 'Choose an amount or fill in another amount.'),
  amountWrong: text('Dit bedrag kunnen wij niet lezen. Schrijf bijvoorbeeld 25 of 12,50, hoger dan 0.', 'Montant illisible. Écrivez par exemple 25 ou 12,50, supérieur à 0.', 'Diesen Betrag können wir nicht lesen. Schreiben Sie zum Beispiel 25 oder 12,50, mehr als 0.', 'We cannot read this amount. Write for example 25 or 12.50, more than 0.'),
  reasonNeeded: text('Schrijf waarom u dit geeft.', 'Écrivez pourquoi vous le donnez.', 'Schreiben Sie, warum Sie das geben.', 'Write why you give this.'),
  refused: text('Het steunkrediet is niet geboekt.', 'Le crédit d’aide n’est pas enregistré.', 'Der Stützkredit ist nicht gebucht.', 'The support credit has not been booked.'),
  uncertain: text('Wij kregen geen antwoord. Druk gerust opnieuw op de knop: het bedrag wordt nooit twee keer geboekt.', 'Pas de réponse. Appuyez encore sur le bouton : le montant n’est jamais enregistré deux fois.', 'Keine Antwort. Drücken Sie ruhig noch einmal: Der Betrag wird nie zweimal gebucht.', 'We got no answer. Feel free to press the button again: the amount is never booked twice.'),
  given: text('{{amount}} is gegeven', '{{amount}} donnés', '{{amount}} gegeben', '{{amount}} has been given'),
  newBalance: text('Nieuw saldo: {{amount}}', 'Nouveau solde : {{amount}}', 'Neues Saldo: {{amount}}', 'New balance: {{amount}}'),
  now: text('Wat er nu gebeurt', 'Ce qui se passe maintenant', 'Was jetzt geschieht', 'What happens now'),
  stillOff: text('Dit bedrag is nog niet genoeg om de energie terug te brengen. Kijk bij de persoon hoeveel nodig is.', 'Ce montant ne suffit pas encore à rétablir l’énergie. Voyez chez la personne combien il faut.', 'Dieser Betrag reicht noch nicht zum Einschalten. Sehen Sie bei der Person nach, wie viel nötig ist.', 'This amount is not yet enough to bring the energy back. Look at the person’s page for what is needed.'),
  stillLimited: text('De levering blijft voorlopig beperkt tot 10 A.', 'La fourniture reste limitée à 10 A pour l’instant.', 'Die Versorgung bleibt vorerst auf 10 A begrenzt.', 'Supply stays limited to 10 A for now.'),
  wasOn: text('De levering staat aan en blijft aan. U hoeft niets te doen.', 'La fourniture est active et le reste. Vous n’avez rien à faire.', 'Die Versorgung ist an und bleibt an. Sie müssen nichts tun.', 'Supply is on and stays on. You need do nothing.'),
  electricity1: text('De elektriciteit komt vanzelf terug, meestal binnen enkele minuten.', 'L’électricité revient d’elle-même, en général en quelques minutes.', 'Der Strom kommt von selbst zurück, meist in wenigen Minuten.', 'The electricity comes back by itself, usually within a few minutes.'),
  electricity2: text('Zeg de klant: zet oven en kookplaat uit voor de stroom terugkomt.', 'Dites au client : éteignez four et taques avant le retour du courant.', 'Sagen Sie: Ofen und Herd ausschalten, bevor der Strom zurückkommt.', 'Tell the customer: switch off oven and hob before the power returns.'),
  electricity3: text('Na 15 minuten nog niets? Bel de hulplijn onderaan.', 'Rien après 15 minutes ? Appelez l’aide en bas de page.', 'Nach 15 Minuten noch nichts? Rufen Sie die Hilfe unten an.', 'Nothing after 15 minutes? Call the help line below.'),
  gas1: text('Wij zetten de gasmeter klaar. Dat kan tot een uur duren.', 'Nous préparons le compteur de gaz. Cela peut prendre une heure.', 'Wir stellen den Gaszähler bereit. Das kann bis zu einer Stunde dauern.', 'We make the gas meter ready. That can take up to an hour.'),
  gas2: text('De klant sluit alle gaskranen en drukt dan zelf op de knop van de gasmeter.', 'Le client ferme tous les robinets de gaz, puis appuie lui-même sur le bouton du compteur.', 'Der Kunde schließt alle Gashähne und drückt dann selbst die Taste am Gaszähler.', 'The customer closes all gas taps and then presses the button on the gas meter.'),
  gas3: text('Werkt de knop na een uur niet? Bel de hulplijn onderaan. Gasgeur? Ga naar buiten en bel 112.', 'Le bouton ne marche pas après une heure ? Appelez l’aide. Odeur de gaz ? Sortez et appelez le 112.', 'Taste geht nach einer Stunde nicht? Rufen Sie die Hilfe an. Gasgeruch? Hinausgehen und 112 anrufen.', 'The button does not work after an hour? Call the help line below. Smell of gas? Go outside and call 112.'),
  told: text('De klant krijgt een bericht met het nieuwe saldo.', 'Le client reçoit un message avec le nouveau solde.', 'Der Kunde bekommt eine Nachricht mit dem neuen Saldo.', 'The customer gets a message with the new balance.'),
  backToPerson: text('Naar de persoon', 'Vers la personne', 'Zur Person', 'To the person'),
  backToList: text('Naar mijn mensen', 'Vers mes personnes', 'Zu meinen Personen', 'To my people'),
};
