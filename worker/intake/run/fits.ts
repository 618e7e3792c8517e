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
    const { rows, rejected } = combine(files.map((file) => readDelivery(file, mapping)))
    return { name, title, target, read: rows.length, rejected: rejected.length }
  } catch (error) {
    if (error instanceof Problem) return null
    throw error
  }
}
