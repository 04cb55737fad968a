import { expect, it } from 'vitest';
import { commandAs } from './run-as.mjs';

it('runs the server as ourselves, as another account, or in a user namespace', () => {
  expect(commandAs({ kind: 'self' }, '/pg/postgres', ['-D', '/data'], { detached: true })).toEqual(['/pg/postgres', ['-D', '/data'], { detached: true }]);
  expect(commandAs({ kind: 'account', uid: 101, gid: 104 }, '/pg/postgres', ['-D', '/data'])).toEqual(['/pg/postgres', ['-D', '/data'], { uid: 101, gid: 104 }]);
  expect(commandAs({ kind: 'namespace', uid: 0, gid: 0 }, '/pg/postgres', ['-D', '/data'])).toEqual(['unshare', ['--user', '--map-user=65534', '--map-group=65534', '/pg/postgres', '-D', '/data'], {}]);
});
