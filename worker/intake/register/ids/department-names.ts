/** Departments by the names that a delivery prints. */
import { departmentCodeOf, departmentId } from '../../../domain/kinds/department/ids.ts'
import type { Words } from '../../../domain/record/problem.ts'
import { sha256 } from '../../../ledger/merkle.ts'
import { exact, foldedAtFirst, foldedName } from '../fold.ts'

/** Ids by name: the very name first, then the one that differs in case, spaces and punctuation alone. */
export interface NameIndex {
  idOf(name: string): string | null
  add(name: string, id: string): void
}

/**
 * Index of the names of departments, which finds the exact spelling first, then the folded one. The first of
 * several with one name counts.
 */
export function nameIndex(names: Iterable<readonly [string, string]> = []): NameIndex {
  const very = new Map<string, string>()
  const alike = new Map<string, string>()
  const add = (name: string, id: string): void => {
    if (!very.has(exact(name))) very.set(exact(name), id)
    if (!alike.has(foldedName(name))) alike.set(foldedName(name), id)
  }
  for (const [name, id] of names) add(name, id)
  return { add, idOf: (name) => very.get(exact(name)) ?? alike.get(foldedName(name)) ?? null }
}

/** The departments of one delivery. */
export interface DepartmentNames {
  /** The id of a department by its name, and what there is to tell of that name when it is met first. */
  meet(name: string): { id: string; told: Words | null }
}

/**
 * @param departments names by id, added to as they are met
 * @param departmentOf the id of a department that is known already
 * @param isTaken whether a known department has this id
 */
export function departmentNames(
  departments: Map<string, string>,
  departmentOf: (name: string) => string | null,
  isTaken: (id: string) => boolean,
): DepartmentNames {
  const met = new Map<string, string>()
  const here = nameIndex()
  /** The first name of all that only accents, marks or symbols tell apart. */
  const near = new Map<string, string>()

  const idOf = (name: string): string => {
    const known = departmentOf(name) ?? here.idOf(name)
    if (known !== null) return known
    // Ids are made of less than what names are told apart by.
    const taken = (code: string): boolean =>
      departments.has(departmentId(code)) || isTaken(departmentId(code))
    return departmentId(departmentCodeOf(name, sha256, taken, lettersOf(name) || name))
  }

  return {
    meet(printed) {
      const name = exact(printed)
      const known = met.get(name)
      if (known !== undefined) return { id: known, told: null }
      const id = idOf(name)
      met.set(name, id)
      here.add(name, id)
      const first = departments.get(id)
      if (first === undefined) departments.set(id, name)
      const loose = lettersOf(name)
      const beside = near.get(loose)
      if (beside === undefined) near.set(loose, name)
      if (first !== undefined && exact(first) !== name) return { id, told: sameOf(first, name) }
      const other = beside !== undefined && loose !== '' && met.get(beside) !== id
      return { id, told: other ? apartOf(beside, name) : null }
    },
  }
}

const sameOf = (first: string, name: string): Words => ({
  zh: `“${name}”与“${first}”只差大小写、空格或标点，记为同一部门`,
  en: `"${name}" and "${first}" differ in case, spaces or punctuation alone: taken for one department`,
})

const apartOf = (first: string, name: string): Words => ({
  zh: `“${name}”与“${first}”相近而不同，记为两个部门`,
  en: `"${name}" and "${first}" are nearly alike and differ: taken for two departments`,
})

const lettersOf = (name: string): string => foldedAtFirst(name).replaceAll(' ', '')
