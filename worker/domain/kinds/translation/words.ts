/** Names of the kind, of its fields and events, and the vocabularies of its own. */
import { commonEvents, type KindWords, told } from '../../record/kind-words.ts'
import { of } from '../../record/problem.ts'
import { translationLanguages, translationMeans, translationStatuses } from './vocabulary.ts'

export const translationWords = {
  name: of('译文', 'Translation'),
  many: of('条译文', 'translations'),
  list: {
    title: of('译文', 'Translations'),
    lede: of(
      '记录中文字的译文：由谁翻译，机器还是人工，译的是第几版。译文没有约束力，以原文为准。',
      'Texts of records in the other language: by whom, by machine or by a person, and of which version. A translation does not bind: the original does.',
    ),
  },
  hint: of(
    '把一条记录的标题、摘要等译成另一种语言',
    'title, summary and other texts of a record in the other language',
  ),
  affair: true,
  fields: {
    subject: of('译的是', 'Translation of'),
    language: of('译成', 'Into'),
    means: of('翻译方式', 'Means'),
    translator: of('译者（岗位、单位或程序）', 'Translated by (post, unit or program)'),
    version: of('所译版本（不填则为现在这一版）', 'Translated version (the present one when left out)'),
    texts: of('译文', 'Texts'),
    field: of('字段代号，如 title、summary', 'Code of the field, as title or summary'),
    text: of('译文', 'Translation'),
  },
  events: {
    ...commonEvents,
    made: told('记入译文', 'Translated', 'changes'),
  },
  vocabularies: {
    translationLanguage: translationLanguages,
    translationMeans,
    translationStatus: translationStatuses,
  },
  row: { status: 'translationStatus', type: 'translationLanguage', level: 'translationMeans' },
  facets: { type: 'language', level: 'means' },
  codes: { status: 'translationStatus', language: 'translationLanguage', means: 'translationMeans' },
} as const satisfies KindWords
