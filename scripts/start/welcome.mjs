// The last words of a start: where everything is and how to log in.

/**
 * @param {{ settings: Record<string, string>, logins: string[], seconds: number }} facts `logins` as the seed told them
 */
export function welcome({ settings, logins, seconds }) {
  const loginLines = logins.length === 0 ? [] : ['', `  Demo logins (password of all: ${settings.DEMO_PASSWORD})`, ...logins.map((login) => `    ${login}`)];
  return [
    '',
    `Tegoed is ready (${seconds} s). Stop it with Ctrl-C.`,
    '',
    `  Portal     ${settings.PORTAL_URL}`,
    `  API        ${settings.API_URL}/docs`,
    `  Phone line ${settings.IVR_URL} (call it from a home in the simulator)`,
    `  Simulator  ${settings.SIMULATOR_URL}`,
    ...loginLines,
    '',
  ].join('\n');
}
