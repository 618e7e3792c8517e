/**
 * 译文: texts of a record in the other language. It is read beside the original, never instead of it, and binds nobody:
 * whether it is still of the text that stands is asked each time (`outdated.ts`).
 */
import type { KindRules, RecordBase } from '../../record/acts.ts'
import { commonActs } from '../../record/common-acts.ts'
import type { Link, SearchField, Summary } from '../../record/facts.ts'
import { type Deciding, refuse } from '../../record/guard.ts'
import {
  type FieldsOf,
  list,
  object,
  requiredCode,
  requiredId,
  requiredText,
  whole,
} from '../../record/shape.ts'
import { requireSubject, requireTexts } from './guards.ts'
import { nameFields, translationLanguages, translationMeans } from './vocabulary.ts'

const translationFields = {
  /** The record that is translated: one of a kind that a flag may be about. */
  subject: requiredId(),
  language: requiredCode(translationLanguages, 'en'),
  means: requiredCode(translationMeans, 'machine'),
  /** Post or unit that translated it or answers for it; of a machine, with the name of the program. */
  translator: requiredText(500),
  /** `seq` of the record that was translated; the one that stands when it is left out. */
  version: whole(1),
  texts: list(object({ field: requiredText(60), text: requiredText() }), { least: 1, most: 60 }),
}

export type TranslationFields = FieldsOf<typeof translationFields>

export interface TranslationState extends RecordBase, TranslationFields {
  kind: 'translation'
  status: 'stands' | 'withheld'
}

const HELD = {
  subject: {
    zh: '译的是哪条记录，不能改动：写错了作废，另记一条。',
    en: 'Which record is translated does not change: annul this one, and log another.',
  },
  language: {
    zh: '译成哪种语言，不能改动：写错了作废，另记一条。',
    en: 'The language does not change: annul this one, and log another.',
  },
}

const { updated, corrected } = commonActs<typeof translationFields, TranslationState>(translationFields, {
  held: {},
  sound: (state, changes, context) => {
    requireOpen(context)
    for (const field of ['subject', 'language'] as const)
      if (changes[field] !== undefined)
        throw refuse('invalid', HELD[field].zh, HELD[field].en, `set/${field}`)
    const subject = requireSubject(context, state.subject)
    requireTexts(context, subject, { ...state, ...changes }, 'set/')
    const renewed = changes.texts !== undefined && changes.version === undefined
    if (renewed && subject.seq !== state.version)
      throw refuse(
        'invalid',
        `请写明译的是第几版（version）：${subject.id} 现在是第 ${subject.seq} 版。`,
        `Say which version was translated (version): ${subject.id} is at ${subject.seq} now.`,
        'set/version',
      )
  },
  mentions: () => [],
  besides: ({ subject }) => [subject],
})

/** Rules of a translation: made by the department of the record, then updated, corrected or annulled. */
export const translationRulesOf: KindRules<TranslationState, typeof translationFields> = {
  kind: 'translation',
  first: 'made',
  fields: object(translationFields),
  mentions: ({ subject }) => [subject],
  open(fields, context, { department }) {
    requireOpen(context)
    const subject = requireSubject(context, fields.subject)
    const holder = subject.kind === 'department' ? subject.id : (subject.department ?? null)
    if (holder !== department)
      throw refuse(
        'not_allowed',
        `译文由记录所在的部门（${holder ?? '无'}）记入。`,
        `A translation is logged for the department that holds the record (${holder ?? 'none'}).`,
        'department',
      )
    const made = { ...fields, version: fields.version ?? subject.seq }
    requireTexts(context, subject, made)
    return made
  },
  begin: (base, fields, withheld) => ({
    ...base,
    ...fields,
    kind: 'translation',
    status: withheld ? 'withheld' : 'stands',
  }),
  acts: { updated, corrected },
}

/** Guard of its visibility: no copy of what is withheld is made, so that none can be overlooked. @throws Problem */
function requireOpen({ visibility }: Deciding): void {
  if (visibility !== 'sealed') return
  throw refuse(
    'invalid',
    '译文总是公开的：不予公开的内容不翻译。',
    'A translation is always public: what is withheld is not translated.',
    'visibility',
  )
}

/** Row of a translation: the translated name as title, its language as type, its means as level. */
export function summariseTranslation(state: TranslationState): Summary {
  const { texts, department, language, means, status } = state
  const named = texts.find(({ field }) => nameFields.has(field)) ?? texts[0]
  return { title: cut(named?.text ?? ''), department, type: language, level: means, status }
}

const cut = (text: string): string => (text.length > 200 ? `${[...text].slice(0, 200).join('')}…` : text)

/** Texts of a translation for the search index. */
export function searchTranslation({ texts }: TranslationState): SearchField[] {
  return texts.flatMap(({ field, text }) =>
    text === '' ? [] : [{ field: nameFields.has(field) ? 'title' : 'text', text } as const],
  )
}

/** Links of a translation: to the record that it is of. */
export function linkTranslation({ subject }: TranslationState): Link[] {
  return subject === '' ? [] : [{ rel: 'subject', target: subject }]
}
