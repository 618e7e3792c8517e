/**
 * Lawful erasures that the ledger has entered after the checkpoint of the round: their bodies are gone already, while the
 * entries that say so are not covered yet. What they explain is left to the next round, once.
 */
import type { MirrorFolder, MonitorMemory } from '../../machine/mirror.ts'
import type { Folder } from '../verify/source/folder.ts'
import type { Source } from '../verify/source/source.ts'
import type { Alarm } from './alarm.ts'
import { envelopeOf } from './mirroring.ts'

interface Round {
  source: Source
  mirror: MirrorFolder
  memory: MonitorMemory
  own: Folder
  now: () => Date
}

/** Entries that are read at a time. */
const PAGE = 256
/** Entries that are looked through: whatever came in the seconds of a round. */
const MOST = 10 * PAGE

export class Pending {
  readonly #round: Round
  #targets: Promise<ReadonlySet<number>> | null = null

  constructor(round: Round) {
    this.#round = round
  }

  /** True for an alarm that an erasure after the checkpoint would explain, and that was not excused before. */
  async excuses({ kind, index, record }: Alarm): Promise<boolean> {
    if (kind !== 'missing' && kind !== 'withdrawn' && kind !== 'record') return false
    this.#targets ??= targetsIn(this.#round)
    const targets = await this.#targets
    const explains =
      kind === 'record'
        ? [...targets].some((target) => recordAt(this.#round.own, target) === record)
        : index !== null && targets.has(index)
    if (!explains) return false
    const at = this.#round.now().toISOString()
    const subject = kind === 'record' ? record : index
    return this.#round.memory.raise({ at, key: `seen pending ${kind} ${subject}`, json: '{}' })
  }
}

/** Entries whose erasure stands beyond what is mirrored. */
async function targetsIn({ source, mirror }: Round): Promise<Set<number>> {
  const targets = new Set<number>()
  for (let from = mirror.head.size; from < mirror.head.size + MOST; from += PAGE) {
    const bodies = await source.bodies(from, PAGE)
    for (const { leaf } of bodies) {
      const envelope = envelopeOf(leaf)
      const target = /^era-(\d+)$/.exec(envelope?.record ?? '')?.[1]
      if (envelope?.kind === 'entry.erased' && target !== undefined) targets.add(Number(target))
    }
    if (bodies.length < PAGE) break
  }
  return targets
}

function recordAt(own: Folder, index: number): string {
  return String(own.rows('SELECT record FROM entry WHERE "index" = ?', index)[0]?.record ?? '')
}
