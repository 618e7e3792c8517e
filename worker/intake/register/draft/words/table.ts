/** Tables of words by role: one for each family of scripts. */

export interface RoleWords {
  /** Words that settle it; `*` stands for what may follow or go before, `_` for a space. */
  strong: string
  /** Words that speak for it. */
  weak?: string
  /** Words that speak against it. */
  not?: string
}

/** Meanings that a column may have. The last four are of people in offices. */
export type Role =
  | 'title'
  | 'key'
  | 'department'
  | 'status'
  | 'start'
  | 'due'
  | 'done'
  | 'duration'
  | 'amount'
  | 'progress'
  | 'area'
  | 'summary'
  | 'person'
  | 'role'
  | 'from'
  | 'to'

export type RoleTable = { readonly [role in Role]: RoleWords }
