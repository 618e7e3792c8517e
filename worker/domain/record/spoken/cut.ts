/**
 * 隐去: what is published of a text is the text itself with parts cut out, and never other words: it is computed here
 * from what came in and from where a moderator cut.
 */
import { canonicalJson, type Json } from '../../../ledger/canonical.ts'
import { refuse } from '../guard.ts'
import { compact, list, object, type ReadOf, requiredCode, requiredText, requiredWhole } from '../shape.ts'
import { attaching, LONGEST, opining, proving, type publishing, type Said, said } from './fields.ts'
import { moderationGrounds } from './vocabulary.ts'

/** Stands where something was cut. */
export const MARK = '▮'
/** Lengths are told in steps of so many characters, so that they tell little. */
const STEP = 10

/** Parts to cut: `field` is `title`, `text` or `asks/0`; `from` and `to` count UTF-16 units, the end not in it. */
export const cuts = list(
  object({
    field: requiredText(10),
    from: requiredWhole(0, LONGEST.text),
    to: requiredWhole(1, LONGEST.text),
    ground: requiredCode(moderationGrounds, 'personal_data'),
  }),
  { most: 200 },
)

export type Cut = ReadOf<typeof cuts>[number]
type Published = Pick<ReadOf<typeof publishing>, 'title' | 'text' | 'asks' | 'name' | 'redactions'>

/** A document by its SHA-256, with its size in bytes and its type. */
export type Attachment = ReadOf<typeof attaching>['attachment']

/** A text that came in, by the parts that can be cut. */
export interface Parts {
  title: string | null
  text: string
  asks: string[]
  /** The document that it is, under the name in `title`; null for words. */
  attachment: Attachment | null
  /** Name that the writer chose; null for none. */
  name: string | null
  /** The organisation that it names; null for words. */
  proof: ReadOf<typeof proving>['proof'] | null
}

/** The parts of a body that came in sealed: of a question, of what was added to it, or of a document with it. */
export function partsOf(body: Json): Parts {
  const { title, asks } = said.read(body)
  const { attachment } = attaching.read(body)
  const words = { title: title === '' ? null : title, ...opining.read(body), asks }
  const { proof } = proving.read(body)
  return {
    ...words,
    attachment: attachment.sha256 === '' ? null : attachment,
    proof: proof.domain === '' ? null : proof,
  }
}

function cutOne(
  field: string,
  text: string,
  all: readonly Cut[],
): { text: string; redactions: Published['redactions'] } {
  const mine = all.filter((one) => one.field === field).sort((a, b) => a.from - b.from)
  const redactions: Published['redactions'] = []
  let kept = ''
  let at = 0
  for (const { from, to, ground } of mine) {
    if (from < at || to > text.length || to <= from)
      throw refuse(
        'invalid',
        `要隐去的部分（${from}–${to}）超出文字，或与另一处重叠。`,
        `The part to cut (${from} to ${to}) lies outside of the text, or overlaps another one.`,
        'cuts',
      )
    // Half a character is never left standing.
    const start = isLow(text, from) ? from - 1 : from
    const end = isLow(text, to) ? to + 1 : to
    kept += text.slice(at, Math.max(at, start))
    redactions.push({ field, at: kept.length, length: Math.ceil((end - start) / STEP) * STEP, ground })
    kept += MARK
    at = end
  }
  return { text: kept + text.slice(at), redactions }
}

const isLow = (text: string, at: number): boolean => /^[\udc00-\udfff]$/.test(text[at] ?? '')

/**
 * Published part of a text: the text without what is cut.
 *
 * @throws Problem `invalid` for a part that is not there
 */
export function cut(
  parts: Pick<Parts, 'title' | 'text' | 'asks'> & { name?: string | null },
  all: readonly Cut[],
): Published {
  const fields = [
    'title',
    'text',
    ...((parts.name ?? null) === null ? [] : ['name']),
    ...parts.asks.map((_, i) => `asks/${i}`),
  ]
  const stray = all.find(({ field }) => !fields.includes(field))
  if (stray !== undefined)
    throw refuse('invalid', `没有 ${stray.field} 这一部分。`, `There is no part ${stray.field}.`, 'cuts')
  const title = cutOne('title', parts.title ?? '', all)
  const text = cutOne('text', parts.text, all)
  const asks = parts.asks.map((one, i) => cutOne(`asks/${i}`, one, all))
  const name = cutOne('name', parts.name ?? '', all)
  return {
    name: name.text === '' ? null : name.text,
    title: title.text === '' ? null : title.text,
    text: text.text,
    asks: asks.map((one) => one.text),
    redactions: [title, text, name, ...asks].flatMap(({ redactions }) => redactions),
  }
}

/** The canonical JSON of the sealed body of a text that was published as it came in: its digest is in the ledger. */
export function sealedContent({
  title,
  text,
  asks,
  attachment = null,
  name = null,
  proof = null,
}: Pick<Said, 'asks'> & {
  title: string | null
  text: string | null
  attachment?: ReadOf<typeof publishing>['attachment']
  name?: string | null
  proof?: ReadOf<typeof publishing>['proof']
}): string {
  if (attachment !== null)
    return canonicalJson(compact(JSON.parse(canonicalJson({ title, attachment })), attaching.spec))
  if (proof !== null) return canonicalJson(compact(JSON.parse(canonicalJson({ proof })), proving.spec))
  return canonicalJson(compact(JSON.parse(canonicalJson({ title, text, asks, name })), said.spec))
}
