/** What this code derives of fixed entries, as digests that are kept in the repository. */
import {
  calledOf,
  datesOf,
  linksOf,
  namingsOf,
  replay,
  searchFields,
  summarise,
} from '../../../worker/domain/kinds/replay.ts'
import { versions } from '../../../worker/domain/kinds/table.ts'
import type { Recorded, RecordKind } from '../../../worker/domain/record/event.ts'
import { toHex, utf8 } from '../../../worker/ledger/bytes.ts'
import { canonicalJson, type Json } from '../../../worker/ledger/canonical.ts'
import { sha256 } from '../../../worker/ledger/merkle.ts'
import { indexTerms, markOf, TERMS_VERSION } from '../../../worker/store/search/terms.ts'
import { bodiesOf, RECORDS } from './bodies.ts'

/** By the name of what is derived (a kind, or the terms of the search index). */
export interface Shapes {
  [name: string]: {
    version: number
    /** A digest of all that is derived after the first entry, and after each event that may follow it. */
    derived: { [event: string]: string }
  }
}

export const FILE = new URL('../../domain/kinds/derived-shapes.json', import.meta.url)
export const COMMAND = 'npx tsx test/support/derived/refresh.ts'

const digest = (value: unknown): string =>
  toHex(sha256(utf8(canonicalJson(JSON.parse(JSON.stringify(value)))))).slice(0, 16)

function entriesOf(kind: RecordKind, bodies: readonly [event: string, body: Json | null][]): Recorded[] {
  return bodies.map(([event, body], i) => ({
    index: 10 + i,
    body,
    envelope: {
      v: 1,
      kind: `${kind}.${event}`,
      record: RECORDS[kind],
      seq: i + 1,
      department: 'dep-water',
      actor: { account: 'clerk', role: 'recorder', department: 'dep-water' },
      occurred: ['2026-03-05', '2026-04', '2026-05-01'][i] ?? '2026',
      recorded: `2026-0${i + 6}-02T00:00:00.000Z`,
      visibility: body === null ? 'sealed' : 'public',
      ...(body === null ? { ground: 'process_info', review: '2027-01-01' } : {}),
      body: '',
    },
  }))
}

function derivedOf(kind: RecordKind, bodies: readonly [event: string, body: Json | null][]): unknown {
  const entries = entriesOf(kind, bodies)
  const states = entries.map((_, i) => replay(RECORDS[kind], entries.slice(0, i + 1)))
  const last = states.at(-1)
  if (last == null) throw new Error(`${kind} gives no state`)
  const names = [namingsOf(last), calledOf(last)].filter(({ length }) => length > 0)
  return [states, summarise(last), searchFields(last), linksOf(last), datesOf(last), ...names]
}

function shapeOf(kind: RecordKind): { [event: string]: string } {
  const { first, events } = bodiesOf(kind)
  const withheld = [...first, null]
  const [whole = null] = first
  const opened = digest(withheld.map((body) => derivedOf(kind, [['first', body]])))
  const byName = Object.entries(events).sort(([a], [b]) => (a < b ? -1 : 1))
  const after = byName.map(([event, bodies]) => [
    event,
    digest([
      ...withheld.map((body) =>
        derivedOf(kind, [
          ['first', body],
          [event, bodies[0] ?? null],
        ]),
      ),
      derivedOf(kind, [['first', whole], ...bodies.map((body): [string, Json] => [event, body])]),
      derivedOf(kind, [
        ['first', whole],
        [event, null],
      ]),
    ]),
  ])
  return { first: opened, ...Object.fromEntries(after) }
}

const TEXTS = ['水资源费征收标准 2026', 'ＡＢＣ 3D打印', 'café', '市', '（京）建发〔2026〕1号']

/** What this code derives. */
export function shapesNow(): Shapes {
  const kinds = versions().map(({ kind, version }) => [kind, { version, derived: shapeOf(kind) }])
  return {
    ...Object.fromEntries(kinds),
    'search terms': {
      version: TERMS_VERSION,
      derived: {
        texts: digest(TEXTS.map(indexTerms)),
        marks: digest(markOf('department', 'dep-mc-water')),
      },
    },
  }
}

/** Something whose derived shape is another than the kept one, under a version that is not. */
export interface Due {
  name: string
  says: string
  /** File and version that are to be raised; null where raising does not mend it. */
  raise: { file: string; from: number } | null
}

/** What has to be mended before the shapes of now may be kept: nothing, when none is given. */
export function due(kept: Shapes, now: Shapes): Due[] {
  return Object.entries(kept).flatMap(([name, { version, derived }]): Due[] => {
    const one = now[name]
    if (one === undefined)
      return [{ name, says: `“${name}” is gone: rows of it would never be rebuilt`, raise: null }]
    const changed = Object.keys(derived).filter((event) => one.derived[event] !== derived[event])
    if (one.version > version || (one.version === version && changed.length === 0)) return []
    const file =
      name === 'search terms' ? 'worker/store/search/terms.ts' : `worker/domain/kinds/${name}/kind.ts`
    if (one.version < version) {
      const says = `the version of “${name}” went back from ${version} to ${one.version}: versions only ever rise`
      return [{ name, says, raise: null }]
    }
    const says = `what is derived of “${name}” changed (${changed.join(', ')}): ${COMMAND} raises its version from ${version} to ${version + 1} in ${file}`
    return [{ name, says, raise: { file, from: version } }]
  })
}

/**
 * A source text with the version that it declares raised by one.
 *
 * @throws Error unless it declares this version in one line
 */
export function raised(source: string, from: number): string {
  const lines = new RegExp(`^((?:  version: |export const TERMS_VERSION = ))${from}(?=,?$)`, 'gm')
  if (source.match(lines)?.length !== 1) throw new Error(`version ${from} does not stand in one line`)
  return source.replace(lines, `$1${from + 1}`)
}
