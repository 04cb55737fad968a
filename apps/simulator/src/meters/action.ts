import type { Meter } from './meter.js';

export type Action = 'connect' | 'disconnect' | 'arm' | 'limit' | 'unlimit';

/** EndDeviceControlType codes, last three numbers; the first differs between head-ends (IEC 61968-9 annex). */
const ACTION_BY_CODE: Readonly<Record<string, Action>> = {
  '31.0.18': 'connect', '31.0.23': 'disconnect', '31.0.5': 'arm', '31.139.26': 'limit', '31.139.22': 'unlimit',
};

/** EndDeviceEventType codes the AMM reports. */
export const EVENT_CODE = {
  connected: '3.31.0.42', disconnected: '3.31.0.68', armed: '3.31.0.11',
  limited: '3.31.139.25', unlimited: '3.31.139.21', failed: '3.31.0.85', tripped: '3.31.0.64',
} as const;

export type MeterEvent = keyof typeof EVENT_CODE;

/** The action of a control code such as 3.31.0.18, or null when this head-end does not know it. */
export function actionOf(code: string): Action | null {
  return ACTION_BY_CODE[code.split('.').slice(-3).join('.')] ?? null;
}

/** True when the meter has the part the action needs: only an ordinary electricity meter has a limiter. */
export function canDo(meter: Pick<Meter, 'utility'>, action: Action): boolean {
  return meter.utility === 'electricity' || (action !== 'limit' && action !== 'unlimit');
}

/**
 * Where the action leaves the meter, and what it will report. An electricity breaker closes at once on
 * connect; a gas valve never opens from afar: connect and arm leave it ready until somebody presses.
 */
export function moved(meter: Meter, action: Action): { readonly meter: Meter; readonly event: MeterEvent } {
  switch (action) {
    case 'disconnect': return { meter: { ...meter, position: 0 }, event: 'disconnected' };
    case 'limit': return { meter: { ...meter, limiterOn: true }, event: 'limited' };
    case 'unlimit': return { meter: { ...meter, limiterOn: false }, event: 'unlimited' };
    case 'arm': return armed(meter);
    case 'connect': return meter.utility === 'gas' ? armed(meter) : { meter: { ...meter, position: 1 }, event: 'connected' };
  }
}

/** The customer pushes the button; null when there is nothing to release (open without order, or already on). */
export function pressed(meter: Meter): Meter | null {
  return meter.position === 2 ? { ...meter, position: 1 } : null;
}

/** Too much load on a limited breaker opens it; null when the meter is not limited and on. */
export function tripped(meter: Meter): Meter | null {
  return meter.limiterOn && meter.position === 1 ? { ...meter, position: 2 } : null;
}

function armed(meter: Meter): { readonly meter: Meter; readonly event: MeterEvent } {
  return meter.position === 1
    ? { meter, event: 'connected' }
    : { meter: { ...meter, position: 2 }, event: 'armed' };
}
