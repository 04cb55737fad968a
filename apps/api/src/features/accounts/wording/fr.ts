import type { Catalogue } from './catalogue.js';

/** French, in short plain sentences. */
export const fr: Catalogue = {
  reasons: {
    in_credit: () => 'Il y a de l’argent sur le compte.',
    low_credit: ({ creditMicroEuro, daysLeft }, say) =>
      `Il reste peu de crédit : ${say.euro(creditMicroEuro)}${daysLeft === null ? '' : `, pour environ ${daysLeft} jours`}.`,
    emergency_credit_in_use: ({ limitMicroEuro, availableMicroEuro }, say) =>
      `Le crédit de secours est utilisé : il reste ${say.euro(availableMicroEuro)} sur ${say.euro(limitMicroEuro)}.`,
    emergency_credit_used_up: ({ limitMicroEuro, debtSupplyMicroEuro }, say) =>
      `Le crédit de secours de ${say.euro(limitMicroEuro)} est épuisé. ${say.euro(debtSupplyMicroEuro)} ont été consommés sans paiement.`,
    emergency_credit_not_taken: ({ offeredMicroEuro }, say) => `Le crédit de secours de ${say.euro(offeredMicroEuro)} n’a pas encore été demandé.`,
    limited_not_off: () => 'Le courant est limité et non coupé.',
    lac_decision: () => 'La commission locale a décidé que la coupure est permise.',
    protected_home: ({ until }, say) => `Ce logement est protégé jusqu’au ${say.day(until)} inclus.`,
    payment_under_way: ({ until }, say) => `Un paiement est en route. Nous l’attendons jusqu’au ${say.moment(until)}.`,
    moratorium: ({ until }, say) => `Les autorités interdisent de couper jusqu’au ${say.day(until)} inclus.`,
    prepayment_not_allowed: () => 'Dans cette région, un compteur à prépaiement ne peut pas couper.',
    season: ({ season }) => season === 'lac_ban' ? 'En hiver, on ne coupe pas.' : 'En hiver, on ne coupe pas le gaz.',
    cold_spell: ({ known }) => known ? 'Il gèle. Quand il gèle, on ne coupe pas.' : 'Nous ne savons pas s’il gèle. C’est pourquoi on ne coupe pas.',
    reading_stale: ({ since }, say) => `Il n’y a plus d’index mesuré depuis le ${say.day(since)}.`,
    reading_not_measured: () => 'Le dernier index est une estimation.',
    history_corrected: () => 'Le compte vient d’être corrigé. Une correction ne mène jamais à une coupure.',
    waits_for_window: ({ opensAt }, say) => `Rien ne se passe avant le ${say.moment(opensAt)}.`,
  },
  gates: {
    measured_data_fresh: { passed: 'L’index a été mesuré récemment.', stopped: 'L’index n’a pas été mesuré récemment.' },
    no_payment_under_way: { passed: 'Aucun paiement n’est en route.', stopped: 'Un paiement est peut-être en route.' },
    warnings_delivered: { passed: 'Le client a reçu les avertissements.', stopped: 'Le client n’a pas encore reçu assez d’avertissements.' },
    inside_window: { passed: 'C’est une heure permise.', stopped: 'Ce n’est pas permis à cette heure ou ce jour.' },
    season_open: { passed: 'Il n’y a pas d’interdiction d’hiver.', stopped: 'L’interdiction d’hiver est en vigueur.' },
    no_cold_spell: { passed: 'Il ne gèle pas.', stopped: 'Il gèle, ou nous ne le savons pas.' },
    not_protected: { passed: 'Le logement n’est pas protégé.', stopped: 'Le logement est protégé.' },
    lac_decision: { passed: 'Une décision de la commission existe, ou n’est pas nécessaire.', stopped: 'Il n’y a pas de décision de la commission.' },
    channels_up: { passed: 'Le client peut payer et téléphoner.', stopped: 'Payer ou téléphoner ne fonctionne pas en ce moment.' },
    meter_reachable: { passed: 'Le compteur répond.', stopped: 'Le compteur n’a pas répondu récemment. Nous ne pourrions pas le rallumer.' },
    contract_active: { passed: 'Le contrat est en cours.', stopped: 'Le contrat n’est plus en cours.' },
    cuts_not_paused: { passed: 'Personne n’a suspendu les coupures.', stopped: 'Quelqu’un a suspendu toutes les coupures.' },
    run_released: { passed: 'Le traitement du jour est libéré.', stopped: 'Le traitement du jour n’est pas encore libéré.' },
    lease_held: { passed: 'L’autorisation de couper est en vigueur.', stopped: 'L’autorisation de couper a expiré.' },
  },
  next: {
    on: (moment) => `La fourniture revient le ${moment}.`,
    limited: (moment) => `Sans recharge, le courant sera limité (10 ampères) le ${moment}. Pas plus tôt.`,
    off: (moment) => `Sans recharge, la fourniture s’arrête le ${moment}. Pas plus tôt.`,
  },
};
