/** Random readings of what somebody wrote, of which any decisions are erased: what is left says nothing that is not so. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide } from '../../../../worker/domain/kinds/decide.ts'
import type { State } from '../../../../worker/domain/kinds/kinds.ts'
import { applyEntry } from '../../../../worker/domain/kinds/replay.ts'
import { isLasting, isUnread, kindOf } from '../../../../worker/domain/kinds/table.ts'
import type { Draft, Recorded } from '../../../../worker/domain/record/event.ts'
import { json } from '../../../../worker/domain/record/guard.ts'
import type { Context } from '../../../../worker/domain/record/lookup.ts'
import { Problem } from '../../../../worker/domain/record/problem.ts'
import type { SpokenText } from '../../../../worker/domain/record/spoken/text.ts'

const IDS = { question: 'que-0123456789', comment: 'com-0123456789' } as const
type Kind = keyof typeof IDS

const context: Context<State> = {
  occurred: '2026-03-05',
  today: '2026-03-05',
  record: () => undefined,
  newId: () => '',
  count: () => 0,
}

/** One record as its deciders let it grow, with every entry that was recorded. */
class Life {
  readonly entries: Recorded[] = []
  state: State | null = null
  readonly kind: Kind

  constructor(kind: Kind) {
    this.kind = kind
    const fields = kind === 'question' ? { type: 'help', profile: 'ogi' } : { consultation: 'con-0123456789' }
    // A comment is opened without the consultation that it is on: nothing here asks for that.
    const body = json(fields)
    this.#record({
      kind: `${kind}.received`,
      record: IDS[kind],
      seq: 1,
      department: 'dep-a',
      occurred: '2026-03-05',
      visibility: 'public',
      body,
    })
    this.try('said', kind === 'question' ? { title: '题', text: '一', asks: [] } : { text: '一' })
  }

  #record({ kind, record, seq, department, occurred, visibility, body }: Draft): void {
    const actor = { account: `acc-${seq % 3}`, role: 'moderator', department: null }
    const recorded = '2026-03-05T01:00:00.000Z'
    const digest = ''
    const sealed = visibility === 'sealed' ? { ground: 'privacy' } : {}
    const envelope = {
      v: 1 as const,
      kind,
      record,
      seq,
      department,
      actor,
      occurred,
      recorded,
      visibility,
      body: digest,
      ...sealed,
    }
    const entry = { index: seq, envelope, body: visibility === 'public' ? body : null }
    this.entries.push(entry)
    this.state = applyEntry(this.state, entry)
  }

  /** Records an act where it is not refused. */
  try(event: string, body: object): void {
    if (!kindOf(this.kind).acts.some((one) => one.event === event)) return
    const seen = {
      ...context,
      record: (id: string) => (id === IDS[this.kind] ? (this.state ?? undefined) : undefined),
    }
    const sealed = isUnread(`${this.kind}.${event}`)
      ? ({ visibility: 'sealed', ground: 'privacy', review: '2026-03-09' } as const)
      : {}
    try {
      const wish = { event, on: IDS[this.kind], body: json(body) }
      for (const draft of decide([wish], { ...seen, ...sealed }).drafts) this.#record(draft)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
    }
  }
}

const at = fc.nat({ max: 5 })
const step = fc.oneof(
  fc.record({ do: fc.constantFrom('added', 'attached', 'completed'), at }),
  fc.record({ do: fc.constantFrom('published', 'cut', 'withheld', 'spam', 'second_reading_asked'), at }),
  fc.record({ do: fc.constantFrom('published', 'withheld', 'second_reading_asked'), at }),
  fc.record({ do: fc.constantFrom('accepted', 'answered', 'reopened', 'erasure_asked'), at }),
)

const textsOf = (state: State | null): readonly SpokenText[] =>
  state?.kind === 'question' || state?.kind === 'comment' ? state.texts : []

