import { UtilityMark } from '../design/marks.js';
import type { PersonView } from './person-view.js';

export type SupportedPerson = Pick<PersonView, 'id' | 'name' | 'address' | 'utility'>;

/** Who it is about, on every step, so that no money goes to the wrong person. */
export function PersonLine({ person }: { readonly person: SupportedPerson }) {
  const { street, houseNumber, postcode, town } = person.address;
  return (
    <p className="callout">
      <strong>{person.name}</strong>, {`${street} ${houseNumber}, ${postcode} ${town}`} · <UtilityMark utility={person.utility} />
    </p>
  );
}
