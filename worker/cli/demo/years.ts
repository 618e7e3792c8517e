/** The three years after the books were opened, one kind of event after the other, in order of time. */

import { departmentId } from '../../domain/kinds/department/ids.ts'
import type { ResponsibilityState } from '../../domain/kinds/responsibility/state.ts'
import { approved, type Builder, codeOf, dayAfter, type Event, listArea, recorderOf } from './build.ts'
import { organs } from './city/organs.ts'
import { decisions } from './decisions.ts'
import * as past from './history.ts'
import { timeLimit } from './items.ts'
import { delivery, ends, reform, withheld } from './turns.ts'

/** Plays all events in order of their days; events of one day in the order in which they stand here. */
export async function playYears(city: Builder): Promise<void> {
  const events = [
    ...listings(),
    ...changes(),
    ...pauses(),
    ...reform(),
    ...ends(),
    ...delivery(),
    ...withheld(),
    ...reviews(),
    ...decisions(),
  ]
  let month = city.clock.today().slice(0, 7)
  for (const { day, run } of events.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))) {
    city.clock.moveTo(day)
    // The city looks after its machine once a month: that closes the days since the last time.
    if (day.slice(0, 7) > month) {
      await city.services.closeDays()
      month = day.slice(0, 7)
    }
    await run(city)
  }
}

/** Sub-items, areas that came later, and who works together. */
function listings(): Event[] {
  const sub = Object.entries(past.subItems).map(([item, names]) => ({
    day: '2024-01-09',
    async run(city: Builder) {
      const { acts } = city.services
      const above = city.fields(item)
      for (const subItem of names) {
        const given = { ...above, subItem, parent: city.id(item), itemCode: null }
        await acts.open(city.recorder(item), 'responsibility', departmentId(codeOf(item)), given)
      }
    },
  }))
  const later = organs.flatMap((organ) =>
    organ.areas.flatMap((area) =>
      area.from === undefined
        ? []
        : [{ day: area.from, run: (city: Builder) => listArea(city, organ, area) }],
    ),
  )
  const shared = Object.entries(past.together).map(([item, codes]) => ({
    day: '2024-02-20',
    run: (city: Builder) =>
      city.act(city.formal(item), 'responsibility', 'amended', city.id(item), {
        set: { lead: departmentId(codeOf(item)), supporting: codes.map(departmentId) },
        trigger: 'other',
        reason: '跨部门联合检查，明确牵头和配合部门。',
      }),
  }))
  return [...sub, ...later, ...shared]
}

function changes(): Event[] {
  const faster = past.faster.map(([day, item, days]) => ({
    day,
    run: (city: Builder) =>
      city.act(city.formal(item), 'responsibility', 'amended', city.id(item), {
        set: { promisedTimeLimit: timeLimit(days, 'working_day') },
        trigger: 'other',
        reason: '政务服务提速，压缩承诺时限。',
      }),
  }))
  const corrected = past.corrections.map(({ day, item, ...correction }) => ({
    day,
    run: (city: Builder) =>
      city.act(city.recorder(item), 'responsibility', 'corrected', city.id(item), correction),
  }))
  const late = past.late.map(([day, occurred, item, reason]) => ({
    day,
    run: (city: Builder) =>
      city.act({ ...city.formal(item), occurred }, 'responsibility', 'amended', city.id(item), {
        set: { undertakingUnits: [...city.fields(item).undertakingUnits, '质量监督站'] },
        trigger: 'reform',
        reason,
      }),
  }))
  return [...faster, ...corrected, ...late, grainLaw()]
}

/** 粮食安全保障法 came into force on 2024-06-01: items that had rested on the regulation alone got a second basis. */
function grainLaw(): Event {
  const title = '中华人民共和国粮食安全保障法'
  const items = [
    '市级储备粮动用方案审批',
    '对市级储备粮数量和质量的检查',
    '对擅自动用市级储备粮的处罚',
    '对储备粮轮换中以次充好的处罚',
  ]
  return {
    day: '2024-06-06',
    async run(city) {
      for (const name of items) {
        const item = `mc-grain/${name}`
        const basis = { level: 'law', title, docNumber: null, article: null, text: `【法律】《${title}》` }
        await city.act(
          { ...city.formal(item), occurred: '2024-06-01' },
          'responsibility',
          'amended',
          city.id(item),
          {
            set: { legalBases: [basis, ...city.fields(item).legalBases] },
            trigger: 'law_changed',
            reason: `《${title}》自 2024 年 6 月 1 日起施行，补充依据。`,
          },
        )
      }
    },
  }
}

function pauses(): Event[] {
  const suspend = (day: string, item: string, reason: string): Event => ({
    day,
    run: (city) =>
      city.act(city.formal(item), 'responsibility', 'suspended', city.id(item), {
        trigger: 'other',
        reason: `${reason}。`,
      }),
  })
  const resume = (day: string, item: string, reason: string): Event => ({
    day,
    run: (city) =>
      city.act(city.formal(item), 'responsibility', 'resumed', city.id(item), {
        trigger: 'other',
        reason: `${reason}结束，恢复办理。`,
      }),
  })
  return [
    ...past.pauses.flatMap(([item, from, to, why]) => [suspend(from, item, why), resume(to, item, why)]),
    ...past.paused.map(([item, from, why]) => suspend(from, item, why)),
  ]
}

/** Once a year each organ reads its list again and changes a few items. */
function reviews(): Event[] {
  return ['2024-11-04', '2025-10-13', '2026-09-14'].flatMap((start, year) =>
    organs.map((organ, i) => ({
      day: dayAfter(start, i),
      async run(city: Builder) {
        const department = departmentId(organ.code)
        const { items } = await city.services.reading.records({
          kind: 'responsibility',
          department,
          status: 'in_force',
          limit: 500,
        })
        const chosen = items.filter((_, at) => at % 9 === (year * 2 + i) % 9)
        for (const { id, state } of chosen) {
          if (state.kind !== 'responsibility') continue
          await city.act(approved(city.call(recorderOf(organ.code))), 'responsibility', 'amended', id, {
            set: REVIEWS[year]?.(state) ?? {},
            trigger: 'other',
            reason: `${start.slice(0, 4)} 年度权责清单动态调整。`,
          })
        }
      },
    })),
  )
}

const REVIEWS: readonly ((state: ResponsibilityState) => Partial<ResponsibilityState>)[] = [
  ({ accountabilityCases }) => ({
    accountabilityCases: [...accountabilityCases, '对群众反映的问题不登记、不答复的'],
  }),
  ({ riskPoints }) => ({
    riskPoints: [
      ...riskPoints,
      { step: '公开', level: 'low', control: '办理结果在三个工作日内公开，按月自查' },
    ],
  }),
  ({ duties }) => ({
    duties: [...duties, { step: '评议', text: '每年公开听取服务对象评议，评议结果作为改进工作的依据。' }],
  }),
]
