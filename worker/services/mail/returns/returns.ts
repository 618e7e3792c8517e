/** Notices of returned mail in providers' own formats: one adapter for each, named by the beginning of the secret. */
import type { ReturnCall, ReturnNotice, ReturnReader, ReturnWorld } from './call.ts'
import { readMailgun } from './mailgun.ts'
import { readPostmark } from './postmark.ts'
import { readSes, TOPIC } from './ses.ts'

const readers = { mailgun: readMailgun, postmark: readPostmark, ses: readSes } as const satisfies Record<
  string,
  ReturnReader
>

export type ReturnProvider = keyof typeof readers

/** Provider and secret of a setting, as `mailgun:KEY`; null for any other text, as the key of Standard Webhooks. */
export function parseReturnsKey(text: string): { provider: ReturnProvider; secret: string } | null {
  const cut = text.indexOf(':')
  const provider = text.slice(0, Math.max(0, cut))
  const secret = text.slice(cut + 1)
  if (provider === 'mailgun') return secret.length >= 16 ? { provider, secret } : null
  if (provider === 'ses') return TOPIC.test(secret) ? { provider, secret } : null
  // A user and a password, as they stand in the address that is given to the provider.
  if (provider === 'postmark') return /^[^:\s]+:\S{16,}$/.test(secret) ? { provider, secret } : null
  return null
}

/** Reads a call of a provider. Null for one that is not shown to be theirs. */
export function readReturned(
  { provider, secret }: { provider: ReturnProvider; secret: string },
  call: ReturnCall,
  world: ReturnWorld,
): Promise<ReturnNotice | null> {
  return readers[provider](call, secret, world)
}
