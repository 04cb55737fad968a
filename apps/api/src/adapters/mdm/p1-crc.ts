/**
 * Gives the CRC16 of a P1 telegram (DSMR P1 companion standard: polynomial 0xA001 reflected, start 0) over everything
 * from `/` to `!` inclusive, with CR LF as line end.
 */
export function p1Crc16(text: string): number {
  let crc = 0;
  for (let index = 0; index < text.length; index += 1) {
    crc ^= text.charCodeAt(index) & 0xff;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1;
  }
  return crc;
}
