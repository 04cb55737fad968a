// The suites of `npm test`, each a command and the reports it leaves.
import fs from 'node:fs';
import path from 'node:path';

const BROWSER_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Folders of the workspace's projects that have a script of this name. */
export function projectsWith(root, scriptName) {
  const folders = ['apps', 'libs'].flatMap((area) => fs.readdirSync(path.join(root, area)).map((name) => path.join(root, area, name)));
  return folders.filter((folder) => {
    const packageFile = path.join(folder, 'package.json');
    return fs.existsSync(packageFile) && JSON.parse(fs.readFileSync(packageFile, 'utf8')).scripts?.[scriptName] !== undefined;
  });
}

const reporters = (reportFile) => ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`, '--passWithNoTests'];

/** One target of all projects through Nx; each project leaves its report in its own folder. */
export function projectSuite(root, target) {
  return {
    name: target,
    command: ['nx', ['run-many', '-t', target, '--outputStyle=stream', ...(target === 'int' ? ['--parallel=1'] : []), '--', ...reporters(`reports/${target}.json`)]],
    reports: projectsWith(root, target).map((folder) => path.join(folder, 'reports', `${target}.json`)),
  };
}

/** One vitest run outside the projects. */
export function vitestSuite(root, { name, config, options = [] }) {
  const report = path.join(root, 'reports', `${name}.json`);
  return { name, command: ['vitest', ['run', '--config', config, ...options, ...reporters(report)]], reports: [report] };
}

/** The browser for the e2e specs, or null: CHROMIUM_PATH, else the first known name on PATH. */
export function findBrowser(environment) {
  if (environment.CHROMIUM_PATH) return fs.existsSync(environment.CHROMIUM_PATH) ? environment.CHROMIUM_PATH : null;
  const folders = (environment.PATH ?? '').split(path.delimiter);
  const places = BROWSER_NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return places.find((place) => fs.existsSync(place)) ?? null;
}

/** The e2e suite: the whole house over the wire; its specs that need a browser name that reason when there is none. */
export function e2eSuite(root, environment) {
  const browser = findBrowser(environment);
  const suite = vitestSuite(root, { name: 'e2e', config: path.join(root, 'e2e/vitest.config.ts') });
  return { suite, environment: browser === null ? {} : { CHROMIUM_PATH: browser } };
}
