/** Drafts of memberships: who holds which post in which body, from when to when. */
import { refuse } from '../../../domain/record/guard.ts'
import type { Value } from '../mapping.schema.ts'
import { differTogether } from './columns/identity.ts'
import { type Column, columnsOf, profileColumn } from './columns/profile-column.ts'
import { dateOf } from './parts/dates.ts'
import type { Say } from './parts/say.ts'
import type { InnerList, Sample } from './sample/model.ts'
import { type DraftRecord, UNSTATED } from './settle.ts'
import { type Role, speaksFor, wordsOf } from './words/roles.ts'

/** Words of headers that are of people in offices alone. */
const OF_OFFICES =
  /^(?:part(?:y|ido|i|ei|ij|ia)|faction|fraktion|fraction|ward|constituency|riding|elected|appointed|sworn|incumbent|mandates?|mandat|wahlkreis|circonscription|фракция|партия|membership)$|会派|党派|政党|政黨|选区|選區|選挙区|정당|선거구|任期/u

const OF_PARTIES =
  /^(?:part(?:y|ido|i|ei|ij|ia)|behalf|faction|fraktion|fraction)$|会派|党派|政党|政黨|정당|партия|фракция/u

const MEMBERSHIPS = /(?:^|\.)(?:memberships?|office_?records|mandates|terms|roles)$/i

/** Columns of a membership, as they are seen from its row or its item. */
interface Seat {
  member: Column
  organ: Column | null
  role: Column | null
  from: Column | null
  to: Column | null
  party: Column | null
  id: Column | null
}

const isDate = ({ formats }: Column): boolean => formats.length > 0
const isText = ({ formats, decimal, link }: Column): boolean =>
  formats.length === 0 && decimal === null && !link
const isReference = ({ name }: Column): boolean => /(?:[._-]id|Id|_code)$|(?:^|\.)id$/.test(name)

function best(columns: readonly Column[], role: Role, fits: (one: Column) => boolean): Column | null {
  const found = columns
    .filter((one) => one.filled > 0 && fits(one) && speaksFor(role, one.name) > 0)
    .map((column) => ({
      column,
      // Dates and posts of its own say more than those of what it refers to.
      score:
        speaksFor(role, column.name) +
        column.filled / column.rows -
        (column.name.includes('.') && ['role', 'from', 'to'].includes(role) ? 3 : 0),
    }))
    .sort((a, b) => b.score - a.score)
  return found[0]?.column ?? null
}

/** The columns of a seat: of a record's own and of those around it, which have `^.` before them. */
function seatIn(columns: readonly Column[]): Seat | null {
  const plain = (one: Column): boolean => isText(one) && !isReference(one)
  const party = columns.find((one) => plain(one) && wordsOf(one.name).some((word) => OF_PARTIES.test(word)))
  const others = columns.filter((one) => one !== party)
  const organ = best(others, 'department', plain)
  const rest = others.filter((one) => one !== organ)
  const member = best(rest, 'person', plain)
  if (member === null) return null
  const dated = rest.filter(isDate)
  const from = best(dated, 'from', () => true)
  const role = best(
    rest.filter((one) => one !== member),
    'role',
    plain,
  )
  const own = columns.find(
    (one) => /(?:^|\.)id$/.test(one.name) && !one.name.includes('.') && one.distinct === one.rows,
  )
  return {
    ...{ member, organ, role, from },
    to: best(
      dated.filter((one) => one !== from),
      'to',
      () => true,
    ),
    party: party ?? null,
    id: own ?? null,
  }
}

/** Memberships of a sample; null where it is of something else. @throws Problem `invalid` where they are wanted and not there */
export function peopleOf(sample: Sample, wanted: boolean, say: Say): DraftRecord | null {
  const rows = sample.columns.map((one) => profileColumn(one.name, one.values))
  const inner = sample.lists.find(({ path, items }) => MEMBERSHIPS.test(path) && isSeats(items))
  const outside = rows.map((one) => ({ ...one, name: `^.${one.name}` }))
  const columns =
    inner === undefined
      ? rows
      : [
          ...columnsOf(inner),
          ...outside.filter(({ name }) => !/(?:\.|_)?(?:date|created|modified)/i.test(name)),
        ]
  const seat = seatIn(columns)
  if (seat === null || !(wanted || inner !== undefined || isOfPeople(sample, seat))) {
    if (wanted)
      throw refuse('invalid', '找不到任职者姓名的列。', 'No column looks like the name of a holder.')
    return null
  }
  return membershipOf(sample, seat, inner, say)
}

