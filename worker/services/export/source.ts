import { lists } from '../../domain/kinds/table.ts'
import { memberOf } from '../../domain/record/json.ts'
import type { Reading, RecordQuery, Version } from '../read/reading.ts'
import type { Page, RecordView } from '../read/views.ts'
import type { PackageFacts } from './datapackage.ts'
import { factsOf, type PackageSource, type PackedEntry } from './package.ts'

/** Entries asked for at once. */
const PAGE = 500

/** @param today the day for which is computed what follows from dates */
export function localSource(reading: Reading, today: string): PackageSource {
  return {
    facts: () => factsOf(reading.log, today),
    records: (query) => reading.records(query),
    version: (id, at) => reading.version(id, at),
    entries: async (since) => (await reading.changes({ since, limit: PAGE })).items,
  }
}

/**
 * Server as the source of a package. Its answers are taken as of its version of the API, where the parts that
 * are used are there.
 */
export function remoteSource(ask: (path: string) => Promise<unknown>, today: string): PackageSource {
  const get = (path: string): Promise<unknown> => ask(`/api/v1${path}`)
  return {
    async facts(): Promise<PackageFacts> {
      const about = await ask('/.well-known/mingzhang.json')
      const latest = await get('/checkpoints/latest')
      const place = memberOf(about, 'place')
      const recorded = memberOf(latest, 'recorded')
      return {
        origin: textOf(memberOf(about, 'origin')),
        verifierKey: textOf(memberOf(about, 'verifierKey')),
        place: { zh: textOf(memberOf(place, 'zh')), en: textOf(memberOf(place, 'en')) },
        size: numberOf(memberOf(latest, 'size')),
        recorded: recorded === null ? null : textOf(recorded),
        checkpoint: textOf(memberOf(latest, 'checkpoint')),
        today,
      }
    },
    async records({ kind, ...query }: RecordQuery): Promise<Page<RecordView>> {
      const list = kind === undefined ? 'records' : (lists[kind] ?? 'records')
      const given = Object.entries(query).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, String(value)]],
      )
      const page = await get(`/${list}?${new URLSearchParams(given)}`)
      const next = memberOf(page, 'next')
      return { items: itemsOf(page, isRecord), next: next === null ? null : textOf(next) }
    },
    async version(id, { size }): Promise<Version | null> {
      const version = await get(`/records/${encodeURIComponent(id)}/version?size=${size}`)
      return isVersion(version) ? version : unexpected('version')
    },
    entries: async (since) => itemsOf(await get(`/changes?since=${since}&limit=${PAGE}`), isEntry),
  }
}

function unexpected(what: string): never {
  throw new Error(`the server answered something else than expected (${what})`)
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : unexpected('text'))
const numberOf = (value: unknown): number => (typeof value === 'number' ? value : unexpected('number'))

function itemsOf<T>(page: unknown, is: (item: unknown) => item is T): T[] {
  const items = memberOf(page, 'items')
  return Array.isArray(items) && items.every(is) ? items : unexpected('items')
}

const hasState = (value: unknown): boolean => typeof memberOf(memberOf(value, 'state'), 'kind') === 'string'

function isRecord(value: unknown): value is RecordView {
  return (
    hasState(value) &&
    typeof memberOf(value, 'id') === 'string' &&
    typeof memberOf(value, 'status') === 'string' &&
    typeof memberOf(value, 'firstIndex') === 'number' &&
    typeof memberOf(value, 'lastIndex') === 'number'
  )
}

function isVersion(value: unknown): value is Version {
  return hasState(value) && typeof memberOf(value, 'seq') === 'number'
}

function isEntry(value: unknown): value is PackedEntry {
  return typeof memberOf(value, 'index') === 'number' && typeof memberOf(value, 'envelope') === 'object'
}
