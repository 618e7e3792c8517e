/**
 * 我的工作台: what an account has to do today, the most pressing first. Read from the records and drafts as they stand;
 * what a followed register brought is nobody's task here.
 */

import type { State } from '../../domain/kinds/kinds.ts'
import { departmentNames } from '../../domain/kinds/title.ts'
import { dayNumber } from '../../domain/record/date.ts'
import { of } from '../../domain/record/problem.ts'
import { dayAt } from '../../domain/record/zone.ts'
import { gathered } from '../../domain/todo/campaigns.ts'
import * as read from '../../domain/todo/of-records.ts'
import { byPressing, type Todo } from '../../domain/todo/todo.ts'
import { inParts } from '../../store/pause.ts'
import { namesOf, readRecords } from '../../store/records/records.ts'
import * as stored from '../../store/todo.ts'
import type { Drafts } from '../drafts/drafts.ts'
import type { Ledger } from '../open.ts'
import { askersNow } from '../questions/askers.ts'
import type { Questions } from '../questions/questions.ts'
import { weightsNow } from '../questions/standing.ts'
import { rightsToDraft } from '../records/dispatch.ts'
import { deniedWriter } from '../records/writers.ts'
import type { Owed } from '../response/owed.ts'
import { type Caller, hasRight } from '../roles.ts'
import { todayOf } from '../submit/call.ts'
import { ofOwnDraft, ofRecord, readingWords, toApprove } from './things.ts'

/** Days within which a milestone is due soon. */
const SOON_DAYS = 30

export interface TodoView extends Todo {
  departmentName: string | null
  departmentNameEn: string | null
}

export interface TodoList {
  /** The day for which it is computed. */
  today: string
  items: TodoView[]
  /** Records beyond the first of each sort, which were not looked at. */
  left: number
}

/** Things to do of one sort. */
interface Found {
  todos: Todo[]
  left: number
}

const nothing: Found = { todos: [], left: 0 }

interface Parts {
  drafts: Drafts
  questions: Pick<Questions, 'moderation' | 'together'>
  owed: Owed
}

