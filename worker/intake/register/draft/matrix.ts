/** Drafts of votes in a matrix: members down and motions across, or the other way round. */
import { folded } from '../fold.ts'
import type { Value } from '../mapping.schema.ts'
import { isNothing, profileColumn } from './columns/profile-column.ts'
import { escaped } from './input.ts'
import type { Say } from './parts/say.ts'
import type { Sample, Sampled } from './sample/model.ts'
import { type DraftRecord, UNSTATED } from './settle.ts'
import { speaksFor } from './words/roles.ts'

/** Words and signs of a vote, by its code. */
const VOTES: { readonly [code: string]: string } = {
  yes: 'y yes yea aye ay for in_favour in_favor favour favor pour oui ja si sí sim a_favor за да 赞成 贊成 赞同 同意 賛成 찬성 + ○ 〇 ✓ ✔ √ evet za tak pro',
  no: 'n no nay against contre non nein dagegen contra em_contra против нет 反对 反對 반대 - – − × ✗ ✘ x hayır przeciw proti nej',
  abstain:
    'abstain abstained abstention enthaltung abstención abstencion abstenção abstención воздержался 弃权 棄權 棄権 기권 △ wstrzymał_się zdržel_se çekimser avstår',
  absent: 'absent absence ausente excused abwesend fehlt отсутствовал 缺席 欠席 결석 nieobecny frånvarande',
}

const CODES = new Map(
  Object.entries(VOTES).flatMap(([code, words]) =>
    words.split(' ').map((word): [string, string] => [folded(word.replaceAll('_', ' ')), code]),
  ),
)

/** Figures that may stand for a vote, in a table of members. */
const FIGURES = new Map([
  ['1', 'yes'],
  ['0', 'no'],
])

type VoteOf = (text: string) => string | null

/** The code of a vote; null for any other text. */
const inWords: VoteOf = (text) => CODES.get(folded(text)) ?? null
const inFigures: VoteOf = (text) => FIGURES.get(text.trim()) ?? null

/** So much of a column of votes is one. */
const ENOUGH = 0.75

const isVotes = ({ values }: Sampled, voteOf: VoteOf): boolean => {
  // A dash where nobody voted is no other text; where it is a vote against, it is one.
  const texts = values
    .map((text) => text.trim())
    .filter((text) => text !== '' && (voteOf(text) !== null || !isNothing(text)))
  return texts.length > 0 && texts.filter((text) => voteOf(text) !== null).length >= texts.length * ENOUGH
}

interface DateRow {
  row: number
  header: string
  formats: string[]
}

/** The row of a matrix in which the days of its motions stand; null where none is. */
function dateRowOf(sample: Sample, votes: readonly Sampled[], first: Sampled): DateRow | null {
  for (const row of sample.rows.keys()) {
    const texts = votes.map(({ values }) => values[row] ?? '')
    const { formats, odd } = profileColumn('date', texts)
    if (formats.length > 0 && odd.length === 0 && texts.every((text) => text.trim() !== ''))
      return { row, header: (first.values[row] ?? '').trim(), formats }
  }
  return null
}

/** Pattern of the headers that are no motions: blank ones, and those of columns beside the votes. */
const noMotion = (columns: readonly Sampled[]): string =>
  columns.length === 0 ? '^$' : `^(?:${columns.map(({ name }) => escaped(name)).join('|')})?$`

/** A matrix of votes as a mapping: its records, and how the table is to be read. */
export interface Matrix {
  records: DraftRecord[]
  input: { [key: string]: unknown }
}

/** Fewer columns of votes are columns of something else that is yes or no. */
const FEWEST = 2

