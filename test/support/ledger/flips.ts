/** One evidence file with each of its bits turned, one at a time. Runs in Node and in a page. */
import { judgeEvidence } from '../../../worker/domain/proof/judge.ts'

/** Judgement of the file as it is, and the bits that can be turned without being noticed. */
export interface Flips {
  whole: string
  tried: number
  unnoticed: number[]
}

/**
 * Turns bits of a file.
 *
 * @param trusted key or policy of the reader
 * @param all each bit; otherwise one of each byte, a different one for its neighbours
 */
export async function turnBits(file: Uint8Array, trusted: string, now: number, all = false): Promise<Flips> {
  const found: Flips = { whole: (await judgeEvidence(file, trusted, now)).is, tried: 0, unnoticed: [] }
  const turned = file.slice()
  for (let bit = 0; bit < file.length * 8; bit++) {
    const at = Math.floor(bit / 8)
    if (!all && bit % 8 !== at % 8) continue
    turned[at] = (file[at] ?? 0) ^ (1 << (bit % 8))
    const { is } = await judgeEvidence(turned, trusted, now)
    turned[at] = file[at] ?? 0
    found.tried += 1
    if (is !== 'file') found.unnoticed.push(bit)
  }
  return found
}
