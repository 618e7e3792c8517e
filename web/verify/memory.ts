/**
 * Memory that this browser has of a ledger: its key (trust on first use) and the last checkpoint that it
 * checked. A page that may not use storage still checks everything else.
 */
export interface Remembered {
  key: string
  /** The signed note, verbatim. */
  checkpoint: string
  /** Two notes that contradict each other, once seen: no later visit makes that good again. */
  fork?: { seen: string; given: string }
}

export interface Memory {
  read(): Remembered | null | Promise<Remembered | null>
  /** False when the browser does not let the site remember. */
  write(remembered: Remembered): boolean | Promise<boolean>
}

const NAME = 'mingzhang:ledger'

/** Memory in the browser's local storage. Unreadable content counts as none. */
export function createMemory(storage: () => Pick<Storage, 'getItem' | 'setItem'>): {
  read(): Remembered | null
  write(remembered: Remembered): boolean
} {
  return {
    read() {
      try {
        const value: Partial<Remembered> = JSON.parse(storage().getItem(NAME) ?? 'null') ?? {}
        const { key, checkpoint, fork } = value
        if (typeof key !== 'string' || typeof checkpoint !== 'string') return null
        const forked = typeof fork?.seen === 'string' && typeof fork.given === 'string'
        return { key, checkpoint, ...(forked ? { fork } : {}) }
      } catch {
        return null
      }
    },
    write(remembered) {
      try {
        storage().setItem(NAME, JSON.stringify(remembered))
        return true
      } catch {
        return false
      }
    },
  }
}
