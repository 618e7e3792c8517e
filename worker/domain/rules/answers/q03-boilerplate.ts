import { law, practice } from '../../law/laws.ts'
import type { Parts } from '../../text/parts.ts'
import { alikeInParts, runsOfAll } from '../../text/similarity.ts'
import { entriesOf, mayBeHidden } from '../measure/inputs.ts'
import { MATTERS } from '../measure/units.ts'
import { found, groupRule, lacking, notFound } from '../rule.ts'

interface Answered {
  record: string
  /** Null where it is withheld. */
  text: string | null
  /** It was asked in the same words before: the same answer is right then. */
  isRepeat: boolean
  input: number
}

/** The largest set of answers of which each is alike to another of the set. */
function* largest(answers: readonly Answered[], least: number): Parts<Answered[]> {
  const leader = answers.map((_, i) => i)
  const rootOf = (i: number): number => {
    const up = leader[i] ?? i
    return up === i ? i : rootOf(up)
  }
  const runs = yield* runsOfAll(answers.map(({ text }) => text ?? ''))
  for (const [one, other] of yield* alikeInParts(runs, least)) leader[rootOf(other)] = rootOf(one)
  const sets = new Map<number, Answered[]>()
  answers.forEach((one, i) => {
    sets.set(rootOf(i), [...(sets.get(rootOf(i)) ?? []), one])
  })
  return [...sets.values()].sort((a, b) => b.length - a.length)[0] ?? []
}

/** Rule Q03. */
export const boilerplate = groupRule('question', {
  id: 'Q03',
  name: { zh: '答复千篇一律', en: 'The same answer to everything' },
  definition: {
    zh: '一个部门对 5 件以上不同的提问用几乎相同的文字答复',
    en: 'A department answers five different questions or more in all but the same words',
  },
  basis: [
    law('petitions', '34'),
    practice('文本相似度（字符片段 Jaccard 系数）', 'Likeness of texts (Jaccard index of character runs)'),
  ],
  why: {
    zh: '谁问都是同一段话，等于没有看问了什么。',
    en: 'Where everybody gets the same paragraph, nobody read what was asked.',
  },
  severity: 'low',
  audience: 'public',
  condition: {
    zh: '至少答复过 5 件不同提问的部门',
    en: 'Departments that answered at least five different questions',
  },
  value: { zh: '文字相同的答复数', en: 'Answers in the same words' },
  unit: MATTERS,
  parameters: {
    answers: {
      default: 5,
      least: 3,
      most: 1000,
      unit: MATTERS,
      words: { zh: '多少件起算（默认值）', en: 'From how many on (a default)' },
    },
    percent: {
      default: 90,
      least: 50,
      most: 100,
      unit: { zh: '%', en: '%' },
      words: { zh: '相似到什么程度（默认值）', en: 'How alike (a default)' },
    },
    characters: {
      default: 20,
      least: 10,
      most: 10_000,
      unit: { zh: '字', en: 'characters' },
      words: { zh: '至少多长才比较（默认值）', en: 'Shortest text that is compared (a default)' },
    },
  },
  falsePositives: [
    { zh: '提问其实是同一件事', en: 'The questions are about one thing after all' },
    {
      zh: '依法只能这样答复，如告知不属本机关',
      en: 'The law leaves no other answer, as that another organ is in charge',
    },
  ],
  by: 'department',
  observe(subject, _, { characters }) {
    const { id, department, answers, sameTextAs } = subject.state
    if (department === null) return []
    const last = answers.at(-1)
    const hidden = mayBeHidden(subject.state, 'answered')
    if (last === undefined && !hidden) return []
    const text = hidden || last === undefined ? null : last.text
    if (text !== null && [...text].length < characters) return []
    const input = entriesOf(subject, 'answered').at(-1)?.index ?? 0
    const observation: Answered = { record: id, text, isRepeat: (sameTextAs ?? 0) > 0, input }
    return [{ group: department, observation }]
  },
  applies: ({ observations }, _, { answers }) =>
    observations.filter(({ isRepeat }) => !isRepeat).length >= answers,
  *assess({ observations }, _, { answers, percent }) {
    const different = observations.filter(({ isRepeat }) => !isRepeat)
    const read = different.filter(({ text }) => text !== null)
    const same = yield* largest(read, percent / 100)
    const inputs = same.map(({ input }) => input)
    const weighed = { value: same.length, threshold: answers, inputs }
    if (same.length >= answers) return found(weighed)
    // Those that nobody may read could be the ones that are missing.
    const hidden = different.length - read.length
    return same.length + hidden >= answers && hidden > 0
      ? lacking(
          'content_withheld',
          'answers',
          different.map(({ input }) => input),
        )
      : notFound(weighed)
  },
})
