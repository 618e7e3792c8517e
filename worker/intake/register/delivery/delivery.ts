/** Delivery of a register when it was read: records as they are to be, and the outcome of every row. */
import type { Words } from '../../../domain/record/problem.ts'
import type { Json } from '../../../ledger/canonical.ts'
import type { Note, Place, Rejection } from '../../list/rejection.ts'
import type { DepartmentNames } from '../ids/department-names.ts'
import type { NamesInFile } from '../ids/names-in-file.ts'
import type { RecordMapping, RegisterMapping } from '../mapping.schema.ts'
import type { ColumnMarks } from '../numbers/column-marks.ts'
import type { Row, Scope } from '../scope.ts'
import type { PlacedRow } from '../tables.ts'

export type DeliveredFields = { [field: string]: Json }

/** One record as a delivery has it. */
export interface DeliveredRecord {
  kind: RecordMapping['kind']
  id: string
  key: string
  /** The key that a ledger may hold it under as well: from before marks and symbols told keys apart, or as it is printed. */
  earlier: string | null
  /** The key without what tells several of one key apart, and the text that would; null where the mapping names none. */
  told: { of: string; by: string } | null
  department: string
  occurred: string | null
  fields: DeliveredFields
  steps: readonly DeliveredFields[]
  ruling: DeliveredFields | null
  report: DeliveredFields | null
  answer: DeliveredFields | null
  /** The rating by the asker that a list states; null where the mapping does not ask. */
  rating: DeliveredFields | null
  done: string | null
  /** Said to be done or answered, without a date; null where the mapping does not ask. */
  finished: boolean | null
  reason: string | null
  rule: RecordMapping
  /** Row of the delivery it came from, from 0. */
  ordinal: number
  where: { file: string; sheet: string; row: number }
}

/** Rows that a record was read from: its own, and the one around that. Those of a delivery stand beside its records, in their order. */
export type Origin = Row | readonly [Row, Row]

/** A row that gave no record. */
export interface PassedRow extends Place {
  /** Row of the delivery, from 0. */
  ordinal: number
  reason: Words
}

/** One delivery: everything that was published for one date. */
export interface RegisterDelivery {
  asOf: string
  files: string[]
  records: DeliveredRecord[]
  /** Rows read, before they became records. */
  rows: number
  /** Rows that gave no record, each with the reason. */
  passed: PassedRow[]
  rejected: Rejection[]
  /** Rows of which something was rejected, by their place in the delivery. */
  rejectedRows: Set<number>
  /** Keys of records that were rejected: they are in the delivery all the same. A null key may be any record. */
  refused: { kind: RecordMapping['kind']; key: string | null }[]
  notes: Note[]
  /** It lacks what the mapping names: none of it may be entered. */
  lacking: boolean
  /** Names of departments by their ids. */
  departments: Map<string, string>
}

export interface ReadOptions {
  mapping: RegisterMapping
  /** Given by the user; else from the names of the files. */
  asOf: string | null
  today: string
  departmentOf(name: string): string | null
  /** True for an id that a department has already. */
  isTaken?(id: string): boolean
  /** The records are only counted: of what they say nothing is kept but what tells them apart. */
  counted?: boolean
  /** Takes the path of whatever a row has something in, while the rows are there. */
  filled?: Set<string>
}

/** A row, and its place in the whole delivery. */
export interface OrdinalRow extends PlacedRow {
  ordinal: number
  /** Facts about the file that it stands in. */
  known: Known
}

/** Facts about a whole delivery, or a file of it, that are known when a row is read. */
export interface Known {
  names: DepartmentNames
  /** Names that stand in the file for ids. */
  ids: NamesInFile
  /** The ids of records by the powers that the mapping declares. */
  powers: ReadonlyMap<string, string>
  marks: ColumnMarks
  said: Set<Words>
  /** The records are only counted. */
  counted: boolean
}

/** The place of a row, as it is told. */
export const whereOf = ({ file, sheet, number }: PlacedRow): Place => ({ file, sheet, row: number })

/** The names by which a mapping reads the place of a row. */
export function aboutOf({ file, sheet, number, key }: PlacedRow, { asOf }: RegisterDelivery): Scope['about'] {
  const place = { '@file': file, '@sheet': sheet, '@row': String(number) }
  return { ...place, '@asOf': asOf, ...(key === null ? {} : { '@key': key }) }
}

/** The value as an object; an empty one for anything else. */
export function objectIn(value: Json | undefined): { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
}
