/** A record as it is, or as it stood on the day or at the ledger size that the reader asked for. */

import { type LeftOutData, NOTHING_LEFT } from '../../../web/components/record/LeftOut.tsx'
import type { RecordPageData } from '../../../web/components/record/RecordPage.tsx'
import { statusOn, summarise } from '../../domain/kinds/replay.ts'
import { isListedKind } from '../../domain/kinds/table.ts'
import { foremost, outdatedBy, type Aged as Translation } from '../../domain/kinds/translation/outdated.ts'
import { isCalendarDate } from '../../domain/record/date.ts'
import type { Moment, RecordKind } from '../../domain/record/event.ts'
import { strands } from '../../domain/record/kind-words.ts'
import type { Span } from '../../services/read/history.ts'
import type { VersionPoint } from '../../services/read/reading.ts'
import type { Linked, RecordView } from '../../services/read/views.ts'
import type { Check } from '../html/render.ts'
import { type Ask, type From, NOTHING, shownOf } from './common.ts'

/** Entries of a record that a browser fetches and replays to check its page: of a longer one it checks what it shows. */
const CHECKED = 1000
/** Entries that the page of such a record shows. */
const OF_LONG = 50
/** Parts of a record that are not shown of which it is looked up why. */
const HIDDEN = 500
const FLAGS = 50
const QUESTIONS = 50
const NOTICES = 10
const MENTIONS = 20
const TRANSLATIONS = 20

/**
 * The record as it is, or as it stood at the point that the reader asked for: what the page of every record shows. Of a
 * page of how it once stood, nothing is said of flags, questions, notices, mentions and translations.
 */
export type Seen = RecordPageData

function pointOf(at: string): VersionPoint | null {
  if (isCalendarDate(at) && at.length === 10) return { date: at }
  return /^(0|[1-9]\d{0,15})$/.test(at) ? { size: Number(at) } : null
}

/** The number of an entry in its record that has older ones. */
function numberOf(text: string): number | null {
  return /^[1-9]\d{0,8}$/.test(text) && text !== '1' ? Number(text) : null
}

/** The entries of a record that a page is asked for: the newest, or those before one by the query `before`. */
export function olderIn(ask: Ask): Span {
  const before = ask('before', numberOf)
  return before === null ? {} : { to: before - 1 }
}

/** The last entry among those up to the state of a page that put a field otherwise; null where none did. */
export async function lastChangeIn(
  reading: From['reading'],
  { record, moments, earlier, newer }: Pick<Seen, 'record' | 'moments' | 'earlier' | 'newer'>,
  field: string,
): Promise<Moment | null> {
  const found = moments.findLast(({ changes }) => changes.some((change) => change.field === field))
  if (newer === 0 && (found !== undefined || earlier === 0)) return found ?? null
  return reading.lastChange(record.id, field, record.seq)
}

/** Records about one beyond those that each of some lists holds, of one kind each. */
export function unlistedIn(...found: readonly (Linked | null)[]): LeftOutData['unlisted'] {
  return found.flatMap((page) => {
    const { items = [], total = 0 } = page ?? {}
    const kind = items[0]?.kind
    if (kind === undefined || !isListedKind(kind) || total <= items.length) return []
    return [{ kind, n: total - items.length }]
  })
}

/** Records beyond those that were read, which point at what one led to and not at that one itself. */
export function unlistedAround(...found: readonly (Linked | null)[]): LeftOutData['unlisted'] {
  return unlistedIn(...found).map((one) => ({ ...one, around: true }))
}

/** Part of the entries that were read which the page of the record shows, with what it leaves out. */
export function pageOf(record: Pick<RecordView, 'seq'>, read: readonly Moment[]) {
  const partly = record.seq > CHECKED
  const moments = partly ? read.slice(-OF_LONG) : [...read]
  return { moments, ...around(record, moments), partly }
}

/** Entries of a record that are older and newer than those that a page shows. */
function around({ seq }: Pick<RecordView, 'seq'>, shown: readonly Moment[]) {
  const [first, last] = [shown[0], shown.at(-1)].map((one) => one?.entry.envelope.seq)
  return { earlier: first === undefined ? 0 : first - 1, newer: last === undefined ? seq : seq - last }
}

/** Entries of the parts of a record that are not shown; those that the page shows need not be read again. */
async function hiddenOf(
  reading: From['reading'],
  { id, state }: Pick<RecordView, 'id' | 'state'>,
  shown: readonly Moment[],
): Promise<Moment[]> {
  const parts = new Set(('sealed' in state ? state.sealed : []).slice(-HIDDEN).map(({ seq }) => seq))
  const known = shown.filter(({ entry }) => parts.has(entry.envelope.seq))
  for (const { entry } of known) parts.delete(entry.envelope.seq)
  return parts.size === 0 ? known : [...(await reading.numbered(id, [...parts])), ...known]
}

/** The entry since which the original of a translation reads otherwise; null while it reads as it was translated. */
export async function outdatedIn(
  reading: From['reading'],
  translation: Extract<RecordView['state'], { kind: 'translation' }>,
  newest: readonly Moment[],
): Promise<Moment | null> {
  const { subject, version, texts } = translation
  const first = newest[0]?.entry.envelope.seq ?? 1
  if (first <= (version ?? 0) + 1) return outdatedBy(translation, newest)
  return reading.changedSince(subject, version ?? 0, new Set(texts.map(({ field }) => field)))
}

