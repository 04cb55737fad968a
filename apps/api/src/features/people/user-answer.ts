import { STAFF_ROLES, type StaffRole } from '../../http/access.js';
import { At, Choice, Id, Part, Text } from '../../http/fields.js';
import { LANGUAGES, type Language } from '../../http/request-context.js';

export class Organisation {
  @Id() id: string;
  @Text() name: string;
  @Choice(['tenant', 'ocmw']) kind: 'tenant' | 'ocmw';
}

/** A person of a supplier or of an OCMW. */
export class User {
  @Id() id: string;
  @Text() name: string;
  @Text() email: string;
  @Choice(STAFF_ROLES) role: StaffRole;
  @Choice(LANGUAGES) language: Language;
  @Part(() => Organisation) organisation: Organisation;
}

export class Session {
  @Text({ description: 'Send it as "Authorization: Bearer ...".' }) token: string;
  @At() expiresAt: string;
  @Part(() => User) user: User;
}
