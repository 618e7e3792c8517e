/** The register as a Data Package (Frictionless, version 2): its tables with their fields, and how they refer. */

import { fieldLabel, label } from '../../domain/kinds/labels.ts'
import { listedKinds, lists } from '../../domain/kinds/table.ts'
import type { Words } from '../../domain/record/problem.ts'
import type { Column, ColumnType, TableKind } from './column.ts'
import { TABLES } from './columns.ts'

/** Licence under which the register may be used: for the operator to say. */
export interface Licence {
  /** As in the SPDX or Open Definition lists. */
  name?: string | undefined
  path?: string | undefined
  title?: string | undefined
}

/** A file of the package as it was written. */
export interface PackedFile {
  path: string
  rows?: number | undefined
  bytes?: number | undefined
  /** Hexadecimal. */
  sha256?: string | undefined
}

/** State of the ledger as of which the package was made. */
export interface PackageFacts {
  origin: string
  verifierKey: string
  place: Words
  /** Entries in the ledger; what was recorded after them is in no file. */
  size: number
  recorded: string | null
  /** The signed checkpoint over that size. */
  checkpoint: string
  /** The day for which the derived columns were computed. */
  today: string
}

export interface PackageOptions {
  /** The file of each list. */
  fileOf(kind: TableKind): PackedFile
  entries?: PackedFile | undefined
  homepage?: string | undefined
  licences?: readonly Licence[] | undefined
}

const PROFILE = 'https://datapackage.org/profiles/2.0/datapackage.json'
const INSTANT = '\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{3})?Z'
const DATE = `^(\\d{4}|\\d{4}-\\d{2}|\\d{4}-\\d{2}-\\d{2}|${INSTANT})$`

/** Dates keep the precision that they were given, which no date type of the standard does: they are text. */
const TYPES: { readonly [type in ColumnType]: { type: string; pattern?: string } } = {
  string: { type: 'string' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  day: { type: 'date' },
  date: { type: 'string', pattern: DATE },
  instant: { type: 'string', pattern: `^${INSTANT}$` },
  object: { type: 'object' },
  array: { type: 'array' },
}

function titleOf(kind: TableKind, { name, words }: Column): string {
  const of = (lang: keyof Words): string => {
    if (words !== undefined) return words[lang]
    const [own = name, part] = name.split('.')
    const whole = fieldLabel(lang, kind, own)
    return part === undefined ? whole : `${whole} · ${label(lang, 'field', part)}`
  }
  return `${of('zh')} / ${of('en')}`
}

function fieldOf(kind: TableKind, column: Column): object {
  const { name, role, codes, personal } = column
  const { type, pattern } = TYPES[column.type]
  const constraints = {
    ...(name === 'id' ? { required: true, unique: true } : {}),
    ...(name === 'seq' || name === 'status' || name === 'firstIndex' ? { required: true } : {}),
    ...(codes === undefined ? {} : { enum: codes }),
    ...(pattern === undefined ? {} : { pattern }),
  }
  return {
    name,
    title: titleOf(kind, column),
    type,
    ...(Object.keys(constraints).length === 0 ? {} : { constraints }),
    'mingzhang:role': role,
    ...(role === 'derived' && name !== 'derivedAsOf' ? { 'mingzhang:derivedAsOf': 'derivedAsOf' } : {}),
    ...(personal ? { 'mingzhang:personal': true } : {}),
  }
}

/** The schema of one list: its fields in order, what names a row, and which rows of other lists it names. */
function tableSchema(kind: TableKind): object {
  const foreignKeys = TABLES[kind].flatMap(({ name, to }) =>
    to === undefined
      ? []
      : [{ fields: [name], reference: { resource: to === kind ? '' : lists[to], fields: ['id'] } }],
  )
  return {
    fields: TABLES[kind].map((column) => fieldOf(kind, column)),
    primaryKey: ['id'],
    missingValues: [''],
    ...(foreignKeys.length === 0 ? {} : { foreignKeys }),
  }
}

function fileFacts({ path, rows, bytes, sha256 }: PackedFile): object {
  return {
    path,
    ...(bytes === undefined ? {} : { bytes }),
    ...(sha256 === undefined ? {} : { hash: `sha256:${sha256}` }),
    ...(rows === undefined ? {} : { 'mingzhang:rows': rows }),
  }
}

function resourceOf(kind: TableKind, file: PackedFile): object {
  return {
    name: lists[kind],
    type: 'table',
    title: `${label('zh', 'record', kind)} / ${label('en', 'record', kind)}`,
    ...fileFacts(file),
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    dialect: { delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true, header: true },
    schema: tableSchema(kind),
  }
}

const ENTRIES = {
  name: 'entries',
  title: '账目 / Entries',
  description:
    'Every entry of the ledger, one JSON object a line: index, envelope, body, salt. A body that is sealed or was lawfully erased is null.',
  format: 'jsonl',
  mediatype: 'application/jsonl',
  encoding: 'utf-8',
}

/** Name of the package: letters, digits and marks that the standard allows. */
function nameOf(origin: string): string {
  return `mingzhang-${origin.toLowerCase().replace(/[^a-z0-9.-]+/g, '-')}`
}

/**
 * Descriptor of the package, `datapackage.json`: its resources with their fields and references, and the head
 * of the ledger they were taken from.
 */
export function dataPackage(
  { origin, verifierKey, place, size, recorded, checkpoint, today }: PackageFacts,
  { fileOf, entries, homepage, licences = [] }: PackageOptions,
): object {
  const at = (lang: keyof Words): string => (place[lang] === '' ? '' : ` · ${place[lang]}`)
  return {
    $schema: PROFILE,
    name: nameOf(origin),
    id: `urn:mingzhang:${origin}`,
    title: `明账${at('zh')} / Mingzhang${at('en')}`,
    description: `账本 ${origin} 前 ${size} 条账目留下的全部记录。 / All records as the first ${size} entries of the ledger ${origin} leave them.`,
    ...(homepage === undefined ? {} : { homepage }),
    version: String(size),
    ...(recorded === null ? {} : { created: recorded }),
    ...(licences.length === 0 ? {} : { licenses: licences }),
    'mingzhang:ledger': { origin, verifierKey, size, recorded, checkpoint, derivedAsOf: today },
    resources: [
      ...listedKinds.map((kind) => resourceOf(kind, fileOf(kind))),
      ...(entries === undefined ? [] : [{ ...ENTRIES, ...fileFacts(entries) }]),
    ],
  }
}