function lived(kind: Kind, steps: readonly { do: string; at: number }[]): Life {
  const life = new Life(kind)
  for (const [i, one] of steps.entries()) {
    const texts = textsOf(life.state)
    const of = texts[one.at % texts.length]?.of ?? 2
    const text = `字 ${i}`
    if (one.do === 'attached')
      life.try('attached', {
        title: '图',
        attachment: { sha256: 'a'.repeat(64), bytes: 1, mediaType: 'image/png' },
      })
    else if (one.do === 'cut')
      life.try('published', {
        of,
        text,
        redactions: [{ field: 'text', at: 0, length: 10, ground: 'insult' }],
      })
    else if (one.do === 'withheld' || one.do === 'spam')
      life.try('withheld', {
        of,
        onGround: one.do === 'spam' ? 'spam' : 'personal_data',
        explanation: `因为 ${i}`,
      })
    else
      life.try(one.do, {
        of,
        text,
        answer: 'explain',
        outcome: 'explained',
        reason: text,
        commitments: [],
      })
  }
  return life
}

/** A text without what may be erased of it. */
const kept = ({
  title,
  text,
  asks,
  name,
  attachment,
  copied,
  proof,
  redactions,
  opens,
  salt,
  explanation,
  ...rest
}: SpokenText) => rest

describe.each(['question', 'comment'] as const)('of a %s', (kind) => {
  it('every text is what became of it, at every version, whatever decisions are erased', () => {
    let decidedOutOfTurn = 0
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), fc.infiniteStream(fc.boolean()), (steps, erases) => {
        const { entries } = lived(kind, steps)
        const decisions = [`${kind}.published`, `${kind}.withheld`]
        decidedOutOfTurn += entries.filter(({ envelope }) => envelope.kind === `${kind}.text_named`).length
        let whole: State | null = null
        let left: State | null = null
        /** Versions of texts of which the last decision is erased. */
        const gone = new Set<number>()
        for (const entry of entries) {
          const before = textsOf(whole)
          const isErased = decisions.includes(entry.envelope.kind) && erases.next().value === true
          whole = applyEntry(whole, entry)
          left = applyEntry(left, isErased ? { ...entry, body: null } : entry)
          for (const [i, text] of textsOf(whole).entries()) {
            if (text === before[i] || !decisions.includes(entry.envelope.kind)) continue
            if (isErased) gone.add(text.of)
            else gone.delete(text.of)
          }
          const should = textsOf(whole).map((text) => {
            if (!gone.has(text.of)) return text
            const { publication } = text
            const isIn = publication === 'published' || publication === 'redacted'
            return {
              ...kept(text),
              publication: isIn ? 'erased' : publication,
              text: null,
              explanation: null,
            }
          })
          expect(textsOf(left)).toEqual(should.map((one) => expect.objectContaining(one)))
          expect(left !== null && 'status' in left && left.status).toBe(
            whole !== null && 'status' in whole && whole.status,
          )
        }
      }),
      { numRuns: 300 },
    )
    // The histories hold what the test is about.
    expect(decidedOutOfTurn).toBeGreaterThan(20)
  })

  it('a text that is next in turn is published by one entry, any other and any withheld one by two', () => {
    const events = (steps: readonly { do: string; at: number }[]) =>
      lived(kind, [{ do: 'attached', at: 0 }, ...steps])
        .entries.slice(3)
        .map(({ envelope }) => envelope.kind.split('.')[1])
    expect(
      events([
        { do: 'published', at: 0 },
        { do: 'published', at: 1 },
      ]),
    ).toEqual(['published', 'published'])
    expect(events([{ do: 'published', at: 1 }])).toEqual(['text_named', 'published'])
    expect(events([{ do: 'withheld', at: 0 }])).toEqual(['text_named', 'withheld'])
  })

  it('an older entry that is erased leaves what it always left', () => {
    const { entries } = lived(kind, [
      { do: 'attached', at: 0 },
      { do: 'withheld', at: 0 },
    ])
    const old = entries.filter(({ envelope }) => envelope.kind !== `${kind}.text_named`)
    const state = old
      .map((entry, i) => ({ ...entry, envelope: { ...entry.envelope, seq: i + 1 } }))
      .map((entry) => (entry.envelope.kind === `${kind}.withheld` ? { ...entry, body: null } : entry))
      .reduce<State | null>(applyEntry, null)
    expect(textsOf(state).map(({ publication }) => publication)).toEqual(['pending', 'pending'])
  })

  it('what names a text, or asks for another reading of it, is never erased', () => {
    expect(
      ['text_named', 'second_reading_asked', 'published', 'said'].map((event) =>
        isLasting(`${kind}.${event}`),
      ),
    ).toEqual([true, true, false, false])
  })
})
