/** Words of the card of a record: those at the top of its page; of withheld or erased content, that it is. */
import { recordPath } from '../../../web/address.ts'
import { label, standingLabel, titleOr, typeLabel } from '../../../web/labels.ts'
import { formatDay } from '../../../web/text/dates.ts'
import { caveats } from '../../../web/text/withheld.ts'
import { fill, type Lang, wordsFor } from '../../../web/words/words.ts'
import { departmentIn, titleIn } from '../../domain/kinds/title.ts'
import { dayText } from '../../domain/record/date.ts'
import { OPENING } from '../../services/read/history.ts'
import type { SiteDeps } from '../html/respond.ts'
import type { Card } from './card.ts'

/** Words of the card of a record; null where there is none. */
export async function cardOf(
  id: string,
  lang: Lang,
  reading: Pick<SiteDeps['reading'], 'record' | 'timeline' | 'zone' | 'log'>,
  timeZone?: string,
): Promise<Card | null> {
  const [record, moments] = await Promise.all([reading.record(id), reading.timeline(id, OPENING)])
  if (record === null || recordPath(id) === null) return null
  const words = wordsFor(lang)
  const zone = timeZone ?? reading.zone
  const place = reading.log.place[lang]
  const { kind, type, day, lastIndex } = record
  return {
    site: place === '' ? words.site.name : `${words.site.name} · ${place}`,
    kind: [label(lang, 'record', kind), type === null ? null : typeLabel(lang, kind, type)]
      .filter((one) => one !== null)
      .join(' · '),
    title: titleOr(lang, id, titleIn(lang, record)),
    caveats: caveats(lang, record, moments, zone),
    facts: [
      standingLabel(lang, record),
      day === null ? formatDay(record.recorded, zone) : dayText(day),
      departmentIn(lang, record) ?? '',
    ],
    foot: `${fill(words.timeline.entry, { index: lastIndex })} · ${id}`,
  }
}
