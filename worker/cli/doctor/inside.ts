/** A deployment as its operator has it: database, key, marks, room, people, calendar, and what waits to be done. */

import { statfs } from 'node:fs/promises'
import { type Role, roleWords } from '../../domain/kinds/account/vocabulary.ts'
import { dayAfter } from '../../domain/record/date.ts'
import { many } from '../../domain/text/many.ts'
import { type Environment, withoutEmpty } from '../../machine/environment.ts'
import { requireMigrated } from '../../machine/migrations.ts'
import { misspelt, wrongSettings } from '../../machine/serving/settings.ts'
import { faultWords } from '../../services/clock/words.ts'
import { roles } from '../../services/roles.ts'
import type { Services } from '../../services/services.ts'
import { todayOf } from '../../services/submit/call.ts'
import { everyRecord } from '../shell/every.ts'
import type { Place } from '../shell/place.ts'
import { good, type Look, looked, poor } from './look.ts'

/** Bytes below which a disk is nearly full. */
const LEAST_ROOM = 1_000_000_000
/** Days ahead for which the calendar should know what is worked. */
const AHEAD = 90

/**
 * Looks at a ledger from inside. Nothing is migrated, and nothing is recorded.
 *
 * @param env settings that a process which serves it here would have
 */
export async function lookInside(place: Place, env: Environment): Promise<Look[]> {
  return [...environmentOf(env), ...(await lookWithin(place))]
}

function environmentOf(env: Environment): Look[] {
  const wrong = wrongSettings(withoutEmpty(env))
  const slips = misspelt(Object.keys(env))
  const looks = [
    ...wrong.map(({ told }) =>
      poor('settings', 'bad', told, {
        zh: '照它说的改好这项设置；见运维手册“环境变量”。',
        en: 'Set it as it says; see Environment on the page for operators.',
      }),
    ),
    ...slips.map(({ name, meant }) =>
      poor(
        'settings',
        'look',
        { zh: `没有读取环境变量 ${name}`, en: `The variable ${name} is not read` },
        { zh: `若是指 ${meant}，请改名。`, en: `Rename it if ${meant} is meant.` },
      ),
    ),
  ]
  return looks.length > 0
    ? looks
    : [good('settings', '环境变量里的设置都读得懂', 'Every setting of the environment can be read')]
}

async function lookWithin(place: Place): Promise<Look[]> {
  const ready = await looked(
    'database',
    async () => {
      await place.database((database) => requireMigrated(database))
      return [
        good(
          'database',
          `数据库 ${place.shown} 合于这一版`,
          `The database ${place.shown} is of this version`,
        ),
      ]
    },
    {
      zh: '先运行 mingzhang migrate，或换用写明的那一版程序。',
      en: 'Run mingzhang migrate first, or the version of the program that is named.',
    },
  )
  if (ready.some(({ health }) => health === 'bad')) return ready
  const opened = await looked('open', () => lookAt(place), {
    zh: '照上面的话补上私钥、权限或设置。',
    en: 'Put key, rights or settings right as it says.',
  })
  return [...ready, ...(await roomOf(place)), ...opened]
}

async function roomOf({ folder }: Place): Promise<Look[]> {
  if (folder === null) return []
  const { bavail, bsize } = await statfs(folder)
  const gigabytes = ((bavail * bsize) / 1e9).toFixed(1)
  if (bavail * bsize >= LEAST_ROOM)
    return [good('room', `磁盘还有 ${gigabytes} GB`, `The disk has ${gigabytes} GB left`)]
  return [
    poor(
      'room',
      'look',
      { zh: `磁盘只剩 ${gigabytes} GB`, en: `The disk has ${gigabytes} GB left` },
      { zh: '腾出空间：磁盘满了就不能入账。', en: 'Make room: nothing is recorded on a full disk.' },
    ),
  ]
}

async function lookAt(place: Place): Promise<Look[]> {
  const { services, close } = await place.open({ cases: true })
  try {
    return [
      ...(await signingOf(services)),
      ...(await behindOf(services)),
      ...(await peopleOf(services)),
      ...calendarOf(services),
      ...settingsOf(services),
    ]
  } finally {
    await close()
  }
}

async function signingOf({ log, ledger }: Services): Promise<Look[]> {
  const { size, recorded, frozen } = await log.snapshot()
  if (frozen !== null)
    return [
      poor('signing', 'bad', frozen.words, {
        zh: '运行 mingzhang restore，照它的话做。',
        en: 'Run mingzhang restore, and do as it says.',
      }),
    ]
  const fault = ledger.clock.closing(recorded)
  const clock =
    fault === null
      ? []
      : [
          poor('clock', 'look', faultWords(fault), {
            zh: '核对这台机器的时钟。',
            en: 'Look at the clock of this machine.',
          }),
        ]
  return [
    good('signing', `可以签署，${size} 条账目`, `It may sign, over ${many(size, 'entry', 'entries')}`),
    ...clock,
  ]
}

