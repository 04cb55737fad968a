/** An EAN-18 of a connection that does not exist: a made-up range with a valid check digit (GS1, modulo 10). */
export function madeEan(number: number): string {
  const digits = `541448800000${String(number).padStart(5, '0')}`;
  const sum = [...digits].reduce((total, digit, index) => total + (digit.charCodeAt(0) - 48) * (index % 2 === 0 ? 3 : 1), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** A Belgian structured reference with its check number (modulo 97, 0 written as 97). */
export function madeReference(number: number): string {
  const ten = String(9_000_000 + number).padStart(10, '0');
  const check = String(Number(BigInt(ten) % 97n) || 97).padStart(2, '0');
  const digits = ten + check;
  return `+++${digits.slice(0, 3)}/${digits.slice(3, 7)}/${digits.slice(7)}+++`;
}
