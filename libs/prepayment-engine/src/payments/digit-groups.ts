/** A run of digits in a text, with its place: `end` is the index after the last digit. */
export interface DigitGroup {
  readonly digits: string;
  readonly start: number;
  readonly end: number;
}

/** Neighbouring digit groups that together have the wanted length, in reading order. */
export interface DigitWindow {
  readonly groups: readonly DigitGroup[];
  readonly digits: string;
  readonly start: number;
  readonly end: number;
}

/** What people write between the groups of one number: at most three of these, never a letter. */
const BETWEEN_GROUPS = /^[\s./\\\-+*_]{1,3}$/;

/** Lists every run of digits in the text. */
export function digitGroupsOf(text: string): DigitGroup[] {
  return [...text.matchAll(/\d+/g)].map((match) => ({
    digits: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/**
 * Lists every series of neighbouring whole groups with exactly the wanted number of digits. A group is never cut:
 * twelve digits inside a longer number are part of another number, not a reference.
 */
export function digitWindowsOf(text: string, wantedDigits: number): DigitWindow[] {
  const groups = digitGroupsOf(text);
  return groups.flatMap((_, first) => windowFrom(text, groups, first, wantedDigits) ?? []);
}

function windowFrom(text: string, groups: readonly DigitGroup[], first: number, wantedDigits: number): DigitWindow | null {
  let digits = '';
  for (let last = first; last < groups.length && digits.length < wantedDigits; last += 1) {
    const group = groups[last]!;
    const before = groups[last - 1];
    if (last > first && before && !BETWEEN_GROUPS.test(text.slice(before.end, group.start))) return null;
    digits += group.digits;
    if (digits.length === wantedDigits) {
      const chosen = groups.slice(first, last + 1);
      return { groups: chosen, digits, start: chosen[0]!.start, end: group.end };
    }
  }
  return null;
}

/** Gives the lengths of the groups, for instance `3-4-5` for a structured communication as it is printed. */
export function groupingOf(window: DigitWindow): string {
  return window.groups.map((group) => group.digits.length).join('-');
}
