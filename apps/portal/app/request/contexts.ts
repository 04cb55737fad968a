import { createContext } from 'react-router';
import type { CustomerApi, CustomerHome } from '../api/customer-api.js';
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

/** The customer whose session this request carries. */
export type CustomerViewer = {
  readonly api: CustomerApi;
  readonly home: CustomerHome;
};

export const environmentContext = createContext<PortalEnvironment>();
export const languageContext = createContext<Language>('nl');
export const viewerContext = createContext<Viewer | null>(null);
export const customerContext = createContext<CustomerViewer | null>(null);
/** The network address of the one who asks, for the API's limits on guessing. */
export const clientAddressContext = createContext<string | null>(null);
