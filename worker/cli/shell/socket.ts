/** Socket on which a command listens. */
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage.ts'

export const socket = {
  port: {
    type: 'string',
    value: 'PORT',
    words: { zh: '端口（默认 PORT 或 8787）', en: 'port (default: PORT or 8787)' },
  },
  host: {
    type: 'string',
    value: 'HOST',
    words: { zh: '地址（默认 HOST 或 127.0.0.1）', en: 'address (default: HOST or 127.0.0.1)' },
  },
} as const

/** The port that was given, or that of the environment. @throws UsageError */
export function portOf(given: string | undefined, { env }: Terminal): number {
  const text = given ?? env.PORT ?? '8787'
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text)
  throw new UsageError({
    zh: `端口应为 0 到 65535 的整数，而不是“${text}”。`,
    en: `The port must be a whole number from 0 to 65535, not "${text}".`,
  })
}
