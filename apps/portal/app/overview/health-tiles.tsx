import type { Overview } from '../api/types.js';
import { useDesk, type Desk } from '../design/desk.js';
import { Icon } from '../design/icons.js';
import { isZeroEuro } from '../format/decimal.js';

type Tile = { readonly title: string; readonly well: boolean; readonly words: string; readonly more?: string; readonly href?: string };

/** Each part of the machinery with a tick when it is well and a warning with its figure when it is not. */
export function HealthTiles({ overview }: { readonly overview: Overview }) {
  const desk = useDesk();
  const tiles = [ledgerTile, commandTile, noticeTile, suspenseTile].map((make) => make(overview, desk));
  const wrong = tiles.filter((tile) => !tile.well);
  return (
    <section aria-labelledby="attention">
      <h2 id="attention" className="section-head">{desk.t(wrong.length === 0 ? 'overview.allWell' : 'overview.attention')}</h2>
      <ul className="tiles">
        {[...wrong, ...tiles.filter((tile) => tile.well)].map((tile) => (
          <li key={tile.title}><HealthTile tile={tile} /></li>
        ))}
      </ul>
    </section>
  );
}

function HealthTile({ tile }: { readonly tile: Tile }) {
  const inside = (
    <>
      <span className="strong"><Icon name={tile.well ? 'pass' : 'warning'} /> {tile.title}</span>
      <span className="words">{tile.words}</span>
      {tile.more ? <span className="soft">{tile.more}</span> : null}
    </>
  );
  const look = `tile ${tile.well ? 'tone-on' : 'tone-off'}`;
  return tile.href ? <a className={look} href={tile.href}>{inside}</a> : <div className={look}>{inside}</div>;
}

function ledgerTile({ ledgerDifferenceEuro }: Overview, { t, format }: Desk): Tile {
  const well = isZeroEuro(ledgerDifferenceEuro);
  const words = well ? t('overview.ledgerWell') : t('overview.ledgerOff', { amount: format.money(ledgerDifferenceEuro) });
  return { title: t('overview.ledger'), well, words };
}

function commandTile({ commands }: Overview, { t }: Desk): Tile {
  const wrong = [
    ...(commands.unknown > 0 ? [t('overview.commandsUnknown', { count: commands.unknown })] : []),
    ...(commands.failed > 0 ? [t('overview.commandsFailed', { count: commands.failed })] : []),
  ];
  const open = t('overview.commandsOpen', { count: commands.open });
  if (wrong.length === 0) return { title: t('overview.commands'), well: true, words: open };
  return { title: t('overview.commands'), well: false, words: wrong.join(', '), more: open, href: '/accounts?supply=unknown' };
}

function noticeTile({ noticesFailed }: Overview, { t }: Desk): Tile {
  const well = noticesFailed === 0;
  return { title: t('overview.notices'), well, words: well ? t('overview.noticesWell') : t('overview.noticesFailed', { count: noticesFailed }) };
}

function suspenseTile({ suspense }: Overview, { t, format }: Desk): Tile {
  const well = suspense.count === 0;
  const words = well ? t('frame.nothing') : t('overview.suspenseCount', { count: suspense.count, amount: format.money(suspense.amountEuro) });
  return { title: t('overview.suspense'), well, words, href: '/payments' };
}
