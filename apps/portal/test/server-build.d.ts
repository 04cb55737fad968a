/** The build is checked as its source: the tests run the bundle that is served. */
declare module '*/build/server/index.js' {
  export const createPortal: typeof import('../server/portal.js').createPortal;
}
