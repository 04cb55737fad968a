import { index, layout, route, type RouteConfig } from '@react-router/dev/routes';

export default [
  route('login', 'routes/login.tsx'),
  route('language', 'routes/language.ts'),
  layout('routes/desk.tsx', [
    index('routes/home.tsx'),
    route('logout', 'routes/logout.ts'),
    route('accounts', 'routes/accounts.tsx'),
    route('accounts/:accountId', 'routes/account.tsx'),
    route('daily-runs', 'routes/daily-runs.tsx'),
    route('daily-runs/:runId', 'routes/daily-run.tsx'),
    route('payments', 'routes/payments.tsx'),
    route('tariffs', 'routes/tariffs.tsx'),
    route('policies', 'routes/policies.tsx'),
    route('people/:accountId', 'routes/person.tsx'),
    route('people/:accountId/support', 'routes/support-start.ts'),
    route('people/:accountId/support/:grantKey', 'routes/support.tsx'),
    route('people/:accountId/support/:grantKey/review', 'routes/support-review.tsx'),
    route('people/:accountId/support/:grantKey/given', 'routes/support-given.tsx'),
    route('*', 'routes/missing.ts'),
  ]),
] satisfies RouteConfig;
