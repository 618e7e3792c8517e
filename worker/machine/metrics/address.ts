/** Address of the measures, as a setting. */
import { Problem } from '../../domain/record/problem.ts'
import type { Socket } from '../serving/listen.ts'

const LOCAL = '127.0.0.1'

/**
 * Reads `METRICS`: a port of this machine alone, or `host:port`.
 *
 * @throws Problem `invalid` for anything else
 */
export function parseMetrics(text: string): Socket {
  const [, host = LOCAL, digits = ''] = /^(?:(\[[\da-f:.]+\]|[\w.-]+):)?(\d{1,5})$/i.exec(text.trim()) ?? []
  const port = Number(digits)
  if (digits !== '' && port <= 65_535) return { host: host.replace(/^\[|\]$/g, ''), port }
  throw new Problem('invalid', {
    field: 'METRICS',
    words: {
      zh: `METRICS 应为端口或“主机:端口”，如 9464，而不是“${text}”。`,
      en: `METRICS is a port or host:port, as 9464, and not "${text}".`,
    },
  })
}
