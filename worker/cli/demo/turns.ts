import { departmentId } from '../../domain/kinds/department/ids.ts'
import { approved, type Builder, type Event, OPERATOR, REGISTRAR, recorderOf, register } from './build.ts'
import { organs } from './city/organs.ts'
import { approval } from './city/water.ts'
import * as past from './history.ts'
import { CITY } from './items.ts'

/** The reform: a new bureau takes over licences, one is renamed, one is merged into another. */
export function reform(): Event[] {
  const reason = `《${CITY.zh}机构改革方案》`
  const moved = past.centralised.map((item, i) => ({
    day: `2025-01-${String(6 + Math.floor(i / 4)).padStart(2, '0')}`,
    run: (city: Builder) =>
      city.act(city.call(REGISTRAR, '2025-01-01'), 'responsibility', 'transferred', city.id(item), {
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
        city.act(city.call(REGISTRAR), 'department', 'renamed', departmentId('mc-culture'), {
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
      await city.act(city.call(REGISTRAR), 'responsibility', 'transferred', city.id(`mc-grain/${name}`), {
        to: departmentId('mc-dev'),
        trigger: 'reform',
        reason: `${reason}：粮食和物资储备职责划入市发展改革委。`,
      })
    }
  }
  city.clock.moveTo('2025-11-28')
  await city.act(city.call(REGISTRAR), 'department', 'merged', departmentId('mc-grain'), {
    into: departmentId('mc-dev'),
    reason,
  })
}

/** Events with which items of the city end: merged, split or abolished. */
export function ends(): Event[] {
  const merged = past.merges.map(([day, item, into, why]) => ({
    day,
    run: (city: Builder) =>
      city.act(city.formal(item), 'responsibility', 'merged', city.id(item), {
        into: city.id(into),
        trigger: 'reform',
        reason: `${why}。`,
      }),
  }))
  const split = past.splits.map(([day, item, names, why]) => ({
    day,
    async run(city: Builder) {
      const into = names.map((name) => ({ ...city.fields(item), name, itemCode: null }))
      await city.act(city.formal(item), 'responsibility', 'split', city.id(item), {
        into,
        trigger: 'reform',
        reason: `${why}。`,
      })
    },
  }))
  const abolished = past.abolitions.map(([day, item, why]) => ({
    day,
    run: (city: Builder) => city.act(city.formal(item), 'responsibility', 'abolished', city.id(item), why),
  }))
  return [...merged, ...split, ...abolished]
}

/** A later published list of one bureau: what differs from the first one. */
export function delivery(): Event[] {
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
          approved(city.call(recorderOf('mc-market'))),
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

/**
 * Events of what the law allows to be withheld, and of what it demands to be erased: both stay in the chain.
 */
export function withheld(): Event[] {
  const item = 'mc-health/预防接种异常反应补偿'
  return [
    {
      day: '2026-04-21',
      async run(city) {
        const like = city.fields('mc-water/汛前对水库大坝安全的检查')
        const call = {
          ...approved(city.call(recorderOf('mc-water'))),
          visibility: 'sealed',
          ground: 'security_stability',
          review: '2028-04-21',
        } as const
        const { records } = await city.services.acts.open(call, 'responsibility', departmentId('mc-water'), {
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
        const { records } = await city.act(city.formal(item), 'responsibility', 'amended', city.id(item), {
          set: { remark: '办理咨询：某受种者家庭住址、联系电话（误写入的个人信息）。' },
          trigger: 'other',
          reason: '补充备注。',
        })
        city.clock.moveTo('2026-05-27')
        for (const { index } of records) {
          await city.services.erasures.erase(approved(city.call(OPERATOR)), index, {
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
