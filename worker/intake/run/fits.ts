/** Choice among the built-in mappings for some files, by trying them. */
import { Problem, type Words } from '../../domain/record/problem.ts'
import type { GivenFile } from '../files/sheet.ts'
import { combine, readDelivery } from '../list/delivery.ts'
import { builtinMapping, builtinNames } from '../profiles.ts'
import { readRegister } from '../register/read.ts'

export interface Fit {
  name: string
  title: Words
  target: 'responsibility' | 'register'
  /** Rows or records that could be read, and those that could not. */
  read: number
  rejected: number
}

/** The mappings that read anything of these files, the best first. */
export function fitsOf(files: readonly GivenFile[], today: string): Fit[] {
  return builtinNames
    .flatMap((name) => fitOf(name, files, today) ?? [])
    .filter(({ read }) => read > 0)
    .sort((a, b) => b.read - b.rejected - (a.read - a.rejected))
}

function fitOf(name: string, files: readonly GivenFile[], today: string): Fit | null {
  const mapping = builtinMapping(name)
  const { title, target } = mapping
  try {
    if (mapping.target === 'register') {
      const deliveries = readRegister(files, { mapping, asOf: null, today, departmentOf: () => null })
      const count = (of: 'records' | 'rejected'): number =>
        deliveries.reduce((total, delivery) => total + delivery[of].length, 0)
      return { name, title, target, read: count('records'), rejected: count('rejected') }
    }
    const read = files.map((file) => readDelivery(file, mapping))
    // What names records of this ledger is compared with them, and not read by the words of the mapping.
    const own = read.reduce((total, delivery) => total + delivery.own.length, 0)
    const { rows, rejected } = combine(read.map((delivery) => ({ ...delivery, own: [] })))
    return { name, title, target, read: rows.length + own, rejected: rejected.length }
  } catch (error) {
    if (error instanceof Problem) return null
    throw error
  }
}
