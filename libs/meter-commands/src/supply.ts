/** What a supply should be. `limited` is 10 A (2.3 kW); gas and exclusive-night meters have no limiter. */
export type WantedSupply = 'on' | 'limited' | 'off';

/**
 * What the meter itself last proved. `ready`: released, the customer still has to press the button or open the valve.
 * `tripped`: the limiter opened the breaker, the customer has to press. `unknown`: an order may still act.
 */
export type ConfirmedSupply = 'on' | 'limited' | 'off' | 'ready' | 'tripped' | 'unknown';

export type Utility = 'electricity' | 'gas' | 'exclusive_night';

/** What one command does to one meter (IEC 61968-9 EndDeviceControl, or a read of the breaker state). */
export type CommandAction = 'connect' | 'disconnect' | 'arm' | 'limit' | 'unlimit' | 'read_state';

/** Whether a command gives supply, takes it, or only looks. All asymmetry between restoring and cutting hangs on this. */
export type Direction = 'more' | 'less' | 'read';

const DIRECTION: Readonly<Record<CommandAction, Direction>> = {
  connect: 'more',
  arm: 'more',
  unlimit: 'more',
  disconnect: 'less',
  limit: 'less',
  read_state: 'read',
};

/** The direction of an action; limiting to 10 A counts as less supply and passes the gates of a cut. */
export function directionOf(action: CommandAction): Direction {
  return DIRECTION[action];
}
