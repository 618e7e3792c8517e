/** A record as it is, or as it stood on the day or at the ledger size that the reader asked for. */

import type { RecordPageData } from '../../../web/components/record/RecordPage.tsx'
import { statusOn, summarise } from '../../domain/kinds/replay.ts'
import { foremost, outdatedBy, type Aged as Translation } from '../../domain/kinds/translation/outdated.ts'
import { isCalendarDate } from '../../domain/record/date.ts'
import type { Moment, RecordKind } from '../../domain/record/event.ts'
import { strands } from '../../domain/record/kind-words.ts'
import type { VersionPoint } from '../../services/read/reading.ts'
import type { RecordView } from '../../services/read/views.ts'
import type { Ask, From } from './common.ts'

/** A page shows so many entries of its record; the rest on demand. */
const MOST = 150
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

/** The foremost of the translations of a record, with those texts of it alone that the record still has in public. */
function translatedIn(
  { state }: RecordView,
  found: readonly RecordView[],
  whole: readonly Moment[],
): Translation | null {
  const now = new Map<string, unknown>(Object.entries(state))
  const all = found.flatMap((one): Translation[] => {
    if (one.state.kind !== 'translation') return []
    const texts = one.state.texts.filter(({ field, text }) => text !== '' && Boolean(now.get(field)))
    if (texts.length === 0) return []
    return [{ state: { ...one.state, texts }, outdated: outdatedBy(one.state, whole) }]
  })
  return foremost(all)
}

/**
 * Record as it is or stood, with its line, flags and duplicates; null when there is none of that kind.
 *
 * @param ask queries: `at`, a day or a size; `line`, a strand; `all`, for a line without limit
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
  // None of these waits for another's answer: they are one round trip.
  const [record, whole, flags, asking, late, listedElsewhere, duplicates, translations, version] =
    await Promise.all([
      reading.record(id),
      reading.timeline(id),
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
      point === null ? reading.linked(id, 'duplicate_of') : [],
      point === null && kind !== 'translation'
        ? reading.records({ kind: 'translation', of: id, type: lang, sort: '-recorded', limit: TRANSLATIONS })
        : null,
      point === null ? null : reading.version(id, point),
    ])
  if (record === null || record.kind !== kind) return null
  const moments = ask('all') === null ? whole.slice(-MOST) : whole
  const earlier = whole.length - moments.length
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
      earlier,
      stood: null,
      strand,
      flags: about,
      questions,
      notices,
      elsewhere,
      duplicates,
      translated: translatedIn(record, translations?.items ?? [], whole),
    }
  }
  if (version === null) return null
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
    moments: moments.filter(({ entry }) => entry.envelope.seq <= version.seq),
    earlier,
    stood: { at: asked, seq: version.seq, of: version.of },
    strand,
    flags: [],
    questions: [],
    notices: [],
    elsewhere: [],
    duplicates: [],
    translated: null,
  }
}
