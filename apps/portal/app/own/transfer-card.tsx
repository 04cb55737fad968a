import { useDesk } from '../design/desk.js';
import { QrCode } from './qr-code.js';

type TransferCardProps = {
  readonly transfer: { readonly beneficiary: string; readonly iban: string; readonly epcQr: string };
  readonly reference: string;
};

/** Everything that a transfer needs, to read, to copy and to scan. */
export function TransferCard({ transfer, reference }: TransferCardProps) {
  const { t } = useDesk();
  return (
    <section className="card stack">
      <dl className="facts">
        <dt>{t('pay.beneficiary')}</dt>
        <dd>{transfer.beneficiary}</dd>
        <dt>{t('pay.account')}</dt>
        <dd className="nowrap">{inFours(transfer.iban)}</dd>
        <dt>{t('pay.reference')}</dt>
        <dd className="nowrap strong">{reference}</dd>
      </dl>
      <p>{t('pay.useReference')}</p>
      <figure>
        <QrCode content={transfer.epcQr} label={t('pay.scanBank')} />
        <figcaption className="soft">{t('pay.scanBank')}</figcaption>
      </figure>
      <div>
        <h2 className="small-head">{t('pay.howLong')}</h2>
        <ul className="times">
          <li>{t('pay.timePoint')}</li>
          <li>{t('pay.timeInstant')}</li>
          <li>{t('pay.timeTransfer')}</li>
          <li>{t('pay.timePost')}</li>
        </ul>
      </div>
    </section>
  );
}

/** An IBAN as it is printed on paper. */
function inFours(iban: string): string {
  return iban.replaceAll(' ', '').replace(/(.{4})(?=.)/g, '$1 ');
}
