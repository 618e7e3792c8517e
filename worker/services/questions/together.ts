/**
 * 一并审读: texts of the public that say nearly the same, read in one row and decided together or one by one. What is
 * gathered is what the domain gathers everywhere; what is decided is one entry for each text, all in one commit or none.
 */
import { readShape } from '../../domain/input/shape.schema.ts'
import { type Campaign, campaignsInParts } from '../../domain/kinds/comment/campaigns.ts'
import { decide } from '../../domain/kinds/decide.ts'
import type { Wish } from '../../domain/record/acts.ts'
import { json, refuse } from '../../domain/record/guard.ts'
import { within } from '../../domain/record/problem.ts'
import { list, object, requiredId, requiredWhole } from '../../domain/record/shape.ts'
import { type Cut, cut, cuts } from '../../domain/record/spoken/cut.ts'
import { withholding } from '../../domain/record/spoken/fields.ts'
import { pendingTexts } from '../../domain/record/spoken/text.ts'
import { hasPersonal, withoutPersonal } from '../../domain/text/personal.ts'
import { readHistories } from '../../store/log/entries.ts'
import { eachInTurn, inParts, manyInTurn } from '../../store/pause.ts'
import type { Access } from '../accounts/access-log.ts'
import type { Ledger } from '../open.ts'
import { type Caller, requireRight } from '../roles.ts'
import { type Call, type Outcome, requireSeen } from '../submit/call.ts'
import { contextOf, loadLookup } from '../submit/lookup.ts'
import { perform } from '../submit/perform.ts'
import { apartFrom, requireApart } from './apart.ts'
import { isSpoken, type OpenedText, openText, type SpokenState } from './load.ts'
import { MOST_WAITING, publishedOf } from './moderation.ts'

/** A text by its record, the version with which it came in, and the version of the record that was seen. */
const seen = {
  id: requiredId('question', 'comment'),
  of: requiredWhole(2, 1_000_000),
  seq: requiredWhole(2, 1_000_000),
}

/** Texts to publish, each with what is cut of it. */
export const publishingTogether = object({
  texts: list(object({ ...seen, cuts }), { least: 1, most: MOST_WAITING }),
})

/** Texts to withhold, all on one ground and with one sentence. */
export const withholdingTogether = object({
  texts: list(object(seen), { least: 1, most: MOST_WAITING }),
  onGround: withholding.fields.onGround,
  explanation: withholding.fields.explanation,
})

/** A text that waits, by its record and the version with which it came in. */
export interface WaitingText {
  state: SpokenState
  of: number
}

/** A text that waits, opened. */
export interface OpenWaiting extends WaitingText {
  /** Null where it is there no more. */
  opened: OpenedText | null
}

/** Compared part of a text; null for one other than that with which a record began. */
interface Compared extends OpenWaiting {
  text: string | null
}

/** Heaps of waiting texts of which it is remembered what stands in one row: one for each department that reads, and some. */
const REMEMBERED = 16

/** Place of a text that is decided: its record, the version with which it came in, the version that was seen. */
interface Named {
  id: string
  of: number
  seq: number
}

export type Together = ReturnType<typeof createTogether>

/** Title, text and requests without what looks like personal data: of a campaign each gives their own. */
const comparedOf = ({ title, text, asks }: OpenedText): string =>
  withoutPersonal([title ?? '', text, ...asks].join('\n'))