/** Lists of things to do of one ledger. */
export function createTodo(ledger: Ledger, { drafts, questions, owed }: Parts) {
  const { database, calendar, clocks } = ledger
  const dayOf = (moment: string): string => dayAt(calendar.days.zone, moment)

  async function ofDepartment(own: string, reckoning: read.Reckoning): Promise<Found> {
    const soon = dayNumber(reckoning.today) + SOON_DAYS
    const [{ records, left }, reports] = await Promise.all([
      stored.recordsToDo(database, own, soon),
      reportsOf(own),
    ])
    const states = [...records, ...reports].map(({ state }) => state)
    const givers = states.flatMap((one) =>
      one.kind === 'handover' && one.department !== own ? [one.department] : [],
    )
    const names = await namesOf(database, [...new Set(givers)])
    // The report on a consultation is that of its decision as well.
    const consulted = new Set(
      states.flatMap((one) => (one.kind === 'consultation' ? (one.decision ?? []) : [])),
    )
    const todos = states.flatMap((one) =>
      consulted.has(one.id) || one.kind === 'question' ? [] : (ofRecord(one, own, names, reckoning) ?? []),
    )
    return { todos: [...todos, ...(await ofQuestions(states, reckoning, true))], left }
  }

  /** The questions among some records; those that say the same together. @param own false where they are nobody's yet */
  async function ofQuestions(
    states: readonly State[],
    reckoning: read.Reckoning,
    own: boolean,
  ): Promise<Todo[]> {
    const questions = states.flatMap((one) => (one.kind === 'question' ? [one] : []))
    const askers = await askersNow(
      ledger,
      questions.map(({ id }) => id),
    )
    const asked = gathered(
      questions.flatMap((state) => {
        const todo = read.todoOfQuestion(state, reckoning, { own, askers: askers(state) })
        return todo === null ? [] : [{ state, todo }]
      }),
    )
    return inParts(asked)
  }

  /** Decisions of a department whose report on opinions is owed. */
  async function reportsOf(own: string) {
    const ids: string[] = []
    for (const [id, all] of await owed.byRecord())
      if (all.some(({ what, open, department }) => what === 'report' && open && department === own))
        ids.push(id)
    return readRecords(database, ids)
  }

  async function ofDrafts(caller: Caller): Promise<Todo[]> {
    const { mine, waiting } = await drafts.list(caller)
    const others = waiting.filter((one) => hasRight(caller, rightsToDraft(one).approve))
    const moved = await readRecords(
      database,
      others.flatMap(({ record }) => record ?? []),
    )
    const homes = new Map(moved.map(({ id, department }) => [id, department]))
    return [
      ...others.map((one) => toApprove(one, homes, calendar.days.zone)),
      ...mine.flatMap((one) => ofOwnDraft(one, calendar.days.zone) ?? []),
    ]
  }

  async function toVerify(caller: Caller): Promise<Found> {
    const all = hasRight(caller, 'milestone.verify')
    if (!all && !hasRight(caller, 'remedy.verify')) return nothing
    const { records, left } = await stored.claimsToVerify(database, !all)
    const todos = records.flatMap(({ state }) =>
      state.kind === 'milestone' && (caller.department === null || state.department !== caller.department)
        ? (read.todoOfClaim(state) ?? [])
        : [],
    )
    return { todos, left }
  }

  async function toInspect(reckoning: read.Reckoning): Promise<Found> {
    const { records, left } = await stored.flagsToSee(database)
    const todos = records.flatMap(({ state }) =>
      state.kind === 'flag' ? (read.todoOfOwnFlag(state, reckoning) ?? []) : [],
    )
    return { todos, left }
  }

  async function toAssign(reckoning: read.Reckoning): Promise<Found> {
    const { records, left } = await stored.questionsToAssign(database)
    const states = records.map(({ state }) => state)
    return { todos: await ofQuestions(states, reckoning, false), left }
  }

  /** Questions of which the caller decides as an organ above, or in its place. */
  async function toDecideAbove(caller: Caller, reckoning: read.Reckoning): Promise<Found> {
    const { records, left } = await stored.questionsForAbove(database)
    const todos: Todo[] = []
    for (const { state } of records) {
      const todo = state.kind === 'question' ? read.todoOfAbove(state, reckoning) : null
      if (todo === null || state.kind !== 'question') continue
      const event = todo.what === 'review' ? 'reviewed' : 'decided_competence'
      if ((await deniedWriter(ledger, { actor: caller }, state, event)) === null) todos.push(todo)
    }
    return { todos, left }
  }

  /** Texts to read: questions that say nearly the same in one line, and the comments of one consultation together. */
  async function toRead(caller: Caller): Promise<Found> {
    const [rows, left] = await Promise.all([questions.together.rows(caller), questions.moderation.left()])
    const base = {
      what: 'read' as const,
      department: null,
      acts: [],
      due: null,
      points: 0,
      stands: of('等你审读', 'Waits for you'),
    }
    const comments = new Map<string, { first: string; since: string; n: number }>()
    for (const { first, all } of rows) {
      const { state } = first
      if (state.kind !== 'comment') continue
      const known = comments.get(state.consultation)
      comments.set(state.consultation, {
        first: known?.first ?? state.id,
        since: known?.since ?? state.listed,
        n: (known?.n ?? 0) + all.length,
      })
    }
    const titles = await namesOf(database, [...comments.keys()])
    const todos = [
      ...rows.flatMap(({ first: { state }, all }): Todo[] =>
        state.kind === 'question'
          ? [
              {
                ...base,
                id: state.id,
                kind: 'question',
                title: '',
                why: readingWords(all.length, dayOf(state.listed)),
                ...(all.length === 1
                  ? {}
                  : { alike: all.slice(1).map((one) => ({ id: one.state.id, due: null })) }),
                since: state.listed,
              },
            ]
          : [],
      ),
      ...[...comments].map(
        ([consultation, { first, since, n }]): Todo => ({
          ...base,
          id: first,
          kind: 'comment',
          title: titles.get(consultation)?.title ?? consultation,
          why: of(
            `${n} 条意见没有审读，最早的 ${dayOf(since)} 收到`,
            `${n} comment${n === 1 ? '' : 's'} not read yet, the oldest of ${dayOf(since)}`,
          ),
          since,
        }),
      ),
    ]
    return { todos, left }
  }

  async function toErase(): Promise<Found> {
    const { records, left, texts } = await stored.erasuresAsked(database)
    const todos = records.map(({ id, kind, state, department }): Todo => {
      const n = texts.get(id) ?? 0
      return {
        what: 'erase',
        id,
        kind,
        title: '',
        department,
        acts: [],
        due: null,
        points: 0,
        stands: of('申请删除', 'Erasure asked for'),
        why: of(`本人申请删除 ${n} 段文字`, `its asker wants ${n} text${n === 1 ? '' : 's'} erased`),
        since: 'changed' in state ? state.changed : '',
      }
    })
    return { todos, left }
  }

  return {
    /** Everything that the caller has to do, the most pressing first; 200 of each sort at most. */
    async list(caller: Caller): Promise<TodoList> {
      const today = todayOf(ledger.now(), calendar.days.zone)
      const weights = await weightsNow(ledger)
      const reckoning = { today, calendar: calendar.days, clocks, weights }
      const may = (right: Parameters<typeof hasRight>[1]): boolean => hasRight(caller, right)
      const { department } = caller
      const parts = await Promise.all([
        department !== null && may('record.write') ? ofDepartment(department, reckoning) : nothing,
        may('draft.write') || may('rule.write') ? alone(ofDrafts(caller)) : nothing,
        toVerify(caller),
        may('flag.write') ? toInspect(reckoning) : nothing,
        may('message.moderate') ? toRead(caller) : nothing,
        may('question.receive') ? toAssign(reckoning) : nothing,
        may('question.receive') || may('record.write') ? toDecideAbove(caller, reckoning) : nothing,
        may('department.write') ? toErase() : nothing,
      ])
      const todos = byPressing(
        parts.flatMap((one) => one.todos),
        today,
        calendar.days,
      )
      const names = await namesOf(database, [...new Set(todos.flatMap((one) => one.department ?? []))])
      return {
        today,
        left: parts.reduce((sum, { left }) => sum + left, 0),
        items: todos.map((one) => ({
          ...one,
          ...departmentNames(names.get(one.department ?? '')),
        })),
      }
    },
  }
}

/** Things to do of which all were read. */
const alone = async (todos: Promise<Todo[]>): Promise<Found> => ({ todos: await todos, left: 0 })

export type TodoService = ReturnType<typeof createTodo>
