/** Width of version 3, whose codewords at level Q lie in two blocks of 17 each (ISO/IEC 18004, tables 1 and 9). */
const WIDTH = 29;
const DATA_CODEWORDS = 34;
const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

type Modules = readonly (readonly boolean[])[];

/** What a scanner would read in a picture of a ticket: a QR code of version 3, level Q, in alphanumeric mode. */
export function readPicture(svg: string): string {
  const modules = modulesOf(svg);
  const format = parseInt(modules[8]?.slice(0, 5).map(Number).join('') ?? '', 2) ^ 0b10101;
  if (format >> 3 !== 0b11) throw new Error('The picture is not of level Q.');
  const bits = dataBits(modules, format & 0b111);
  const codewords = Array.from({ length: DATA_CODEWORDS }, (_, index) => bits.slice(index * 8, index * 8 + 8));
  const [first, second] = [0, 1].map((block) => codewords.filter((_, index) => index % 2 === block).join(''));
  return textIn(`${String(first)}${String(second)}`);
}

/** Dark and light without the quiet zone: drawn runs, each a row's, from its left end. */
function modulesOf(svg: string): Modules {
  const size = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)?.[1]);
  const zone = (size - WIDTH) / 2;
  const modules = Array.from({ length: WIDTH }, () => Array.from({ length: WIDTH }, () => false));
  const path = /<path stroke="#000000" d="([^"]+)"/.exec(svg)?.[1] ?? '';
  for (const [, left, row, runs] of path.matchAll(/M(\d+) ([\d.]+)([^M]*)/g)) {
    let x = Number(left);
    for (const [, kind, length] of String(runs).matchAll(/([hm])(\d+)/g)) {
      if (kind === 'h') modules[Math.floor(Number(row)) - zone]?.fill(true, x - zone, x - zone + Number(length));
      x += Number(length);
    }
  }
  return modules;
}

const isFunction = (x: number, y: number): boolean =>
  x === 6 || y === 6 || (x <= 8 && y <= 8) || (x >= WIDTH - 8 && y <= 8) || (x <= 8 && y >= WIDTH - 8) || (x >= 20 && x <= 24 && y >= 20 && y <= 24);

const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** In pairs of columns from the right, upwards and downwards in turn, around the timing pattern. */
function dataBits(modules: Modules, mask: number): string {
  let bits = '';
  for (let right = WIDTH - 1, upwards = true; right > 0; right -= 2, upwards = !upwards) {
    if (right === 6) right -= 1;
    for (let step = 0; step < WIDTH; step += 1) {
      const y = upwards ? WIDTH - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (!isFunction(x, y)) bits += modules[y]?.[x] !== MASKS[mask]?.(x, y) ? '1' : '0';
      }
    }
  }
  return bits;
}

function textIn(bits: string): string {
  let at = 0;
  const take = (count: number): number => parseInt(bits.slice(at, (at += count)), 2);
  if (take(4) !== 0b0010) throw new Error('The picture is not in alphanumeric mode.');
  let text = '';
  for (let left = take(9); left > 0; left -= 2) {
    const value = take(left > 1 ? 11 : 6);
    text += left > 1 ? ALPHANUMERIC.charAt(Math.floor(value / 45)) + ALPHANUMERIC.charAt(value % 45) : ALPHANUMERIC.charAt(value);
  }
  return text;
}