/** @param waiting records with texts that a caller may read and nobody has read yet, the oldest first */
export function createTogether(
  ledger: Ledger,
  { access, waiting }: { access: Access; waiting(caller: Caller): Promise<SpokenState[]> },
) {
  const { database } = ledger

  async function open(waits: readonly WaitingText[]): Promise<OpenWaiting[]> {
    const histories = await readHistories(
      database,
      waits.map(({ state }) => state.id),
    )
    return manyInTurn(waits, async (one) => ({
      ...one,
      opened: await openText(ledger, histories.get(one.state.id) ?? [], one.of),
    }))
  }

  /** Gathers opened texts by what they say. */
  async function gathered(texts: readonly OpenWaiting[]): Promise<Campaign<Compared>[]> {
    const compared = await eachInTurn(texts, (one): Compared => {
      const isFirst = one.state.texts.some(({ event, of }) => event === 'said' && of === one.of)
      return { ...one, text: one.opened !== null && isFirst ? comparedOf(one.opened) : null }
    })
    return inParts(campaignsInParts(compared))
  }

  /** Texts of a heap that stand in one row, by their places: those of questions apart from comments on each draft. */
  async function placesOf(waits: readonly WaitingText[]): Promise<number[][]> {
    const place = new Map(waits.map(({ state }, at) => [state.id, at]))
    const apart = new Map<string, OpenWaiting[]>()
    for (const one of await open(waits)) {
      const key = one.state.kind === 'comment' ? one.state.consultation : 'question'
      apart.set(key, [...(apart.get(key) ?? []), one])
    }
    const found: number[][] = []
    for (const some of apart.values())
      for (const { all } of await gathered(some)) found.push(all.map(({ state }) => place.get(state.id) ?? 0))
    return found.sort(([a = 0], [b = 0]) => a - b)
  }

  /** Rows of the heaps that were asked for last, as places in them: no word of any text is kept. */
  const remembered = new Map<string, Promise<number[][]>>()

  function rememberedPlaces(waits: readonly WaitingText[]): Promise<number[][]> {
    const heap = waits.map(({ state: { id, seq }, of }) => `${id} ${of} ${seq}`).join('\n')
    const places = remembered.get(heap) ?? placesOf(waits)
    remembered.delete(heap)
    remembered.set(heap, places)
    for (const [oldest] of remembered) {
      if (remembered.size <= REMEMBERED) break
      remembered.delete(oldest)
    }
    places.catch(() => remembered.delete(heap))
    return places
  }

  /** Texts that wait, gathered by what they say. They are opened once for each heap of them, and not for each look at it. */
  async function rows(caller: Caller): Promise<Campaign<WaitingText>[]> {
    const waits = (await waiting(caller)).map((state) => ({ state, of: pendingTexts(state)[0]?.of ?? 0 }))
    return (await rememberedPlaces(waits)).flatMap((places) => {
      const all = places.flatMap((at) => waits[at] ?? [])
      const [first] = all
      return first === undefined ? [] : [{ first, all }]
    })
  }

  /** Decides all of them or none. @throws Problem that names the text which keeps it from being recorded */
  async function decideAll(
    call: Call,
    verb: string,
    input: { texts: readonly Named[] },
    wishOf: (text: OpenedText, place: number, id: string) => Wish,
  ): Promise<Outcome> {
    requireRight(call.actor, 'message.moderate', null)
    const ids = input.texts.map(({ id }) => id)
    if (new Set(ids).size !== ids.length)
      throw refuse('invalid', '同一条记录列了两次。', 'A record is named twice.', 'texts')
    return perform(ledger, call, { verb, input: json(input) }, async () => {
      const lookup = await loadLookup(ledger, ids)
      const states = input.texts.map(({ id, seq }, i) =>
        within(`texts/${i}`, () => {
          const state = lookup.record(id)
          if (!isSpoken(state))
            throw refuse(
              'not_found',
              `没有提问或意见 ${id}。`,
              `There is no question or comment ${id}.`,
              'id',
            )
          requireSeen({ ...call, expectedSeq: seq }, state.seq)
          return state
        }),
      )
      const mine = new Set(await apartFrom(ledger, call.actor, states))
      const other = states.find((state) => !mine.has(state))
      if (other !== undefined) await requireApart(ledger, call.actor, other)
      const named = new Map(input.texts.map(({ id, of }) => [id, of]))
      const texts = await open(states.map((state) => ({ state, of: named.get(state.id) ?? 0 })))
      if (texts.length > 1 && (await gathered(texts)).length > 1)
        throw refuse(
          'invalid',
          '这些文字不是几乎相同的内容：须分开决定。',
          'These texts do not say nearly the same: decide on them one by one.',
          'texts',
        )
      const wishes = texts.map(({ opened, state }, i) =>
        within(`texts/${i}`, () => {
          if (opened === null)
            throw refuse('not_found', '这段文字不在了。', 'This text is not there any more.', 'of')
          return wishOf(opened, i, state.id)
        }),
      )
      return decide(wishes, contextOf(ledger, call, lookup))
    })
  }

  return {
    rows,

    /**
     * Texts of the row in which a record stands, opened; each look is noted first. Empty where nothing of it waits.
     *
     * @param request id of the request, for the access log
     */
    async read(caller: Caller, id: string, request: string): Promise<OpenWaiting[] | null> {
      const row = (await rows(caller)).find(({ all }) => all.some(({ state }) => state.id === id))
      if (row === undefined) return null
      const texts = await open(row.all)
      for (const { opened } of texts)
        if (opened !== null) await access.note(caller.account, 'read_sealed', String(opened.index), request)
      return texts
    },

    /**
     * Publishes texts that say nearly the same. What still looks like personal data in any of them has to be cut, or
     * read by itself.
     *
     * @throws Problem of the first text that cannot be published
     */
    async publish(call: Call, given: unknown): Promise<Outcome> {
      const input = readShape(publishingTogether, given)
      return decideAll(call, 'spoken.published', input, (text, place, id) => {
        const parts: readonly Cut[] = input.texts[place]?.cuts ?? []
        const left = cut(text, parts)
        if (input.texts.length > 1 && hasPersonal([left.title, left.text, left.name, ...left.asks]))
          throw refuse(
            'invalid',
            '这段文字里有像个人信息的部分：隐去，或单独审读。',
            'Something in this text looks like personal data: cut it, or read the text by itself.',
            'cuts',
          )
        return publishedOf(id, text, parts)
      })
    },

    /** Withholds texts that say nearly the same, on one ground. @throws Problem of the first that cannot be */
    async withhold(call: Call, given: unknown): Promise<Outcome> {
      const input = readShape(withholdingTogether, given)
      const { onGround, explanation } = input
      return decideAll(call, 'spoken.withheld', input, ({ of }, _, id) => ({
        event: 'withheld',
        on: id,
        body: json({ of, onGround, explanation }),
      }))
    },
  }
}
