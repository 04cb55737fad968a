import { answered } from '../api/answered.js';
import { CaseList } from '../cases/case-list.js';
import { OverviewPage } from '../overview/overview-page.js';
import { isCaseWorker, viewerOf } from '../request/viewer.js';
import type { Route } from './+types/home.js';

/** The first page of the day: the fleet for a supplier, the people by urgency for a case worker. */
export async function loader({ context }: Route.LoaderArgs) {
  const { user, api } = viewerOf(context);
  if (isCaseWorker(user.role)) return { kind: 'cases' as const, cases: answered(await api.cases()) };
  return { kind: 'overview' as const, overview: answered(await api.overview()) };
}

export default function Home({ loaderData }: Route.ComponentProps) {
  return loaderData.kind === 'cases' ? <CaseList cases={loaderData.cases} /> : <OverviewPage overview={loaderData.overview} />;
}
