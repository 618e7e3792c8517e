/** A last day in one sentence: from which day it was counted, how many days, which were passed over. */
import type { Clock } from '../clock/clock.ts'
import { lackWords, limitWords } from '../clock/lines.ts'
import type { ClockProfile } from '../clock/profile.ts'
import { of, type Words } from '../record/problem.ts'

/** The reason that takes a sentence: the holidays of the last days are not announced. */
const BEYOND = 'beyond_calendar'

type Named = Pick<ClockProfile, 'unit'>

/** Standing of a clock in two words: 逾期 5 个工作日, 还剩 2 个工作日. */
export function clockStands({ due, left, over, lacks }: Clock, { unit }: Named): Words {
  if (lacks === BEYOND) return of('到期日待定', 'Last day not known yet')
  if (due === null) return lackWords[lacks ?? 'not_named']
  if (over !== null && over > 0) {
    const late = limitWords({ unit: unit === 'month' ? 'calendar' : unit }, over)
    return of(`逾期 ${late.zh}`, `${late.en} late`)
  }
  if (left === 0) return of('今天到期', 'Due today')
  if (left === null) return of(`${due} 到期`, `Due ${due}`)
  const units = limitWords({ unit: 'working' }, left)
  return of(`还剩 ${units.zh}`, `${units.en} left`)
}

/** 12-01 到期：11-03 起算，第 18 个工作日，共 20 个，跳过 8 个休息日. */
export function explained({ start, due, used, over, limit, lacks, lines }: Clock, { unit }: Named): Words {
  if (lacks === BEYOND && start !== null) {
    const { zh, en } = lackWords[BEYOND]
    return of(`${start} 起算：${zh}`, `counted from ${start}: ${en}`)
  }
  if (due === null || start === null) return of('', '')
  const rest = lines.filter(({ kind }) => kind === 'holiday').length
  const paused = lines.filter(({ kind }) => kind === 'pause').length
  const zh = [`${start} 起算`]
  const en = [`counted from ${start}`]
  if (limit !== null) {
    const all = limitWords({ unit }, limit)
    const open = used !== null && (over ?? 0) === 0
    zh.push(!open ? `共 ${all.zh}` : `已用 ${used}，共 ${all.zh}`)
    en.push(!open ? `${all.en} in all` : `${used} of ${all.en} used`)
  }
  if (rest > 0) {
    zh.push(`跳过 ${rest} 个休息日`)
    en.push(`${rest} days off passed over`)
  }
  if (paused > 0) {
    zh.push(`暂停 ${paused} 天`)
    en.push(`${paused} days paused`)
  }
  return of(`${due} 到期：${zh.join('，')}`, `due ${due}: ${en.join(', ')}`)
}
