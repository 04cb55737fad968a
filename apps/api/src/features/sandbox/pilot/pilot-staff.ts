import type { StaffRole } from '../../../http/access.js';
import type { Language } from '../../../http/request-context.js';
import { PILOT_SUPPLIERS, TOWNS } from './pilot-suppliers.js';

/** A login of the pilot. `ocmwPostcode` is null for staff of a supplier. */
export interface PilotLogin {
  readonly role: StaffRole;
  readonly name: string;
  readonly email: string;
  readonly language: Language;
  /** Place in the list of suppliers to whom the login belongs, or through whom it is registered. */
  readonly supplierIndex: number;
  readonly ocmwPostcode: string | null;
  /** For the person at the console. */
  readonly whose: string;
}

const STAFF_NAMES = [['Lien Verbeke', 'Koen Maertens'], ['Saskia Wouters', 'Geert Nuyts'], ['Julie Delcourt', 'Stijn Aerts']] as const;
const CASE_WORKERS = ['Marleen Vercauteren', 'Ludo Hendrickx'] as const;

/** An agent and an administrator per supplier, a case worker per OCMW, an auditor and an operator. */
export function pilotLogins(): PilotLogin[] {
  const staff = PILOT_SUPPLIERS.flatMap(({ name, mailPart }, supplierIndex): PilotLogin[] => {
    const [agent, admin] = STAFF_NAMES[supplierIndex] ?? ['', ''];
    const at = { supplierIndex, ocmwPostcode: null, language: 'nl', whose: name } as const;
    return [
      { ...at, role: 'supplier_agent', name: agent, email: `agent.${mailPart}@example.org` },
      { ...at, role: 'supplier_admin', name: admin, email: `admin.${mailPart}@example.org` },
    ];
  });
  const caseWorkers = TOWNS.map(({ postcode, ocmwName, ocmwMail }, index): PilotLogin => ({
    role: 'case_worker', name: CASE_WORKERS[index] ?? '', email: ocmwMail, language: 'nl', supplierIndex: index, ocmwPostcode: postcode, whose: ocmwName,
  }));
  const house = { supplierIndex: 0, ocmwPostcode: null, whose: PILOT_SUPPLIERS[0]?.name ?? '' } as const;
  return [
    ...staff,
    ...caseWorkers,
    { ...house, role: 'auditor', name: 'Ines Colpaert', email: 'auditor@example.org', language: 'en' },
    { ...house, role: 'operator', name: 'Noah Brandt', email: 'operator@example.org', language: 'en' },
  ];
}

const ROLE_WORDS: Readonly<Record<StaffRole, string>> = {
  supplier_agent: 'agent', supplier_admin: 'administrator', case_worker: 'case worker', auditor: 'auditor', operator: 'operator',
};

/** A login as one line for people: address, role and house. */
export function loginLine(login: PilotLogin): string {
  return `${login.email.padEnd(30)} ${ROLE_WORDS[login.role]}, ${login.whose}`;
}