const isSeats = (items: InnerList['items']): boolean =>
  items.some((item) =>
    Object.keys(item).some((name) => /role|post|organi[sz]ation|body|start|from|title/i.test(name)),
  )

/** Longer texts name no single person. */
const LONGEST_NAME = 100

function isOfPeople(sample: Sample, { member, organ, role, from }: Seat): boolean {
  if (member.longest > LONGEST_NAME) return false
  if (sample.each !== null && MEMBERSHIPS.test(sample.each)) return true
  const headers = sample.columns.map(({ name }) => name)
  const refers = (word: RegExp): boolean => headers.some((name) => word.test(name))
  const joins =
    sample.format === 'json' && refers(/person|member/i) && refers(/organi[sz]ation|body|committee/i)
  const says = headers.filter((name) => wordsOf(name).some((word) => OF_OFFICES.test(word)))
  const dues = headers.filter((name) => speaksFor('due', name) > 0 && speaksFor('to', name) <= 0)
  return (
    (joins || says.length > 0) &&
    (role !== null || from !== null || organ !== null) &&
    (joins || dues.length === 0)
  )
}

function membershipOf(sample: Sample, seat: Seat, inner: InnerList | undefined, say: Say): DraftRecord {
  const { member, organ, role, from, to, party } = seat
  say(
    `每一行是一项任职：任职者取自“${member.name}”${role === null ? '' : `，职务取自“${role.name}”`}。`,
    `Each row is a membership: the holder is taken from "${member.name}"${role === null ? '' : `, the post from "${role.name}"`}.`,
  )
  if (organ === null)
    say(
      '找不到所在机构的名称：用固定名称代替，请改成实际的机构；若机构列在另一个文件里，请一起给出。',
      'Nothing names the body: a fixed name stands in its place, put the real one there; where bodies are listed in another file, give it as well.',
    )
  else say(`机构取自“${organ.name}”。`, `The body is taken from "${organ.name}".`)
  if (role === null)
    say(
      '没有职务：都记为 Member，请改正。',
      'No post is named: all are recorded as Member, put the real one there.',
    )
  const start = from === null ? null : dateOf(from, say)
  const line = ({ name }: Column): Value => ({ from: name, as: 'line' })
  return {
    kind: 'membership',
    ...(inner === undefined ? {} : { each: inner.path }),
    key: { from: keyOf(sample, seat, inner, say) },
    department:
      organ === null
        ? { const: UNSTATED }
        : organ.filled === organ.rows
          ? line(organ)
          : { from: organ.name, as: 'line', default: UNSTATED },
    ...(start === null ? {} : { occurred: start, past: ['from'] }),
    fields: {
      member: line(member),
      role: role === null ? { const: 'Member' } : { from: role.name, as: 'line', default: 'Member' },
      membershipKind: { const: 'member' },
      ...(party === null ? {} : { onBehalfOf: line(party) }),
      ...(start === null ? {} : { from: start }),
      ...(to === null ? {} : { to: dateOf(to, say, from) }),
    },
  }
}

/** Columns that name a membership: its own id, else who, where, as what and since when. */
function keyOf(
  sample: Sample,
  { id, member, organ, role, from }: Seat,
  inner: InnerList | undefined,
  say: Say,
): string[] {
  if (id !== null) {
    say(
      `用“${id.name}”识别记录，它每行都不同；请确认它在下一次公布时不会重新编号。`,
      `"${id.name}" differs in every row and names the records; make sure that it is not numbered anew in the next delivery.`,
    )
    return [id.name]
  }
  const refs = sample.columns.filter(({ name }) =>
    /(?:person|organi[sz]ation|member|post|period|term|session)_?id$/i.test(name),
  )
  const named =
    refs.length >= 2 ? refs.map(({ name }) => name) : [member, organ].flatMap((one) => one?.name ?? [])
  const all = [...named, ...[role, from].flatMap((one) => one?.name ?? [])]
  const enough =
    inner === undefined
      ? [named, [...named, ...(from === null ? [] : [from.name])], all].find((some) =>
          differTogether(
            sample,
            some.map((name) => ({ name })),
          ),
        )
      : undefined
  const found = [...new Set(enough ?? all)]
  say(`用“${found.join('”加“')}”识别记录。`, `"${found.join('" and "')}" together name the records.`)
  return found
}
