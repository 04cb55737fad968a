// A caller with a plain telephone: rings, presses keys, and the transcript is printed as it goes.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { validateXML } from 'xmllint-wasm';
import { call, pause, type System } from '../story/wire.ts';

/** Words a second of a voice that is easy to follow. */
const WORDS_PER_SECOND = 2.5;
const schema = readFileSync(path.resolve(import.meta.dirname, '../../apps/ivr/twiml/twiml.xsd'), 'utf8');

interface CallView {
  readonly sid: string;
  readonly next: string;
  readonly document: string;
  readonly lines: readonly { readonly by: 'line' | 'caller'; readonly text: string }[];
}

/** Every TwiML document that the phone line gave in this story. */
const documents: string[] = [];

/** A telephone call; each method gives what the line says next. */
export class Caller {
  readonly #system: System;
  readonly #number: string | null;
  #view: CallView | null = null;
  #shown = 0;

  /** `number` null is a withheld one. */
  constructor(system: System, number: string | null) {
    this.#system = system;
    this.#number = number;
  }

  async ring(): Promise<string> {
    return this.#hear(await call<CallView>(`${this.#system.simulatorUrl}/control/calls`, { body: { from: this.#number } }));
  }

  /** The telephone of a home rings, and somebody picks up; gives what the line says. */
  async pickUp(home: { readonly accountId: string }): Promise<string> {
    for (let waited = 0; ; waited += 1) {
      const answer = await fetch(`${this.#system.simulatorUrl}/control/homes/${home.accountId}/pick-up`, { method: 'POST', body: '{}' });
      if (answer.ok) return this.#hear((await answer.json()) as CallView);
      if (waited > 100) throw new Error('the telephone did not ring');
      await pause(100);
    }
  }

  async press(keys: string): Promise<string> {
    return this.#hear(await call<CallView>(`${this.#system.simulatorUrl}/control/calls/${this.#view?.sid ?? ''}/answers`, { body: { keys } }));
  }

  /** Seconds of spoken text from the first word until these words have been said. */
  secondsUntil(words: string): number {
    const said = (this.#view?.lines ?? []).filter(({ by }) => by === 'line').map(({ text }) => text).join(' ');
    const end = said.indexOf(words);
    if (end < 0) throw new Error(`"${words}" was not said: ${said}`);
    return said.slice(0, end + words.length).split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length / WORDS_PER_SECOND;
  }

  #hear(view: CallView): string {
    documents.push(view.document);
    this.#view = view;
    const fresh = view.lines.slice(this.#shown);
    this.#shown = view.lines.length;
    for (const { by, text } of fresh) console.log(by === 'line' ? `    < ${text}` : `    > [${/^[0-9]{4}$/.test(text) ? '****' : text}]`);
    return fresh.filter(({ by }) => by === 'line').map(({ text }) => text).join(' ');
  }
}

/** Sends an SMS to the phone line and gives the answer. */
export async function text(system: System, home: { readonly accountId: string }, words: string): Promise<string> {
  const { reply, document } = await call<{ reply: string | null; document: string }>(`${system.simulatorUrl}/control/texts`, { body: { home: home.accountId, text: words } });
  documents.push(document);
  console.log(`    SMS > ${words}\n    SMS < ${reply ?? '(no answer)'}`);
  return reply ?? '';
}

/** Validates every document of the story against the schema of our part of TwiML; gives their number. */
export async function validateDocuments(): Promise<number> {
  const xml = documents.map((contents, index) => ({ fileName: `answer-${index}.xml`, contents }));
  const { errors } = await validateXML({ xml, schema: [{ fileName: 'twiml.xsd', contents: schema }] });
  if (errors.length > 0) throw new Error(`TwiML that is not valid: ${errors.map(({ message }) => message).join('; ')}`);
  return documents.length;
}
