/** Guards of what is translated: a record that anybody may read, and texts that it has. */
import { refuse } from '../../record/guard.ts'
import type { Context, RecordHead } from '../../record/lookup.ts'
import { within } from '../../record/problem.ts'
import type { Specs } from '../../record/shape.ts'
import { nearest } from '../../text/nearest.ts'

interface Said {
  version: number | null
  texts: readonly { field: string; text: string }[]
}

/**
 * Free texts among the fields of a kind, each with its longest. A name that means a record, a text of a form of its own
 * and what may carry personal data are none: nobody needs those in two languages.
 */
export function freeTexts(fields: Specs): Map<string, number> {
  return new Map(
    Object.entries(fields).flatMap(([name, spec]) =>
      spec.is === 'text' && spec.personal !== true && spec.form === undefined && spec.names === undefined
        ? [[name, spec.most] as const]
        : [],
    ),
  )
}

/** The record that is translated. @throws Problem unless it counts and its text is public */
export function requireSubject(context: Context, id: string): RecordHead {
  const found = context.record(id)
  if (found === undefined)
    throw refuse('not_found', `没有记录 ${id}。`, `There is no record ${id}.`, 'subject')
  if (found.annulled !== undefined)
    throw refuse('wrong_state', `记录 ${id} 已作废。`, `The record ${id} was annulled.`, 'subject')
  if (found.status === 'withheld')
    throw refuse(
      'wrong_state',
      `记录 ${id} 不予公开，不翻译。`,
      `The record ${id} is withheld: it is not translated.`,
      'subject',
    )
  return found
}

/**
 * Guard of the texts of a translation, each of a free text that the record has now.
 *
 * @param under where the fields stand in the request, as `set/`
 * @throws Problem that names the text
 */
export function requireTexts(
  context: Context,
  subject: RecordHead,
  { version, texts }: Said,
  under = '',
): void {
  if (version !== null && version > subject.seq)
    throw refuse(
      'invalid',
      `${subject.id} 现在是第 ${subject.seq} 版，还没有第 ${version} 版。`,
      `${subject.id} is at version ${subject.seq}: there is no version ${version} yet.`,
      `${under}version`,
    )
  if (context.fieldsOf === undefined) throw new Error('decided without the fields of the kinds')
  const free = freeTexts(context.fieldsOf(subject.kind))
  const now = new Map<string, unknown>(Object.entries(subject))
  const seen = new Set<string>()
  for (const [i, { field, text }] of texts.entries())
    within(`${under}texts/${i}`, () => {
      const most = free.get(field)
      if (most === undefined) throw unknownField(field, [...free.keys()])
      if (seen.has(field))
        throw refuse('invalid', `“${field}”译了两次。`, `“${field}” is translated twice.`, 'field')
      seen.add(field)
      const original = now.get(field)
      if (typeof original !== 'string' || original.trim() === '')
        throw refuse(
          'wrong_state',
          `${subject.id} 现在没有“${field}”：没有原文，就没有译文。`,
          `${subject.id} has no “${field}” now: without the original there is no translation.`,
          'field',
        )
      if (text.length > most)
        throw refuse(
          'invalid',
          `“${field}”最长 ${most} 个字符，译文有 ${text.length} 个。`,
          `“${field}” holds ${most} characters at the most; the translation has ${text.length}.`,
          'text',
        )
    })
}

function unknownField(field: string, known: readonly string[]) {
  const near = nearest(field, known)
  return refuse(
    'invalid',
    `这类记录没有可译的“${field}”${near === null ? '' : `，是不是“${near}”？`}可译的有：${known.join('、')}。`,
    `Records of this kind have no text “${field}” to translate${near === null ? '' : `; did you mean “${near}”?`} There are: ${known.join(', ')}.`,
    'field',
  )
}
