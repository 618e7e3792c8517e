import { join } from 'node:path'
import { CHINA_ZONE } from '../../domain/record/zone.ts'
import { readCalendar } from '../../machine/machine.ts'
import { todayOf } from '../../services/submit/call.ts'
import type { Terminal } from './terminal.ts'

type Clock = Pick<Terminal, 'now'>

/** The day that it is where this machine is. */
export function todayHere({ now }: Clock): string {
  return todayOf(now(), Intl.DateTimeFormat().resolvedOptions().timeZone)
}

/**
 * The day that it is for a command: by the calendar of the data folder, or by that of mainland China where it
 * declares none. Without a folder, as with a server, where this machine is.
 */
export async function todayFor({ now }: Clock, dataDir: string | null): Promise<string> {
  if (dataDir === null) return todayHere({ now })
  const calendar = await readCalendar(join(dataDir, 'calendar.json'))
  return todayOf(now(), calendar?.zone ?? CHINA_ZONE)
}
