/** Messages between the page of an import and the worker that reads its files. */
import type { Lang } from '../../../worker/domain/record/problem.ts'
import type { CommentColumn, ReadComments } from '../../../worker/intake/comments/read.ts'
import type { Accepted, Held } from '../../../worker/intake/harm/brake.ts'
import type { Rejection } from '../../../worker/intake/list/rejection.ts'
import type { AnyMapping } from '../../../worker/intake/profiles.ts'
import type { Tally } from '../../../worker/intake/register/tally.ts'
import type { WithdrawalSummary } from '../../../worker/intake/run/back/withdraw.ts'
import type { Columns } from '../../../worker/intake/run/columns.ts'
import type { Fit } from '../../../worker/intake/run/fits.ts'
import type { RowOutcome } from '../../../worker/intake/run/target.ts'

/** A delivery that was imported, with its number of entries. */
export interface Imported {
  delivery: string
  entries: number
}

export type { WithdrawalSummary as TakenBack } from '../../../worker/intake/run/back/withdraw.ts'
export type { Accepted, AnyMapping, Columns, Fit, Held, Rejection, RowOutcome, Tally }

export interface Given {
  path: string
  bytes: Uint8Array
}

/** Settings of an import: its mapping, its date, its department, and what it may write. */
export interface Settings {
  /** A built-in mapping by name, or a whole one. */
  mapping: string | object
  /** Columns that take another header than the mapping says; null for none. */
  columns: { [name: string]: string | null }
  /** Date of the delivery; empty to take it from the files, else today. */
  asOf: string
  /** Only a part of what is published: what is not in it has not vanished. */
  partial: boolean
  /** Department of the list, where the files do not say; empty to take it from them. */
  department: string
  /** The one department for which may be written; null for all. */
  only: string | null
  /** Harms to many records that were looked at and are allowed. */
  accept: Accepted[]
  /** Entries of the own department carry its signature, by the key in this browser. */
  sign: boolean
  today: string
}

export interface Summary {
  profile: string
  added: number
  changed: number
  unchanged: number
  rejected: number
  /** Outcome of the rows. */
  tally: Tally
  /** Harms to many records, which are looked at before anything is entered. */
  held: Held[]
  /** Nothing can be entered: a file lacks what the mapping names, or cannot be read. */
  blocked: boolean
  /** Gone from the delivery, and recorded so. */
  gone: number
  entries: number
  /** Dates of the deliveries that were compared. */
  asOf: string[]
  /** Deliveries that can be compared only after these are entered. */
  left: number
  departments: { id: string; name: string; isNew: boolean }[]
  rows: RowOutcome[]
  rejections: Rejection[]
  notes: { file: string; sheet: string; row: number | null; words: { zh: string; en: string } }[]
}

export type Ask =
  /** The files that everything after it is about. */
  | { ask: 'open'; files: Given[]; today: string }
  | { ask: 'draft' }
  /** A list of comments, with the headers by column that are none of the usual ones. */
  | { ask: 'comments'; files: Given[]; named: { readonly [column in CommentColumn]?: string } }
  | { ask: 'preview'; settings: Settings }
  | { ask: 'enter'; settings: Settings }
  | { ask: 'imported' }
  | { ask: 'take-back'; delivery: string; today: string; dryRun: boolean }
  | { ask: 'rejects'; rejections: Rejection[]; settings: Settings; lang: Lang }

export interface Words {
  zh: string
  en: string
}

export type Tell =
  | { tell: 'fits'; fits: Fit[]; partial: boolean }
  | { tell: 'drafted'; mapping: object; remarks: Words[] }
  | { tell: 'preview'; summary: Summary; columns: Columns | null; mapping: object }
  | { tell: 'comments'; read: ReadComments; headers: string[] }
  | { tell: 'imported'; deliveries: Imported[] }
  | { tell: 'taken-back'; summary: WithdrawalSummary }
  | { tell: 'progress'; done: number; of: number }
  /** The server does not answer: it is asked again in so many milliseconds. */
  | { tell: 'waiting'; milliseconds: number }
  | { tell: 'done'; summary: Summary }
  | { tell: 'files'; files: { name: string; bytes: Uint8Array }[] }
  | { tell: 'refused'; code: string; words: Words; field: string | null }
