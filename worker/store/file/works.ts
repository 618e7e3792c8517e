/** Messages to the thread of a database, and its answers. */
import type { Statement } from '../database.ts'
import type { Tuples } from './connection.ts'
import type { Fault } from './fault.ts'

export type Work =
  | { does: 'execute'; statement: Statement }
  | { does: 'batch'; statements: readonly Statement[]; mode: 'read' | 'write' }
  | { does: 'executeMultiple'; sql: string }
  | { does: 'index'; size: number; also: readonly Statement[] }
  | { does: 'close' }

/** Works of one turn, each with a number of its own. */
export type Asked = readonly { id: number; work: Work }[]

export type Told = readonly ({ id: number; answers: Tuples[] } | { id: number; fault: Fault })[]
