import type { Trouble } from '../api/answered.js';
import { useDesk } from './desk.js';
import { PageTitle } from './page-title.js';

/** Says what is wrong and what to do now, with the help line at its usual place below. */
export function TroublePage({ trouble }: { readonly trouble: Trouble }) {
  const { t, path } = useDesk();
  const mayPass = trouble.kind === 'unreachable' || trouble.kind === 'failed';
  return (
    <div className="narrow">
      <PageTitle>{t(`trouble.${trouble.kind}`)}</PageTitle>
      <div className="card stack">
        {trouble.detail ? <p>{trouble.detail}</p> : null}
        <p>{t(`trouble.${trouble.kind}Do`)}</p>
        <p className="actions">
          {mayPass ? <a className="button" href={path}>{t('trouble.tryAgain')}</a> : null}
          <a className={mayPass ? 'button quiet' : 'button'} href="/">{t('trouble.home')}</a>
        </p>
      </div>
    </div>
  );
}
