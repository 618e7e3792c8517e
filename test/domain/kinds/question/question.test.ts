import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bindingChanges } from '../../../../worker/domain/kinds/binding.ts'
import { linksOf, replay, searchFields, summarise } from '../../../../worker/domain/kinds/replay.ts'
import type { Recorded } from '../../../../worker/domain/record/event.ts'
import type { Json } from '../../../../worker/ledger/canonical.ts'

const QUESTION = 'que-0123456789'

/** One entry of a question; sealed where it has no body. */
function entry(seq: number, event: string, body: Json | null, department: string | null = 'dep-a'): Recorded {
  const sealed =
    body === null ? ({ visibility: 'sealed', ground: 'privacy' } as const) : { visibility: 'public' as const }
  return {
    index: seq,
    envelope: {
      v: 1,
      kind: `question.${event}`,
      record: QUESTION,
      seq,
      department,
      actor: { account: 'public', role: 'public', department: null },
      occurred: '2026-03-05',
      recorded: '2026-03-05T01:00:00.000Z',
      body: '',
      ...sealed,
    },
    body,
  }
}

const received = entry(1, 'received', { type: 'help', profile: 'ogi', subject: 'mil-0123456789' })
const said = entry(2, 'said', null)
const published = entry(3, 'published', { of: 2, title: '路灯不亮', text: '三个月了', asks: ['修好'] })

function stateOf(...entries: Recorded[]) {
  const state = replay(QUESTION, entries)
  if (state?.kind !== 'question') throw new Error('no question')
  return state
}

describe('a question', () => {
  it('counts from its receipt, and shows nothing of what was said until it is published', () => {
    const state = stateOf(received, said)
    expect(summarise(state)).toMatchObject({
      title: '',
      status: 'received',
      department: 'dep-a',
      type: 'help',
    })
    expect(searchFields(state)).toEqual([])
    expect(linksOf(state)).toEqual([{ rel: 'subject', target: 'mil-0123456789' }])
    expect(state.texts).toMatchObject([{ of: 2, publication: 'pending', text: null }])
    expect(summarise(stateOf(received, said, published)).title).toBe('路灯不亮')
  })

  it('of which the text is withheld still waits for an answer, unless the ground ends it', () => {
    const withheld = (ground: string) =>
      stateOf(received, said, entry(3, 'withheld', { of: 2, onGround: ground, explanation: '说明' })).status
    expect(withheld('personal_data')).toBe('received')
    expect(withheld('state_secret')).toBe('received')
    expect(withheld('spam')).toBe('withheld')
  })

  it('points at the milestones by which its answers are kept', () => {
    const answered = entry(4, 'answered', {
      answer: 'accept',
      outcome: 'planned',
      text: '六月修好',
      commitments: ['mil-0000000001'],
    })
    const state = stateOf(received, said, published, answered)
    expect(linksOf(state)).toContainEqual({ rel: 'inventory', target: 'mil-0000000001' })
    expect(state).toMatchObject({ status: 'answered', rating: null })
  })

  it('loses its words when an entry of them is erased', () => {
    const answered = entry(4, 'answered', { answer: 'explain', outcome: 'explained', text: '无关' })
    const erased = { ...published, body: null }
    const state = stateOf(received, said, erased, answered)
    expect(JSON.stringify([state, searchFields(state), summarise(state)])).not.toContain('路灯')
    expect(state.texts[0]?.publication).toBe('erased')
  })

  it('is never broken by what a later version may have written', () => {
    const events = [
      'said',
      'published',
      'withheld',
      'answered',
      'transferred',
      'paused',
      'rated',
      'later',
      'reviewed',
    ]
    const any = fc.array(fc.record({ event: fc.constantFrom(...events), body: fc.option(fc.jsonValue()) }))
    fc.assert(
      fc.property(any, (list) => {
        const later = list.map(({ event, body }, i) => entry(i + 2, event, body as Json | null))
        const state = stateOf(received, ...later)
        expect(state.seq).toBe(list.length + 1)
        expect(() => [summarise(state), searchFields(state), linksOf(state)]).not.toThrow()
      }),
      { numRuns: 200 },
    )
  })
})

describe('a second person', () => {
  const draft = (event: string, visibility: 'public' | 'sealed', body: Json) => ({
    kind: `question.${event}`,
    record: QUESTION,
    seq: 3,
    department: 'dep-a',
    occurred: '2026-03-05',
    visibility,
    ...(visibility === 'sealed' ? { ground: 'privacy' } : {}),
    body,
  })
  const before = new Map([[QUESTION, stateOf(received, said)]])
  const changes = (...given: Parameters<typeof draft>) => bindingChanges([draft(...given)], before)

  it('is needed for more time, and for an answer that is withheld', () => {
    expect(changes('extended', 'public', { by: 5, reason: 'x', toldOn: '2026-03-05' })).toEqual([
      { record: QUESTION, field: 'extension' },
    ])
    expect(changes('answered', 'sealed', { text: 'x' })).toEqual([{ record: QUESTION, field: 'visibility' }])
  })

  it('is not needed for what comes in sealed, which nobody withholds', () => {
    for (const event of ['said', 'added', 'completed'])
      expect(changes(event, 'sealed', { text: 'x' }), event).toEqual([])
  })
})
