/** The one place where the page's seals and its summary live. Islands listen; checking writes. */
import type { SealState, SignedState } from './state.ts'
import { type Summary, summarise, unchecked } from './summary.ts'

export interface Board {
  seal(index: number): SealState
  indices(): number[]
  /** State of the signature of an entry. */
  mark(index: number): SignedState
  /** Entries of which the page says, or a check has shown, that they carry a signature. */
  marked(): number[]
  summary(): Summary
  set(states: Iterable<readonly [index: number, state: SealState]>): void
  setMarks(marks: Iterable<readonly [index: number, mark: SignedState]>): void
  /** Adds what became known about the page as a whole. */
  know(known: Partial<Summary>): void
  /** Calls `listener` after changes; returns how to stop. */
  listen(listener: () => void): () => void
}

/**
 * A board for the entries that are on a page.
 *
 * @param claims those of which the page says that they carry the signature of a department
 */
export function createBoard(indices: readonly number[], claims: readonly number[] = []): Board {
  const seals = new Map<number, SealState>(indices.map((index) => [index, { is: 'unchecked' }]))
  const marks = new Map<number, SignedState>(claims.map((index) => [index, { is: 'unchecked' }]))
  const listeners = new Set<() => void>()
  let known = unchecked(seals.size)
  // Folded when somebody looks: a thread that checks writes often, and looks seldom.
  let folded: Summary | null = null
  const changed = (): void => {
    folded = null
    for (const listener of listeners) listener()
  }
  return {
    seal: (index) => seals.get(index) ?? { is: 'unchecked' },
    indices: () => [...seals.keys()],
    mark: (index) => marks.get(index) ?? { is: 'unchecked' },
    marked: () => [...marks.keys()],
    summary() {
      folded ??= summarise(seals, marks, known)
      return folded
    },
    set(states) {
      for (const [index, state] of states) if (seals.has(index)) seals.set(index, state)
      changed()
    },
    setMarks(states) {
      for (const [index, mark] of states) marks.set(index, mark)
      changed()
    },
    know(more) {
      known = { ...known, ...more }
      changed()
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
