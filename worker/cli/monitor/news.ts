/** News of new entries: their number, lawful erasures, and whatever concerns what is watched. */

import { LEDGER } from '../../domain/kinds/ledger/ledger.ts'
import { ledgerWords } from '../../domain/kinds/ledger/words.ts'
import { many } from '../../domain/text/many.ts'
import { parseCanonical } from '../../ledger/canonical.ts'
import type { Words } from '../shell/usage.ts'
import type { Body } from '../verify/source/source.ts'
import { type Alarm, alarm } from './alarm.ts'
import { envelopeOf } from './mirroring.ts'

/** News that a mirror has grown. @param from entries that were mirrored before */
export function grownNews(from: number, size: number): Alarm {
  return alarm(
    'grown',
    {
      zh: `新镜像 ${size - from} 条账目，共 ${size} 条。`,
      en: `${many(size - from, 'entry', 'entries')} mirrored; ${size} in all.`,
    },
    { about: String(size) },
  )
}

/** News that new entries give. @param watched ids of departments and records */
export function newsOf(added: readonly Body[], watched: ReadonlySet<string>): Alarm[] {
  return added.flatMap((one) => [...ownNews(one), ...erasureNews(one), ...watchedNews(one, watched)])
}

/** Entries of the ledger about itself, as of a new key: whoever follows it should know. */
function ownNews({ index, leaf }: Body): Alarm[] {
  const envelope = envelopeOf(leaf)
  if (envelope?.record !== LEDGER) return []
  const events: Record<string, Words> = ledgerWords.events
  const { zh, en } = events[envelope.kind.slice('ledger.'.length)] ?? ledgerWords.name
  const words = { zh: `${zh}（第 ${index} 条账目）。`, en: `${en} (entry ${index}).` }
  return [alarm('own', words, { index, record: LEDGER })]
}

function erasureNews({ index, leaf, content }: Body): Alarm[] {
  const envelope = envelopeOf(leaf)
  const target = envelope?.kind === 'entry.erased' ? /^era-(\d+)$/.exec(envelope.record)?.[1] : undefined
  if (envelope === null || target === undefined) return []
  const body = content === null ? null : parseCanonical(content)
  const authority = typeof body === 'object' && body !== null && 'authority' in body ? body.authority : null
  const by = typeof authority === 'string' ? authority : ''
  return [
    alarm(
      'erased',
      {
        zh: `第 ${target} 条账目依法擦除（账目 ${index}，${by}）：镜像已删去正文，保留证明。`,
        en: `Entry ${target} was lawfully erased (by entry ${index}, ${by}): the mirror has dropped the body and keeps the proof.`,
      },
      { index, record: envelope.record },
    ),
  ]
}

function watchedNews({ index, leaf, content }: Body, watched: ReadonlySet<string>): Alarm[] {
  const envelope = envelopeOf(leaf)
  if (envelope === null || watched.size === 0) return []
  const { record, department, kind } = envelope
  const named = [record, ...(department === null ? [] : [department])]
  // A record is also concerned where the body names it, as the milestone of a decision.
  const found = [...watched].find((id) => named.includes(id) || content?.includes(`"${id}"`) === true)
  if (found === undefined) return []
  return [
    alarm(
      'watched',
      {
        zh: `关注的 ${found} 有新账目：第 ${index} 条，${record}（${kind}）。`,
        en: `${found}, which is watched, has a new entry: ${index}, ${record} (${kind}).`,
      },
      { index, record },
    ),
  ]
}
