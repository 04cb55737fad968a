import { data, redirect } from 'react-router';
import { NoteForm } from '../accounts/note-form.js';
import { saveNote } from '../accounts/note-order.js';
import { answered } from '../api/answered.js';
import type { TimelineKind } from '../api/timeline-types.js';
import { PersonHead } from '../cases/person-head.js';
import { personViewOf } from '../cases/person-view.js';
import { useDesk } from '../design/desk.js';
import { PageTitle } from '../design/page-title.js';
import { caseWorkerOf, isCaseWorker, viewerOf } from '../request/viewer.js';
import { ofKinds } from '../timeline/timeline-filter.js';
import { TimelineEntry } from '../timeline/timeline-entry.js';
import type { Route } from './+types/person.js';

/** Switching, messages and help that was given; payments and charges are not needed to help somebody today. */
const shownKinds: readonly TimelineKind[] = ['grant', 'decision', 'supply', 'notice', 'note'];

export async function loader({ request, params: { accountId }, context }: Route.LoaderArgs) {
  if (!isCaseWorker(viewerOf(context).user.role)) throw redirect(`/accounts/${accountId}`, 303);
  const { api } = caseWorkerOf(context);
  const [account, explanation, timeline] = await Promise.all([
    api.account(accountId),
    api.explain(accountId),
    api.timeline(accountId, { kinds: shownKinds }),
  ]);
  return {
    person: personViewOf(answered(account)),
    reasons: explanation.kind === 'ok' ? explanation.value.reasons.map(({ code, sentence }) => ({ code, sentence })) : [],
    happened: timeline.kind === 'ok' ? ofKinds(timeline.value.items, shownKinds) : [],
    noteKey: crypto.randomUUID(),
    noteSaved: new URL(request.url).searchParams.has('noted'),
  };
}

export async function action({ request, params: { accountId }, context }: Route.ActionArgs) {
  const fault = await saveNote(await request.formData(), accountId, caseWorkerOf(context).api);
  return fault === null ? redirect(`/people/${accountId}?noted=1`, 303) : data(fault, { status: 400 });
}

export default function Person({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useDesk();
  const { person, reasons, happened, noteKey, noteSaved } = loaderData;
  return (
    <div className="sections">
      <PageTitle beside={<a href="/">{t('support.backToList')}</a>}>{person.name}</PageTitle>
      {noteSaved && !actionData ? <p className="callout" role="status">{t('account.noteSaved')}</p> : null}
      <PersonHead person={person} reasons={reasons} />
      <div className="account-columns">
        <section aria-labelledby="happened">
          <h2 id="happened">{t('person.happened')}</h2>
          {happened.length === 0 ? <p className="empty">{t('timeline.empty')}</p> : <ol className="timeline">{happened.map((item) => <TimelineEntry key={item.id} item={item} />)}</ol>}
        </section>
        <NoteForm title={t('person.contactNote')} noteKey={noteKey} fault={actionData ?? null} />
      </div>
    </div>
  );
}
