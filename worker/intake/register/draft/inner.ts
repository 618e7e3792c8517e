/** Drafts of milestones that stand in lists inside of the records: contracts with their milestones, measures with steps. */
import type { Value } from '../mapping.schema.ts'
import { type Column, columnsOf } from './columns/profile-column.ts'
import { finishedOf } from './finished.ts'
import { dateOf } from './parts/dates.ts'
import type { Say } from './parts/say.ts'
import type { InnerList, Sample } from './sample/model.ts'
import type { DraftRecord } from './settle.ts'
import { speaksFor } from './words/roles.ts'

const isDate = ({ formats, filled }: Column): boolean => formats.length > 0 && filled > 0

const isPlain = ({ formats, decimal, link }: Column): boolean =>
  formats.length === 0 && decimal === null && !link

const best = (
  columns: readonly Column[],
  role: 'title' | 'due' | 'done' | 'status',
  fits: (one: Column) => boolean,
) =>
  columns
    .filter((one) => fits(one) && speaksFor(role, one.name) > 0)
    .sort((a, b) => speaksFor(role, b.name) - speaksFor(role, a.name))[0]

/** A list of which each item has a title and a day on which it is due. */
function duesIn(list: InnerList): {
  title: Column
  due: Column
  done: Column | undefined
  id: Column | undefined
  status: Column | null
} | null {
  const columns = columnsOf(list)
  const title = best(columns, 'title', isPlain)
  const due = best(columns, 'due', isDate)
  if (title === undefined || due === undefined) return null
  const done = best(columns, 'done', (one) => isDate(one) && one.name !== due.name)
  const id = columns.find(({ distinct, rows, name }) => distinct === rows && /(?:^|_)id$/i.test(name))
  const status = best(columns, 'status', (one) => isPlain(one) && one !== title)
  return { title, due, done, id, status: status ?? null }
}

const outward = (value: Value): Value =>
  typeof value === 'string'
    ? `^.${value}`
    : Array.isArray(value)
      ? value.map((path) => `^.${path}`)
      : value.from === undefined
        ? value
        : {
            ...value,
            from: Array.isArray(value.from) ? value.from.map((path) => `^.${path}`) : `^.${value.from}`,
          }

/** Milestones of the first list inside of the records that has dates on which things are due; null where none has. */
export function innerMilestones(
  sample: Sample,
  around: Pick<DraftRecord, 'key' | 'department'>,
  say: Say,
): (DraftRecord & { each: string }) | null {
  for (const list of [...sample.lists].sort((a, b) => b.items.length - a.items.length)) {
    const found = duesIn(list)
    if (found === null) continue
    const { title, due, done, id, status } = found
    say(
      `列表“${list.path}”（${list.items.length} 项）的每一项有期限“${due.name}”，作为节点，属于它所在的那一条。`,
      `Each item of the list "${list.path}" (${list.items.length} of them) has a due date, "${due.name}": they become milestones of the record that they stand in.`,
    )
    const outside = around.key.from.map((path) => `^.${path}`)
    return {
      kind: 'milestone',
      each: list.path,
      key: { ...around.key, from: [...outside, (id ?? title).name] },
      department: outward(around.department),
      fields: {
        title: { from: title.name, as: 'line' },
        decision: {
          from: outside.length === 1 ? (outside[0] ?? '') : outside,
          ...(outside.length === 1 ? {} : { join: '|' }),
          as: 'record',
          kind: 'decision',
        },
        currentDue: dateOf(due, say),
        ...(status === null ? {} : { declaredStatus: { from: status.name, as: 'line' } }),
      },
      ...(done === undefined ? {} : { done: dateOf(done, say, due) }),
      // Where a day stands in some, the others of that status are done as well.
      ...finishedOf(status, say),
    }
  }
  return null
}
