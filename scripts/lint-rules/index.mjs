// The rules of this house that no published plugin has. Each message gives the reason.
import { featuresByTheirIndex } from './features-by-their-index.mjs';
import { noFloatMoney } from './no-float-money.mjs';
import { noFocusedTests } from './no-focused-tests.mjs';
import { noProcessEnv } from './no-process-env.mjs';
import { noWallClock } from './no-wall-clock.mjs';
import { roomsLookDown } from './rooms-look-down.mjs';

export const houseRules = {
  meta: { name: 'tegoed' },
  rules: {
    'features-by-their-index': featuresByTheirIndex,
    'no-float-money': noFloatMoney,
    'no-focused-tests': noFocusedTests,
    'no-process-env': noProcessEnv,
    'no-wall-clock': noWallClock,
    'rooms-look-down': roomsLookDown,
  },
};