async function behindOf({ rebuilding, standing }: Services): Promise<Look[]> {
  const [waiting, { isCurrent, waiting: due }] = await Promise.all([
    rebuilding.waiting(),
    standing.standing(),
  ])
  const looks: Look[] = []
  if (waiting > 0)
    looks.push(
      poor(
        'derived',
        'look',
        {
          zh: `${waiting} 项记录是另一版程序整理的，等待重建`,
          en: `${many(waiting, 'record')} of another version, still to be rebuilt`,
        },
        {
          zh: '运行中的服务会自己做完；或运行 mingzhang rebuild。',
          en: 'A running server does it by itself; or run mingzhang rebuild.',
        },
      ),
    )
  if (!isCurrent)
    looks.push(
      poor(
        'rules',
        'look',
        {
          zh: `规则还没有看到最新：${due} 项记录待查`,
          en: `The rules have not seen the newest: ${many(due, 'record waits', 'records wait')}`,
        },
        { zh: '运行中的服务会自己做完。', en: 'A running server does it by itself.' },
      ),
    )
  return looks.length > 0
    ? looks
    : [good('behind', '整理和规则都跟上了账目', 'What is derived, and the rules, follow the ledger')]
}

interface Holder {
  role: string
  department: string | null
}

async function holdersIn(services: Services): Promise<Holder[]> {
  const accounts = await everyRecord(services, { kind: 'account', status: 'in_force' })
  return accounts.map(({ type, department }) => ({ role: type ?? '', department }))
}

async function peopleOf(services: Services): Promise<Look[]> {
  const holders = await holdersIn(services)
  const held = (role: Role): number => holders.filter((one) => one.role === role).length
  const looks: Look[] = []
  if (held('registrar') < 2)
    looks.push(
      poor(
        'registrars',
        held('registrar') === 0 ? 'bad' : 'look',
        {
          zh: `登记员 ${held('registrar')} 个：没有第二个人`,
          en: `Registrars: ${held('registrar')}. There is no second person`,
        },
        {
          zh: '用 mingzhang invite --role registrar 再授权一个岗位。',
          en: 'Grant another post with mingzhang invite --role registrar.',
        },
      ),
    )
  for (const role of ['inspector', 'auditor'] as const)
    if (held(role) === 0)
      looks.push(
        poor(
          role,
          'look',
          { zh: `没有${roleWords[role].zh}`, en: `There is no ${roleWords[role].en.toLowerCase()}` },
          {
            zh: `用 mingzhang invite --role ${role} 授权一个岗位。`,
            en: `Grant a post with mingzhang invite --role ${role}.`,
          },
        ),
      )
  const alone = [
    ...new Set(
      holders.flatMap(({ role, department }) =>
        role === 'recorder' && department !== null ? [department] : [],
      ),
    ),
  ]
    .filter((department) => !holders.some((one) => one.department === department && mayApprove(one.role)))
    .toSorted()
  if (alone.length > 0)
    looks.push(
      poor(
        'approvers',
        'look',
        {
          zh: `${alone.length} 个部门有记录员而没有审核人：${alone.slice(0, 5).join('、')}`,
          en: `${many(alone.length, 'department has', 'departments have')} a recorder and nobody who approves: ${alone.slice(0, 5).join(', ')}`,
        },
        {
          zh: '给这些部门各授权一个审核岗位，否则有约束力的账都要等登记员。',
          en: 'Grant each a post of the role approver: what binds waits for a registrar otherwise.',
        },
      ),
    )
  return looks.length > 0
    ? looks
    : [good('people', '每一步都有第二个人', 'There is a second person for every step')]
}

const mayApprove = (role: string): boolean =>
  Object.entries(roles).some(([name, { rights }]) => name === role && rights.includes('draft.approve'))

function calendarOf({ ledger }: Services): Look[] {
  const { name, days } = ledger.calendar
  const today = todayOf(ledger.now(), days.zone)
  if (days.kindOf(dayAfter(today, AHEAD)) !== null)
    return [
      good(
        'calendar',
        `工作日历“${name}”够用到 ${AHEAD} 天以后`,
        `The calendar “${name}” reaches ${AHEAD} days ahead`,
      ),
    ]
  const ended = days.kindOf(today) === null
  return [
    poor(
      'calendar',
      ended ? 'bad' : 'look',
      ended
        ? {
            zh: `工作日历“${name}”已到头：期限算不出来`,
            en: `The calendar “${name}” has ended: no deadline can be counted`,
          }
        : {
            zh: `工作日历“${name}”不到 ${AHEAD} 天就到头`,
            en: `The calendar “${name}” ends within ${AHEAD} days`,
          },
      {
        zh: '更新程序，或在 calendar.json 里补上明年的节假日。',
        en: 'Update the program, or add the holidays of next year to calendar.json.',
      },
    ),
  ]
}

function settingsOf({ ledger }: Services): Look[] {
  if (ledger.caseSealing !== null) return [good('cases', '核查案卷有密钥', 'There is a key for the cases')]
  return [
    poor(
      'cases',
      'look',
      { zh: '没有 CASES_KEY：不能立案核查', en: 'There is no CASES_KEY: no case can be opened' },
      { zh: '见运维手册“环境变量”。', en: 'See Environment on the page for operators.' },
    ),
  ]
}