/** Decisions with their roll calls; null where a table is no matrix of votes. */
export function matrixOf(sample: Sample, say: Say): Matrix | null {
  if (sample.format !== 'table' || sample.turned) return null
  const worded = sample.columns.filter((one) => isVotes(one, inWords))
  const member = sample.columns.some(({ name }) => speaksFor('person', name) >= 3)
  const figures = worded.length === 0 && member
  const voteOf = figures ? inFigures : inWords
  const votes = figures ? sample.columns.filter((one) => isVotes(one, inFigures)) : worded
  const [first, ...further] = sample.columns.filter((one) => !votes.includes(one))
  const texts = first?.values.map((text) => text.trim()).filter((text) => text !== '') ?? []
  const others = sample.columns.length - votes.length
  if (
    first === undefined ||
    votes.length < FEWEST ||
    others > votes.length + 2 ||
    votes.length * 2 < sample.columns.length
  )
    return null
  const length = (some: readonly string[]): number =>
    some.reduce((sum, text) => sum + text.length, 0) / Math.max(1, some.length)
  const headers = votes.map(({ name }) => name)
  // Motions are told at length; members have names.
  const down = length(headers) > length(texts)
  const [title, matter] = down ? ['motion', '议题在各列'] : [first.name, '议题在各行']
  say(
    `这是表决表：${votes.length} 列是表决，${matter}；每项议题是一项决策，附记名表决。`,
    `This is a matrix of votes: ${votes.length} columns are votes, motions stand ${down ? 'across' : 'down'}; each motion is a decision with its roll call.`,
  )
  say(
    '没有写明表决的机构：用固定名称代替，请改成实际的机构。',
    'The body that voted is not named: a fixed name stands in its place, put the real one there.',
  )
  if (figures)
    say(
      '1 是赞成、0 是反对吗？这里当作是；若不是，请改 codes。',
      'Does 1 mean yes and 0 mean no? They are taken so here; if not, mend "codes".',
    )
  const dates = down ? dateRowOf(sample, votes, first) : null
  if (dates !== null)
    say(
      `有一行是日期（${dates.header || '第一列空白'}），作为各项议题的日期。`,
      `One row holds dates (${dates.header || 'its first cell is blank'}): they are taken for those of the motions.`,
    )
  const read = votes.flatMap(({ values }) => values.filter((_, row) => row !== dates?.row))
  const found = [...new Set(read.map((text) => text.trim()))].filter((text) => text !== '')
  const codes = Object.fromEntries(
    found.flatMap((text) => {
      const code = voteOf(text)
      return code === null ? [] : [[text, code]]
    }),
  )
  const open = found.filter((text) => voteOf(text) === null)
  if (open.length > 0)
    say(
      `这些不像表决，不取：${open.slice(0, 5).join('、')}；请在 codes 中写明。`,
      `These look like no vote and are not taken: ${open.slice(0, 5).join(', ')}; declare them in "codes".`,
    )
  const vote: Value = { from: 'vote', codes, ...(open.length === 0 ? {} : { otherwise: null }) }
  const record: DraftRecord = {
    kind: 'decision',
    ...(down ? { when: [{ from: 'motion', not: noMotion(further) }] } : {}),
    key: { from: [title] },
    department: { const: UNSTATED },
    ...(dates === null ? {} : { occurred: { from: 'date', as: 'date', formats: dates.formats } }),
    fields: {
      title: { from: title, as: 'line' },
      class: { const: 'ordinary' },
      noResponsibility: { const: 'The register names no power.' },
    },
    steps: {
      each: '.',
      item: {
        type: { const: 'deliberation' },
        ballots: { each: 'votes', item: { member: 'member', vote } },
      },
    },
  }
  const dated = dates === null ? {} : { date: { headers: [dates.header === '' ? '/^$/' : dates.header] } }
  const beside = down
    ? [title, first.name, ...(dates === null ? [] : ['date', dates.header]), ...sample.above]
    : [first, ...further].map(({ name }) => name)
  return {
    records: [record],
    input: {
      ...(down ? { turned: true, columns: { motion: { headers: [first.name] }, ...dated } } : {}),
      gather: {
        as: 'votes',
        columns: `^(?!(?:${[...new Set(beside)]
          .filter((text) => text !== '')
          .map(escaped)
          .join('|')})$)`,
        name: 'member',
        value: 'vote',
      },
    },
  }
}
