import { trouble } from '../api/answered.js';

export function loader() {
  throw trouble(404, { kind: 'not_found', detail: null });
}

export default function Missing() {
  return null;
}
