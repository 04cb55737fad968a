/** A document that is not read further: `why` is for a person, `line` counts from 1. Caught at the reader's edge. */
export class XmlFault extends Error {
  constructor(
    readonly why: string,
    readonly line: number,
  ) {
    super(`${why} (line ${line})`);
    this.name = 'XmlFault';
  }
}
