/** Columns as they are chosen for a role. */

import type { Role } from '../words/roles.ts'
import type { Column } from './profile-column.ts'

/** A column, and those that take its place in files that lack it. */
export interface Picked extends Column {
  others: Column[]
}

/**
 * Reach of a role: filled by one column alone, with others for other files, or only if every file has one.
 */
export type Scope = 'one' | 'any' | 'all'
export type Choose = (
  role: Role,
  fits: (column: Column) => boolean,
  bonus?: (column: Column) => number,
  scope?: Scope,
) => Picked | null
