import { listedKinds, lists } from '../../domain/kinds/table.ts'
import type { Lang } from '../../domain/record/problem.ts'
import type { Log } from '../read/log.ts'
import type { TableKind } from './column.ts'
import { TABLES } from './columns.ts'
import { dataPackage, type Licence, type PackageFacts, type PackedFile } from './datapackage.ts'
import { type RecordSource, recordPages, rowOf } from './table.ts'

/** One entry as it leaves the ledger. */
export interface PackedEntry {
  index: number
  envelope: unknown
  /** Null when it is sealed or was lawfully erased. */
  body: unknown
  /** With it the body can be digested, and compared with the envelope. */
  salt: string | null
  withheld: string | null
}

/** Source of a package: a ledger of this machine, or a server that was asked. */
export interface PackageSource extends RecordSource {
  facts(): Promise<PackageFacts>
  /** Entries from an index on, oldest first; none at the end. */
  entries(since: number): Promise<readonly PackedEntry[]>
}

/** A file that is being written. */
export interface PackageFile {
  write(text: string): Promise<void>
  end(): Promise<{ bytes: number; sha256: string }>
}

/** The head of a ledger with what a package says of it. @throws FrozenError when nothing may be signed */
export async function factsOf(
  log: Pick<Log, 'origin' | 'verifierKey' | 'place' | 'snapshot' | 'checkpointAt'>,
  today: string,
): Promise<PackageFacts> {
  const { size, recorded } = await log.snapshot()
  const { origin, verifierKey, place } = log
  return { origin, verifierKey, place, size, recorded, checkpoint: await log.checkpointAt(size), today }
}

export interface Packed {
  size: number
  files: PackedFile[]
}

/**
 * Writes a package: all of it as of one ledger size, however long it takes. What describes it comes last, so
 * that a folder without it is no package.
 */
export async function writePackage(
  source: PackageSource,
  open: (path: string) => PackageFile,
  { lang, licences, homepage }: { lang: Lang; licences?: readonly Licence[]; homepage?: string },
): Promise<Packed> {
  const facts = await source.facts()
  const tables = new Map<TableKind, PackedFile>()
  for (const kind of listedKinds) {
    const path = `${lists[kind]}.csv`
    tables.set(kind, await written(path, open, tableParts(source, kind, facts, lang)))
  }
  const entries = await written('entries.jsonl', open, entryParts(source, facts.size))
  const description = dataPackage(facts, {
    fileOf: (kind) => tables.get(kind) ?? { path: `${lists[kind]}.csv` },
    entries,
    homepage,
    licences,
  })
  const json = `${JSON.stringify(description, null, 2)}\n`
  const described = await written('datapackage.json', open, one({ text: json, rows: 0 }))
  const { path, bytes, sha256 } = described
  return { size: facts.size, files: [...tables.values(), entries, { path, bytes, sha256 }] }
}

interface Part {
  text: string
  rows: number
}

async function* one(part: Part): AsyncGenerator<Part> {
  yield part
}

async function* tableParts(
  source: RecordSource,
  kind: TableKind,
  { size, today }: PackageFacts,
  lang: Lang,
): AsyncGenerator<Part> {
  const columns = TABLES[kind]
  yield { text: `${columns.map(({ name }) => name).join(',')}\r\n`, rows: 0 }
  for await (const records of recordPages(source, { kind, annulled: 'any' }, size)) {
    const lines = records.map((record) => `${rowOf(columns, record, { lang, today })}\r\n`)
    yield { text: lines.join(''), rows: lines.length }
  }
}

async function* entryParts(source: PackageSource, size: number): AsyncGenerator<Part> {
  for (let since = 0; since < size; ) {
    const found = (await source.entries(since)).filter(({ index }) => index < size)
    const last = found.at(-1)
    if (last === undefined) throw new Error(`entries end at ${since} of ${size}`)
    const lines = found.map(
      ({ index, envelope, body, salt, withheld }) =>
        `${JSON.stringify({ index, envelope, body, salt, withheld })}\n`,
    )
    yield { text: lines.join(''), rows: lines.length }
    since = last.index + 1
  }
}

async function written(
  path: string,
  open: (path: string) => PackageFile,
  parts: AsyncGenerator<Part>,
): Promise<PackedFile & { bytes: number; sha256: string }> {
  const file = open(path)
  let rows = 0
  for await (const part of parts) {
    rows += part.rows
    await file.write(part.text)
  }
  return { path, rows, ...(await file.end()) }
}
