/** The three years after the books were opened, one kind of event after the other, in order of time. */
import { departmentId } from '../../domain/ids.ts'
import type { ResponsibilityState } from '../../domain/responsibility/types.ts'
import {
  type Builder,
  codeOf,
  dayAfter,
  listArea,
  OPERATOR,
  REGISTRAR,
  recorderOf,
  register,
} from './build.ts'
import { organs } from './city/organs.ts'
import { approval } from './city/water.ts'
import * as past from './history.ts'
import { CITY } from './items.ts'

interface Event {
  day: string
  run(city: Builder): Promise<unknown>
}

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
  ]
  for (const { day, run } of events.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))) {
    city.clock.moveTo(day)
    await run(city)
  }
}

/** Sub-items, areas that came later, and who works together. */
function listings(): Event[] {
  const sub = Object.entries(past.subItems).map(([item, names]) => ({
    day: '2024-01-09',
    async run(city: Builder) {
      const { responsibilities } = city.services
      const above = city.fields(item)
      for (const subItem of names) {
        const given = { ...above, subItem, parent: city.id(item), itemCode: null }
        await responsibilities.list(city.recorder(item), departmentId(codeOf(item)), given)
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
      city.services.responsibilities.amend(city.recorder(item), city.id(item), {
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
      city.services.responsibilities.amend(city.recorder(item), city.id(item), {
        set: { promisedTimeLimit: { days, unit: 'working_day', text: null } },
        trigger: 'other',
        reason: '政务服务提速，压缩承诺时限。',
      }),
  }))
  const corrected = past.corrections.map(({ day, item, ...correction }) => ({
    day,
    run: (city: Builder) =>
      city.services.responsibilities.correct(city.recorder(item), city.id(item), correction),
  }))
  const late = past.late.map(([day, occurred, item, reason]) => ({
    day,
    run: (city: Builder) =>
      city.services.responsibilities.amend({ ...city.recorder(item), occurred }, city.id(item), {
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
        await city.services.responsibilities.amend(
          { ...city.recorder(item), occurred: '2024-06-01' },
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
      city.services.responsibilities.suspend(city.recorder(item), city.id(item), {
        trigger: 'other',
        reason: `${reason}。`,
      }),
  })
  const resume = (day: string, item: string, reason: string): Event => ({
    day,
    run: (city) =>
      city.services.responsibilities.resume(city.recorder(item), city.id(item), {
        trigger: 'other',
        reason: `${reason}结束，恢复办理。`,
      }),
  })
  return [
    ...past.pauses.flatMap(([item, from, to, why]) => [suspend(from, item, why), resume(to, item, why)]),
    ...past.paused.map(([item, from, why]) => suspend(from, item, why)),
  ]
}

/** The reform: a new bureau takes over licences, one is renamed, one is merged into another. */
function reform(): Event[] {
  const reason = `《${CITY.zh}机构改革方案》`
  const moved = past.centralised.map((item, i) => ({
    day: `2025-01-${String(6 + Math.floor(i / 4)).padStart(2, '0')}`,
    run: (city: Builder) =>
      city.services.responsibilities.transfer(city.call(REGISTRAR, '2025-01-01'), city.id(item), {
        to: departmentId(approval.code),
        trigger: 'reform',
        reason: `${reason}：相对集中行政许可权。`,
      }),
  }))
  return [
    { day: '2024-12-20', run: (city) => register(city, approval, '2025-01-01') },
    ...moved,
    {
      day: '2025-03-18',
      run: (city) =>
        city.services.departments.rename(city.call(REGISTRAR), departmentId('mc-culture'), {
          name: '明川市文化广电和旅游局',
          nameEn: 'Mingchuan Bureau of Culture, Broadcasting and Tourism',
          reason: `${reason}：划入广播电视管理职责。`,
        }),
    },
    { day: '2025-11-20', run: (city) => mergeGrain(city, reason) },
  ]
}

async function mergeGrain(city: Builder, reason: string): Promise<void> {
  const grain = organs.find(({ code }) => code === 'mc-grain')
  for (const area of grain?.areas ?? []) {
    for (const name of Object.values(area.items).flat()) {
      await city.services.responsibilities.transfer(city.call(REGISTRAR), city.id(`mc-grain/${name}`), {
        to: departmentId('mc-dev'),
        trigger: 'reform',
        reason: `${reason}：粮食和物资储备职责划入市发展改革委。`,
      })
    }
  }
  city.clock.moveTo('2025-11-28')
  await city.services.departments.merge(city.call(REGISTRAR), departmentId('mc-grain'), {
    into: departmentId('mc-dev'),
    reason,
  })
}

function ends(): Event[] {
  const merged = past.merges.map(([day, item, into, why]) => ({
    day,
    run: (city: Builder) =>
      city.services.responsibilities.merge(city.recorder(item), city.id(item), {
        into: city.id(into),
        trigger: 'reform',
        reason: `${why}。`,
      }),
  }))
  const split = past.splits.map(([day, item, names, why]) => ({
    day,
    async run(city: Builder) {
      const into = names.map((name) => ({ ...city.fields(item), name, itemCode: null }))
      await city.services.responsibilities.split(city.recorder(item), city.id(item), {
        into,
        trigger: 'reform',
        reason: `${why}。`,
      })
    },
  }))
  const abolished = past.abolitions.map(([day, item, why]) => ({
    day,
    run: (city: Builder) => city.services.responsibilities.abolish(city.recorder(item), city.id(item), why),
  }))
  return [...merged, ...split, ...abolished]
}

/** A later published list of one bureau: what differs from the first one. */
function delivery(): Event[] {
  return [
    {
      day: '2026-03-24',
      async run(city) {
        const names = ['对虚假宣传行为的处罚', '对商业诋毁行为的处罚', '对违法有奖销售的处罚'].map(
          (name) => `mc-market/${name}`,
        )
        const views = await city.services.reading.recordsById(names.map((name) => city.id(name)))
        const [added] = names.map((name) => city.fields(name))
        await city.services.deliveries.deliver(
          city.call(recorderOf('mc-market')),
          departmentId('mc-market'),
          {
            added:
              added === undefined ? [] : [{ ...added, name: '对侵犯商业秘密行为的处罚', itemCode: null }],
            changed: views.map(({ id, seq }) => ({
              id,
              seq,
              set: { undertakingUnits: ['价格监督检查和反不正当竞争科', '综合行政执法支队'] },
            })),
            reason: '2026 年权责清单公布',
          },
        )
      },
    },
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
          await city.services.responsibilities.amend(city.call(recorderOf(organ.code)), id, {
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

/** What the law allows to be withheld, and what it demands to be erased: both stay in the chain. */
function withheld(): Event[] {
  const item = 'mc-health/预防接种异常反应补偿'
  return [
    {
      day: '2026-04-21',
      async run(city) {
        const like = city.fields('mc-water/汛前对水库大坝安全的检查')
        const call = {
          ...city.call(recorderOf('mc-water')),
          visibility: 'sealed',
          ground: 'security_stability',
          review: '2028-04-21',
        } as const
        const { records } = await city.services.responsibilities.list(call, departmentId('mc-water'), {
          ...like,
          name: '应急备用水源调度检查',
          itemCode: null,
          scope: '点位和调度方案见附件。',
        })
        for (const { id } of records)
          city.sight('不予公开、但已封存入账的一项', 'An item that is withheld, but sealed into the chain', {
            record: id,
          })
      },
    },
    {
      day: '2026-05-19',
      async run(city) {
        const { records } = await city.services.responsibilities.amend(city.recorder(item), city.id(item), {
          set: { remark: '办理咨询：某受种者家庭住址、联系电话（误写入的个人信息）。' },
          trigger: 'other',
          reason: '补充备注。',
        })
        city.clock.moveTo('2026-05-27')
        for (const { index } of records) {
          await city.services.erasures.erase(city.call(OPERATOR), index, {
            ground: 'personal_data',
            authority: '明川市人民政府办公室〔2026〕11 号整改通知',
            reason: '备注中误写入了受种者的个人信息。',
          })
          city.sight('一条已依法擦除正文的账目', 'An entry whose body was lawfully erased', { entry: index })
        }
      },
    },
  ]
}
