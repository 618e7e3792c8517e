/** Differences between two texts, for reading: Han characters one by one, Latin words and numbers as wholes. Pure. */

export interface Piece {
  op: 'same' | 'del' | 'ins'
  text: string
}

/** Edits beyond which two texts are simply shown one after the other. */
const MOST_EDITS = 400
/** Numbers, amounts and dates are wholes: in part they would read as other ones. */
const TOKEN = /\p{N}+(?:[.,:/-]\p{N}+)*|[\p{Script=Latin}\p{N}]+|\s+|./gsu

/** Myers' O(ND): the greedy furthest-reaching paths, kept for every edit count. */
function paths(a: readonly string[], b: readonly string[]): Map<number, number>[] | null {
  const trace: Map<number, number>[] = []
  let reach = new Map<number, number>([[1, 0]])
  for (let edits = 0; edits <= Math.min(MOST_EDITS, a.length + b.length); edits += 1) {
    trace.push(new Map(reach))
    const next = new Map(reach)
    for (let k = -edits; k <= edits; k += 2) {
      const down = reach.get(k + 1) ?? -1
      const right = (reach.get(k - 1) ?? -1) + 1
      let x = k === -edits || (k !== edits && right <= down) ? down : right
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1
      next.set(k, x)
      if (x >= a.length && x - k >= b.length) return trace
    }
    reach = next
  }
  return null
}

function walk(a: readonly string[], b: readonly string[], trace: readonly Map<number, number>[]): Piece[] {
  const pieces: Piece[] = []
  let x = a.length
  let y = b.length
  for (let edits = trace.length - 1; edits >= 0; edits -= 1) {
    const reach = trace[edits] ?? new Map<number, number>()
    const k = x - y
    const down = reach.get(k + 1) ?? -1
    const right = (reach.get(k - 1) ?? -1) + 1
    const from = k === -edits || (k !== edits && right <= down) ? k + 1 : k - 1
    const startX = edits === 0 ? 0 : (reach.get(from) ?? 0)
    const startY = startX - from
    const stop = edits === 0 ? 0 : from === k + 1 ? startX : startX + 1
    while (x > stop && y > 0 && a[x - 1] === b[y - 1]) {
      pieces.push({ op: 'same', text: a[x - 1] ?? '' })
      x -= 1
      y -= 1
    }
    if (edits === 0) break
    if (from === k + 1) pieces.push({ op: 'ins', text: b[y - 1] ?? '' })
    else pieces.push({ op: 'del', text: a[x - 1] ?? '' })
    x = startX
    y = startY
  }
  return pieces.reverse()
}

/** Joins runs of one kind; within a run of edits, what went comes before what came. */
function joined(pieces: readonly Piece[]): Piece[] {
  const out: Piece[] = []
  let del = ''
  let ins = ''
  const flush = (): void => {
    if (del !== '') out.push({ op: 'del', text: del })
    if (ins !== '') out.push({ op: 'ins', text: ins })
    del = ''
    ins = ''
  }
  pieces.forEach((piece, at) => {
    if (piece.op === 'del') del += piece.text
    else if (piece.op === 'ins') ins += piece.text
    else {
      const edited = del !== '' || ins !== ''
      const again = pieces[at + 1]?.op
      // A lone kept character between two edits reads as noise: let both sides of the edit carry it.
      if (edited && again !== undefined && again !== 'same' && piece.text.length === 1) {
        del += piece.text
        ins += piece.text
        return
      }
      flush()
      const last = out.at(-1)
      if (last?.op === 'same') last.text += piece.text
      else out.push({ op: 'same', text: piece.text })
    }
  })
  flush()
  return out
}

/**
 * Differences from one text to the other. Null when they share so little that marking single characters would
 * say less than showing both.
 */
export function diffText(from: string, to: string): Piece[] | null {
  const a = from.match(TOKEN) ?? []
  const b = to.match(TOKEN) ?? []
  const trace = paths(a, b)
  if (trace === null) return null
  const pieces = joined(walk(a, b, trace))
  const same = pieces.reduce((sum, { op, text }) => sum + (op === 'same' ? text.length : 0), 0)
  return same * 2 >= Math.max(from.length, to.length) ? pieces : null
}

/** Shortens long unchanged runs to `around` characters on each side of an edit. */
export function condense(pieces: readonly Piece[], around = 24): (Piece | { op: 'skip'; text: string })[] {
  return pieces.flatMap((piece, at) => {
    if (piece.op !== 'same' || piece.text.length <= around * 2 + 8) return [piece]
    const head = at === 0 ? '' : piece.text.slice(0, around)
    const tail = at === pieces.length - 1 ? '' : piece.text.slice(-around)
    const parts: (Piece | { op: 'skip'; text: string })[] = []
    if (head !== '') parts.push({ op: 'same', text: head })
    parts.push({ op: 'skip', text: '……' })
    if (tail !== '') parts.push({ op: 'same', text: tail })
    return parts
  })
}
