/** The one place where the page's seals and its summary live. Islands listen; checking writes. */
import type { SealState } from './state.ts'
import { type Summary, summarise, unchecked } from './summary.ts'

export interface Board {
  seal(index: number): SealState
  indices(): number[]
  summary(): Summary
  set(states: Iterable<readonly [index: number, state: SealState]>): void
  /** Adds what became known about the page as a whole. */
  know(known: Partial<Summary>): void
  /** Calls `listener` after changes; returns how to stop. */
  listen(listener: () => void): () => void
}

/** A board for the entries that are on a page. */
export function createBoard(indices: readonly number[]): Board {
  const seals = new Map<number, SealState>(indices.map((index) => [index, { is: 'unchecked' }]))
  const listeners = new Set<() => void>()
  let known = unchecked(seals.size)
  const changed = (): void => {
    known = summarise(seals, known)
    for (const listener of listeners) listener()
  }
  return {
    seal: (index) => seals.get(index) ?? { is: 'unchecked' },
    indices: () => [...seals.keys()],
    summary: () => known,
    set(states) {
      for (const [index, state] of states) if (seals.has(index)) seals.set(index, state)
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
