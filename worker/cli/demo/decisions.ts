/** Turns the matters of the city into events, each on its day, through the verbs that everyone uses. */

import { departmentId } from '../../domain/kinds/department/ids.ts'
import type { ActKind } from '../../domain/kinds/registry.ts'
import type { Actor } from '../../ledger/envelope-shape.ts'
import type { Call } from '../../services/submit/call.ts'
import { type Builder, type Event, recorderOf } from './build.ts'
import type { Done, Matter } from './matters/matter.ts'
import { matters } from './matters/matters.ts'

type Ids = Map<string, string>

const VERIFIER: Actor = { account: 'acc-supervision', role: 'verifier', department: null }

/** Events of all decisions of the city, of a hand-over, and of what a source rewrote. */
export function decisions(): Event[] {
  return [...matters.flatMap(eventsOf), ...handover(), rewritten()]
}

/** Call of an event: a verification is made by the inspectorate, all else by the organ itself. */
function callOf(city: Builder, code: string, event: string, withheld: Done[3]): Call {
  const call = city.call(event === 'milestone.verified' ? VERIFIER : recorderOf(code))
  return withheld === undefined ? call : { ...call, visibility: 'sealed', ...withheld }
}

function eventsOf(matter: Matter): Event[] {
  const { code, item, fields, milestones = [], evaluation, inEnglish } = matter
  const department = departmentId(code)
  const ids: Ids = new Map()
  const idOf = (name: string): string => ids.get(name) ?? ''
  const open = (day: string, name: string, kind: ActKind, given: (city: Builder) => object): Event => ({
    day,
    async run(city) {
      const { records } = await city.services.acts.open(
        callOf(city, code, `${kind}.opened`, undefined),
        kind,
        department,
        given(city),
      )
      ids.set(name, records[0]?.id ?? '')
    },
  })
  const act = (name: string, kind: ActKind, [day, event, body, withheld]: Done): Event => ({
    day,
    run: (city) => city.act(callOf(city, code, `${kind}.${event}`, withheld), kind, event, idOf(name), body),
  })
  return [
    open(matter.day, 'decision', 'decision', (city) => ({
      ...fields,
      ...(item === null
        ? { noResponsibility: '临时任务，清单没有对应事项' }
        : { responsibility: city.id(item) }),
    })),
    ...matter.acts.map((done) => act('decision', 'decision', done)),
    ...milestones.flatMap(({ day, fields: given, acts }, i) => [
      open(day, `milestone ${i}`, 'milestone', () => ({ ...given, decision: idOf('decision') })),
      ...acts.map((done) => act(`milestone ${i}`, 'milestone', done)),
    ]),
    ...(evaluation === undefined
      ? []
      : [
          open(evaluation.day, 'evaluation', 'evaluation', () => ({
            ...evaluation.fields,
            decision: idOf('decision'),
          })),
          ...(evaluation.answer === undefined
            ? []
            : [act('evaluation', 'evaluation', [evaluation.answer[0], 'answered', evaluation.answer[1]])]),
        ]),
    ...(inEnglish === undefined
      ? []
      : [
          open(inEnglish.day, 'translation', 'translation', () => ({
            subject: idOf('decision'),
            language: 'en',
            means: inEnglish.means,
            translator: inEnglish.translator,
            texts: (['title', 'summary'] as const).map((field) => ({ field, text: inEnglish[field] })),
          })),
        ]),
    {
      day: '2026-11-20',
      async run(city) {
        const [zh, en] = matter.sight ?? []
        if (zh !== undefined && en !== undefined) city.sight(zh, en, { record: idOf('decision') })
      },
    },
  ]
}

/** A licence of developers goes to the bureau of approvals, with what is still open on it. */
function handover(): Event[] {
  const item = 'mc-housing/房地产开发企业资质核定'
  let id = ''
  return [
    {
      day: '2026-10-12',
      async run(city) {
        const held = await city.services.reading.record(city.id(item))
        const from = held?.department ?? ''
        const { records } = await city.services.acts.open(
          city.call(recorderOf(from.slice(4))),
          'handover',
          from,
          {
            title: '房地产开发企业资质核定职责移交',
            to: departmentId('mc-approval'),
            fromPost: '房地产市场监管科科长',
            toPost: '建设项目审批科科长',
            inventory: [{ record: city.id(item), status: '有效', note: '在办 6 件，随档案移交' }],
            unresolved: ['一件补正材料未到期'],
            supervisor: '市委编办 监督检查科科长',
            reason: '相对集中行政许可权',
          },
        )
        id = records[0]?.id ?? ''
      },
    },
    {
      day: '2026-10-20',
      run: (city) =>
        city.act(city.call(recorderOf('mc-approval')), 'handover', 'accepted', id, {
          by: '建设项目审批科科长',
        }),
    },
  ]
}

/** A register of the bureau was published again, and says something else than before. */
function rewritten(): Event {
  return {
    day: '2026-11-02',
    async run(city) {
      const { items } = await city.services.reading.records({
        kind: 'decision',
        department: departmentId('mc-transport'),
        limit: 1,
      })
      const [first] = items
      if (first === undefined) return
      await city.act(city.call(recorderOf('mc-transport')), 'decision', 'source_changed', first.id, {
        asOf: '2026-11-01',
        file: '重大行政决策公开台账（2026 年 10 月）',
        changes: [{ change: 'changed', field: 'steps/s3/received', from: 2904, to: 1904 }],
      })
    },
  }
}
