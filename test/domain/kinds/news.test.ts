import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { events } from '../../../worker/domain/kinds/labels.ts'
import {
  gatherNews,
  isNews,
  tellingOf,
  tellsOtherwise,
  topicsOf,
  variedNews,
} from '../../../worker/domain/kinds/news.ts'
import { eventName, kindOf, recordKinds } from '../../../worker/domain/kinds/table.ts'
import { isEntering } from '../../../worker/domain/record/entered/annulment.ts'
import { newsTopics } from '../../../worker/domain/record/kind-words.ts'

describe('the telling of an event', () => {
  it('is declared beside its name, for every event of every kind', () => {
    const acts = recordKinds.flatMap((kind) =>
      [kindOf(kind).first, ...kindOf(kind).acts.map(({ event }) => event)].map((act) => eventName(kind, act)),
    )
    for (const event of acts) expect(events[event]?.tells.strand, event).toBeTypeOf('string')
    for (const [event, { tells }] of Object.entries(events)) expect(tellingOf(event)).toBe(tells)
  })

  it('finds a part of what was changed under what was changed, and an unknown event nowhere', () => {
    for (const { tells } of Object.values(events))
      if (tells.topics.includes('source') || tells.topics.includes('corrected'))
        expect(tells.topics).toContain('changed')
    for (const event of ['decision.nonsense', 'constructor', 'toString.x', ''])
      expect(tellingOf(event)).toMatchObject({ strand: 'changes', topics: [] })
  })
})

describe('topics of the news', () => {
  it('are found in events that there are, and in each of them something', () => {
    for (const topic of newsTopics)
      expect(Object.keys(events).filter((event) => topicsOf(event).includes(topic))).not.toEqual([])
  })

  it('hold nothing of the housekeeping of the ledger', () => {
    const housekeeping = Object.keys(events).filter((event) => !isNews(event))
    expect([...new Set(housekeeping.map((event) => event.split('.')[0]))].sort()).toEqual([
      'account',
      'catalogue',
      'digest',
      'rulebook',
    ])
    expect(housekeeping.flatMap(topicsOf)).toEqual([])
  })

  it('count what was annulled, reinstated or put back among what was changed, whatever the kind', () => {
    const entering = Object.keys(events).filter((event) => isEntering(event.split('.')[1] ?? ''))
    expect(new Set(entering.map((event) => event.split('.')[1])).size).toBe(3)
    for (const event of entering)
      expect([event, tellsOtherwise(event), topicsOf(event)]).toEqual([
        event,
        true,
        [event.startsWith('flag.') ? 'flags' : 'changed'],
      ])
    for (const event of Object.keys(events).filter((one) => topicsOf(one).includes('corrected')))
      expect([event, tellsOtherwise(event)]).toEqual([event, true])
    for (const event of ['account.restored', 'decision.step_corrected', 'milestone.put_back'])
      expect([event, tellsOtherwise(event)]).toEqual([event, true])
    for (const event of ['decision.opened', 'milestone.source_changed', 'milestone.rescheduled', 'x'])
      expect([event, tellsOtherwise(event)]).toEqual([event, false])
  })

  it('tell a correction of anything from a change at its source', () => {
    expect(topicsOf('decision.step_corrected')).toEqual(['changed', 'corrected'])
    expect(topicsOf('milestone.source_changed')).toEqual(['changed', 'source'])
    expect(topicsOf('flag.corrected')).toEqual(['flags'])
  })
})

const entries = fc
  .array(
    fc.record({
      event: fc.constantFrom('decision.decided', 'milestone.claimed'),
      account: fc.constantFrom('acc-a', 'acc-b'),
      day: fc.constantFrom('2026-11-28', '2026-11-29'),
      record: fc.constantFrom('dec-1', 'dec-2', 'dec-3'),
      unruled: fc.boolean(),
    }),
    { maxLength: 40 },
  )
  .map((list) => list.map((entry, i) => ({ ...entry, index: list.length - i })))

describe('lines of the news', () => {
  it('hold every entry once, each with its like, in the order of the newest', () => {
    fc.assert(
      fc.property(entries, (list) => {
        const groups = gatherNews(list)
        expect(groups.flatMap((group) => group.entries).sort((a, b) => b.index - a.index)).toEqual(list)
        const newest = groups.map((group) => group.newest.index)
        expect(newest).toEqual([...newest].sort((a, b) => b - a))
        for (const group of groups) {
          const likes = group.entries.map(
            ({ day, account, event, unruled }) => `${day} ${account} ${event} ${unruled}`,
          )
          expect(new Set(likes).size).toBe(1)
          expect(group.records).toEqual([...new Set(group.entries.map(({ record }) => record))])
        }
        expect(
          new Set(
            groups.map(
              ({ newest: { day, account, event, unruled } }) => `${day} ${account} ${event} ${unruled}`,
            ),
          ).size,
        ).toBe(groups.length)
      }),
    )
  })
})

describe('the newest lines', () => {
  const group = (event: string, index: number) => {
    const newest = {
      event,
      index,
      account: 'acc-a',
      day: '2026-11-29',
      record: `rec-${index}`,
      unruled: false,
    }
    return { newest, entries: [newest], records: [newest.record] }
  }
  it('are of every kind that has news, and full wherever there is enough', () => {
    const kinds = fc.array(fc.constantFrom('question.answered', 'decision.decided', 'flag.raised'), {
      maxLength: 60,
    })
    fc.assert(
      fc.property(kinds, fc.integer({ min: 9, max: 20 }), (events, lines) => {
        const all = events.map((event, i) => group(event, events.length - i))
        const shown = variedNews(all, lines)
        expect(shown).toHaveLength(Math.min(lines, all.length))
        expect(all.filter((one) => shown.includes(one))).toEqual(shown)
        expect(new Set(shown.map(({ newest }) => newest.event))).toEqual(new Set(events))
      }),
    )
  })
})
