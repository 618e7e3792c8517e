/** A clock that is not believed, and the words for it. */
import type { Words } from '../../domain/record/problem.ts'

/** Fault of the clock, for which new times are not written. */
export interface ClockFault {
  /** milliseconds by which the clock is ahead of what was to be expected */
  ahead: number
  /** milliseconds until it is believed, if it stays where it is */
  wait: number
}

const HOUR = 3_600_000

/** Words for a clock that is ahead: by how many hours, and in how many minutes it will be believed. */
export function faultWords({ ahead, wait }: ClockFault): Words {
  const hours = Math.round(ahead / HOUR)
  const left = Math.ceil(wait / 60_000)
  return {
    zh: `服务器的时钟比预期快了 ${hours} 小时，没有记入任何内容：账目的时间写下就不能改。请运维者核对时钟；若时钟无误，${left} 分钟后自行恢复，或以 ACCEPT_CLOCK 写明今天的日期重新启动。`,
    en: `The clock of the server is ${hours} hours ahead of what was to be expected; nothing was recorded, since the time of an entry cannot be changed. The operator should look at the clock; if it is right, this passes in ${left} minutes, or at a restart with ACCEPT_CLOCK set to today's date.`,
  }
}
