import { redirect, type RouterContextProvider } from 'react-router';
import { trouble } from '../api/answered.js';
import type { Role } from '../api/types.js';
import { viewerContext, type Viewer } from './contexts.js';

type Request = Readonly<RouterContextProvider>;

export const isCaseWorker = (role: Role): boolean => role === 'case_worker';

/** The signed-in person of this request; the desk's middleware has put it there. */
export function viewerOf(context: Request): Viewer {
  const viewer = context.get(viewerContext);
  if (viewer === null) throw redirect('/login', 303);
  return viewer;
}

/** A supplier's page asked for by a case worker does not exist for that person. */
export function supplierOf(context: Request): Viewer {
  const viewer = viewerOf(context);
  if (isCaseWorker(viewer.user.role)) throw trouble(403, { kind: 'not_allowed', detail: null });
  return viewer;
}

/** A case worker's page asked for by anybody else. */
export function caseWorkerOf(context: Request): Viewer {
  const viewer = viewerOf(context);
  if (!isCaseWorker(viewer.user.role)) throw trouble(403, { kind: 'not_allowed', detail: null });
  return viewer;
}
