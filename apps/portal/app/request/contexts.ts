import { createContext } from 'react-router';
import type { PortalApi } from '../api/portal-api.js';
import type { Instant, Language, User } from '../api/types.js';
import type { PortalEnvironment } from '../env.schema.js';

/** The staff member whose session this request carries. */
export type Viewer = {
  readonly user: User;
  readonly api: PortalApi;
  /** The time of the sandbox's world; null for a live organisation. */
  readonly sandboxNow: Instant | null;
};

export const environmentContext = createContext<PortalEnvironment>();
export const languageContext = createContext<Language>('nl');
export const viewerContext = createContext<Viewer | null>(null);
