import QRCode from 'qrcode';

type QrCodeProps = {
  /** What a phone reads from it. */
  readonly content: string;
  /** What it is for, in words. */
  readonly label: string;
};

const quiet = 4;

/** A QR code as one drawn path, error level M; it needs no script and no picture file. Always beside the same facts in words. */
export function QrCode({ content, label }: QrCodeProps) {
  const { modules } = QRCode.create(content, { errorCorrectionLevel: 'M' });
  const side = modules.size + 2 * quiet;
  return (
    <svg className="qr" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={side} height={side} fill="#fff" />
      <path d={darkRuns(modules)} fill="#000" />
    </svg>
  );
}

/** The dark modules row by row, each run of neighbours as one rectangle. */
function darkRuns({ size, data }: { readonly size: number; readonly data: Uint8Array }): string {
  const runs: string[] = [];
  for (let row = 0; row < size; row += 1) {
    let start: number | null = null;
    for (let column = 0; column <= size; column += 1) {
      const dark = column < size && data[row * size + column] === 1;
      if (dark && start === null) start = column;
      if (dark || start === null) continue;
      runs.push(`M${start + quiet} ${row + quiet}h${column - start}v1h-${column - start}z`);
      start = null;
    }
  }
  return runs.join('');
}
