/** Inputs bent from good ones: by bytes, by lines, and by what lenient readers let pass. */
import type { Chance } from './chance.ts'

const PIECES = [
  '\n',
  '\r\n',
  '\n\n',
  ' ',
  '\t',
  '0',
  '00',
  '-1',
  '+',
  '=',
  '==',
  'A',
  '—',
  '\u0000',
  '\ufeff',
  '\u00a0',
  '1e3',
  '9007199254740993',
  '"',
  '\\u0061',
  ',',
  '[]',
  '.p/',
  'x000/',
  '\ud7ff',
  'e\u0301',
].map((text) => new Uint8Array(Buffer.from(text)))

/** One to three changes to one of the good inputs. */
export function bent(seeds: readonly Uint8Array[], chance: Chance): Uint8Array {
  let input = chance.maybe(seeds) ?? new Uint8Array()
  for (let changes = 1 + chance.whole(3); changes > 0; changes--) input = change(input, seeds, chance)
  return input
}

function change(input: Uint8Array, seeds: readonly Uint8Array[], chance: Chance): Uint8Array {
  const at = chance.whole(input.length + 1)
  const to = Math.min(input.length, at + chance.whole(chance.is(0.5) ? 4 : 80))
  switch (chance.whole(9)) {
    case 0:
      return spliced(input, at, Math.min(at + 1, input.length), Uint8Array.of(chance.whole(256)))
    case 1:
      return flipped(input, at, chance)
    case 2:
      return spliced(input, at, to, new Uint8Array())
    case 3:
      return spliced(input, at, at, input.subarray(at, to))
    case 4:
      return spliced(input, at, at, chance.maybe(PIECES) ?? new Uint8Array())
    case 5:
      return spliced(input, at, Math.min(at + 1, input.length), chance.maybe(PIECES) ?? new Uint8Array())
    case 6:
      return input.slice(0, at)
    case 7: {
      const other = chance.maybe(seeds) ?? input
      return spliced(input, at, to, other.subarray(chance.whole(other.length + 1)))
    }
    default:
      return linesBent(input, chance)
  }
}

function spliced(input: Uint8Array, from: number, to: number, between: Uint8Array): Uint8Array {
  const out = new Uint8Array(from + between.length + input.length - to)
  out.set(input.subarray(0, from))
  out.set(between, from)
  out.set(input.subarray(to), from + between.length)
  return out
}

function flipped(input: Uint8Array, at: number, chance: Chance): Uint8Array {
  const out = input.slice()
  if (out.length > 0) out[at % out.length] = (out[at % out.length] ?? 0) ^ (1 << chance.whole(8))
  return out
}

/** Lines that stand twice, are left out, or change places. */
function linesBent(input: Uint8Array, chance: Chance): Uint8Array {
  const lines = Buffer.from(input).toString('latin1').split('\n')
  const [a, b] = [chance.whole(lines.length), chance.whole(lines.length)]
  const [one = '', other = ''] = [lines[a], lines[b]]
  if (chance.is(0.3)) lines.splice(a, 1)
  else if (chance.is(0.5)) lines.splice(b, 0, one)
  else {
    lines[a] = other
    lines[b] = one
  }
  return new Uint8Array(Buffer.from(lines.join('\n'), 'latin1'))
}
