import { text } from '../text.js';

export const signingIn = {
  title: text('Aanmelden', 'Connexion', 'Anmelden', 'Sign in'),
  intro: text(
    'Voor medewerkers van de leverancier en van het OCMW.',
    'Pour le personnel du fournisseur et du CPAS.',
    'Für Mitarbeitende des Lieferanten und des ÖSHZ.',
    'For staff of the supplier and of the public welfare centre (OCMW/CPAS).',
  ),
  email: text('E-mailadres', 'Adresse e-mail', 'E-Mail-Adresse', 'E-mail address'),
  password: text('Wachtwoord', 'Mot de passe', 'Passwort', 'Password'),
  submit: text('Aanmelden', 'Se connecter', 'Anmelden', 'Sign in'),
  wrong: text(
    'Dit e-mailadres en wachtwoord passen niet bij elkaar. Kijk beide na en probeer opnieuw. Wachtwoord vergeten? Bel de hulplijn onderaan.',
    'L’adresse e-mail et le mot de passe ne correspondent pas. Vérifiez-les et réessayez. Mot de passe oublié ? Appelez l’aide en bas de page.',
    'E-Mail-Adresse und Passwort passen nicht zusammen. Bitte beide prüfen und neu versuchen. Passwort vergessen? Rufen Sie die Hilfe unten an.',
    'This e-mail address and password do not go together. Check both and try again. Forgotten your password? Call the help line below.',
  ),
  tooMany: text(
    'Er waren te veel pogingen. Wacht een kwartier en probeer dan opnieuw, of bel de hulplijn onderaan.',
    'Il y a eu trop d’essais. Attendez un quart d’heure et réessayez, ou appelez l’aide en bas de page.',
    'Es gab zu viele Versuche. Warten Sie eine Viertelstunde oder rufen Sie die Hilfe unten an.',
    'There were too many attempts. Wait a quarter of an hour and try again, or call the help line below.',
  ),
  unreachable: text(
    'Wij kunnen u nu niet aanmelden: het systeem antwoordt niet. Probeer over enkele minuten opnieuw of bel de hulplijn onderaan.',
    'Connexion impossible pour l’instant : le système ne répond pas. Réessayez dans quelques minutes ou appelez l’aide en bas de page.',
    'Die Anmeldung geht im Moment nicht: Das System antwortet nicht. Versuchen Sie es in einigen Minuten wieder oder rufen Sie die Hilfe unten an.',
    'We cannot sign you in right now: the system does not answer. Try again in a few minutes or call the help line below.',
  ),
  ended: text(
    'Uw sessie is afgelopen. Meld u opnieuw aan; er ging niets verloren dat al bewaard was.',
    'Votre session est terminée. Reconnectez-vous ; rien de ce qui était enregistré n’est perdu.',
    'Ihre Sitzung ist beendet. Melden Sie sich neu an; Gespeichertes ist nicht verloren.',
    'Your session has ended. Sign in again; nothing that was saved is lost.',
  ),
  fillIn: text('Vul uw e-mailadres en wachtwoord in.', 'Indiquez votre adresse e-mail et votre mot de passe.', 'Geben Sie E-Mail-Adresse und Passwort ein.', 'Fill in your e-mail address and password.'),
};
