import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

/** A command line that was understood, or not. */
export type CommandLine = { readonly kind: 'read'; readonly words: readonly string[]; readonly json: boolean; readonly tenant: string | null } | { readonly kind: 'wrong' };

const OPTIONS = { json: { type: 'boolean' }, tenant: { type: 'string' } } as const satisfies ParseArgsOptionsConfig;

/** Reads what stands behind a command's name: exactly so many words, `--json` and `--tenant NAME`. */
export function commandLineOf(argv: readonly string[], wordCount: number): CommandLine {
  try {
    const { positionals, values } = parseArgs({ args: [...argv], allowPositionals: true, options: OPTIONS });
    if (positionals.length !== wordCount) return { kind: 'wrong' };
    return { kind: 'read', words: positionals, json: values.json ?? false, tenant: values.tenant ?? null };
  } catch {
    return { kind: 'wrong' };
  }
}