/** The foremost of the translations of a record, with those texts of it alone that the record still has in public. */
async function translatedIn(
  reading: From['reading'],
  { state }: RecordView,
  found: readonly RecordView[],
  newest: readonly Moment[],
): Promise<Translation | null> {
  const now = new Map<string, unknown>(Object.entries(state))
  const all = await Promise.all(
    found.map(async (one): Promise<Translation[]> => {
      if (one.state.kind !== 'translation') return []
      const texts = one.state.texts.filter(({ field, text }) => text !== '' && Boolean(now.get(field)))
      if (texts.length === 0) return []
      return [{ state: { ...one.state, texts }, outdated: await outdatedIn(reading, one.state, newest) }]
    }),
  )
  return foremost(all.flat())
}

/**
 * Record as it is or stood, with its line, flags and duplicates; null when there is none of that kind.
 *
 * @param ask queries: `at`, a day or a size; `line`, a strand; `before`, the number of an entry for the older ones
 */
export async function seen(
  { reading, lang }: From,
  id: string,
  kind: RecordKind,
  ask: Ask,
): Promise<Seen | null> {
  const strand = ask('line', strands)
  const asked = ask('at')
  const point = ask('at', pointOf)
  const upTo = olderIn(ask)
  // None of these waits for another's answer: they are one round trip.
  const [record, newest, flags, asking, late, listedElsewhere, duplicates, translations, version] =
    await Promise.all([
      reading.record(id),
      point === null ? reading.timeline(id, upTo) : [],
      point === null ? reading.records({ kind: 'flag', of: id, limit: FLAGS }) : null,
      point === null
        ? reading.records({ kind: 'question', of: id, sort: '-recorded', limit: QUESTIONS })
        : null,
      point === null
        ? reading.records({ kind: 'overdue', of: id, status: 'open', sort: '-recorded', limit: NOTICES })
        : null,
      point === null
        ? reading.records({ kind: 'mention', of: id, status: 'listed', sort: '-recorded', limit: MENTIONS })
        : null,
      point === null ? reading.linked(id, 'duplicate_of') : NOTHING,
      point === null && kind !== 'translation'
        ? reading.records({ kind: 'translation', of: id, type: lang, sort: '-recorded', limit: TRANSLATIONS })
        : null,
      point === null ? null : reading.version(id, point),
    ])
  if (record === null || record.kind !== kind) return null
  const { moments, ...beside } = pageOf(record, newest)
  const { partly } = beside
  if (asked === null || point === null) {
    // A milestone by which something is put right is linked by the flag as well, which is not about it.
    const about = (flags?.items ?? []).filter(({ state }) => state.kind === 'flag' && state.subject === id)
    const questions = (asking?.items ?? []).filter(
      ({ state }) => state.kind === 'question' && state.subject === id,
    )
    const notices = late?.items ?? []
    const elsewhere = listedElsewhere?.items ?? []
    return {
      record,
      moments,
      ...beside,
      hidden: await hiddenOf(reading, record, moments),
      stood: null,
      strand,
      flags: about,
      questions,
      notices,
      elsewhere,
      left: {
        ...NOTHING_LEFT,
        unlisted: unlistedIn(flags, asking, late, listedElsewhere),
      },
      duplicates,
      translated: await translatedIn(reading, record, translations?.items ?? [], moments),
    }
  }
  if (version === null) return null
  const to = Math.min(version.seq, upTo.to ?? version.seq)
  const then = await reading.timeline(id, partly ? { to, limit: OF_LONG } : { to })
  const { title, department, type, level } = summarise(version.state)
  // How it stood on a day is judged by that day at the latest.
  const judged = 'date' in point && point.date < record.judged ? point.date : record.judged
  return {
    record: {
      ...record,
      title,
      department,
      type,
      level,
      status: statusOn(version.state, judged),
      judged,
      seq: version.seq,
      lastIndex: version.index,
      state: version.state,
    },
    moments: then,
    ...around({ seq: version.seq }, then),
    partly,
    hidden: await hiddenOf(reading, { id, state: version.state }, then),
    stood: { at: asked, seq: version.seq, of: version.of },
    strand,
    flags: [],
    questions: [],
    notices: [],
    elsewhere: [],
    left: NOTHING_LEFT,
    duplicates: NOTHING,
    translated: null,
  }
}

/**
 * Checks that the browser makes on the page of a record: a replay of all its entries; of how it once stood, and of a
 * record that is too long for that, of each entry that is shown.
 *
 * @param theirs entries of other records on its line
 */
export function checkOf(
  { record, moments, stood, partly }: Pick<Seen, 'record' | 'moments' | 'stood' | 'partly'>,
  theirs: readonly Pick<Moment, 'entry'>[] = [],
): Check {
  const replays = stood === null && !partly
  return {
    shown: replays ? shownOf(record, moments) : null,
    indices: [...(replays ? [] : moments), ...theirs].map(({ entry }) => entry.index),
    receiptOf: record.lastIndex,
  }
}
