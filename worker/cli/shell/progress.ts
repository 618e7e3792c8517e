/** A progress bar of one line on the error stream, for a person who watches; silent otherwise. */
import { cutTo, type Terminal, widthOf } from './terminal.ts'

export interface Progress {
  /** Moves the bar; `of` is the whole, 0 while it is not known. */
  at(done: number, of: number, what: string): void
  /** Takes the bar away. */
  end(): void
}

const CELLS = 24
const EVERY_MS = 60

/** Progress bar on a terminal; one that does nothing when nobody watches. */
export function progressOn(terminal: Terminal): Progress {
  if (!terminal.watched) return { at: () => undefined, end: () => undefined }
  let drawn = 0
  let last = 0
  return {
    at(done, of, what) {
      const now = terminal.now().getTime()
      if (done < of && now - last < EVERY_MS) return
      last = now
      const line = cutTo(lineOf(done, of, what), terminal.columns - 1)
      terminal.err(`\r${line}${' '.repeat(Math.max(0, drawn - widthOf(line)))}`)
      drawn = widthOf(line)
    },
    end() {
      if (drawn > 0) terminal.err(`\r${' '.repeat(drawn)}\r`)
      drawn = 0
    },
  }
}

function lineOf(done: number, of: number, what: string): string {
  if (of === 0) return `${done}  ${what}`
  const full = Math.min(CELLS, Math.floor((done / of) * CELLS))
  return `${'█'.repeat(full)}${'░'.repeat(CELLS - full)} ${done}/${of}  ${what}`
}
